import { describe, expect, it } from 'vitest';
import { createIdempotencyKeys, randomKey } from './idempotency-key.ts';

const content = { accountId: 'a', recipientId: 'r', text: 'Привет', publication: 'OUTGOING', createActivity: true } as const;

describe('idempotency keys (W-27)', () => {
  it('gives the same content the same key until it was accepted', () => {
    const keys = createIdempotencyKeys();
    expect(keys.keyFor({ ...content })).toBe(keys.keyFor({ ...content }));
  });

  it('gives other content another key', () => {
    const keys = createIdempotencyKeys();
    expect(keys.keyFor({ ...content, text: 'Пока' })).not.toBe(keys.keyFor(content));
  });

  it('remembers a content although another was tried in between', () => {
    const keys = createIdempotencyKeys();
    const first = keys.keyFor(content);
    keys.keyFor({ ...content, text: 'Пока' });
    expect(keys.keyFor(content)).toBe(first);
  });

  it('gives the same words a new key once they were accepted: they are a new message', () => {
    const keys = createIdempotencyKeys();
    const first = keys.keyFor(content);
    keys.spend(first);
    expect(keys.keyFor(content)).not.toBe(first);
  });

  it('makes 128 random bits', () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(Array.from({ length: 100 }, randomKey)).size).toBe(100);
  });
});
