import { describe, expect, it } from 'vitest';
import { message } from '../../testing/builders.ts';
import { isFinal, isSameContent, laterMessage, newestFirst } from './message.ts';

describe('the later of two pictures of a message (L-8)', () => {
  it('keeps read when a late delivered arrives', () => {
    const read = message(['QUEUED', 'SENT', 'DELIVERED', 'READ']);
    expect(laterMessage(read, message(['QUEUED', 'SENT', 'DELIVERED']))).toBe(read);
  });

  it('takes the one that knows more', () => {
    const sent = message(['QUEUED', 'SENT']);
    expect(laterMessage(message(['QUEUED']), sent)).toBe(sent);
  });

  it('takes a delivered that comes after a failure (L-9)', () => {
    const delivered = message(['QUEUED', 'FAILED', 'DELIVERED']);
    expect(laterMessage(message(['QUEUED', 'FAILED']), delivered)).toBe(delivered);
  });

  it('takes the newer of two with the same history: something beside the status changed', () => {
    const withChat = message(['QUEUED', 'SENT'], { activityId: '7' });
    expect(laterMessage(message(['QUEUED', 'SENT']), withChat)).toBe(withChat);
  });

  it('takes the first one', () => {
    const first = message();
    expect(laterMessage(undefined, first)).toBe(first);
  });
});

describe('content', () => {
  const content = { accountId: 'a', recipientId: 'r', text: 't', publication: 'OUTGOING', createActivity: true } as const;

  it('is the same only when all of it is', () => {
    expect(isSameContent(content, { ...content })).toBe(true);
    expect(isSameContent(content, { ...content, text: 't ' })).toBe(false);
    expect(isSameContent(content, { ...content, accountId: 'b' })).toBe(false);
    expect(isSameContent(content, { ...content, recipientId: 's' })).toBe(false);
    expect(isSameContent(content, { ...content, publication: 'NONE' })).toBe(false);
  });
});

it('puts the newest first and keeps messages of one moment apart', () => {
  const older = message(['SENT'], { id: 'a', createdAt: '2026-01-01T09:00:00.000Z' });
  const newer = message(['SENT'], { id: 'b', createdAt: '2026-01-01T10:00:00.000Z' });
  const twin = message(['SENT'], { id: 'c', createdAt: '2026-01-01T10:00:00.000Z' });
  expect([older, newer, twin].sort(newestFirst).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

it.each([
  ['QUEUED', false],
  ['UNCONFIRMED', false],
  ['SENT', false],
  ['DELIVERED', false],
  ['READ', true],
  ['FAILED', true],
  ['CANCELLED', true],
] as const)('says of %s that it is final: %s', (status, final) => {
  expect(isFinal(status)).toBe(final);
});
