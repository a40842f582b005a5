import { createHash, randomUUID } from 'node:crypto';
import type { PortalId } from '@olchat/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KnownSenders, type EventSender } from './known-senders.ts';

const sender = (memberId: string, token: string): EventSender => ({
  memberId,
  portalId: randomUUID() as PortalId,
  applicationTokenHash: createHash('sha256').update(token).digest(),
});

let known: KnownSenders | undefined;
afterEach(() => known?.stop());

async function open(senders: EventSender[]): Promise<KnownSenders> {
  const source = { list: async () => [...senders], count: async () => senders.length };
  known = new KnownSenders(source, () => undefined, { lookEveryMs: 5, refreshEveryMs: 60_000 });
  await known.start();
  return known;
}

describe('senders of events while the database is away', () => {
  it('are known by their portal and its token together (SE-2)', async () => {
    const [first, second] = [sender('a', 'token-a'), sender('b', 'token-b')];
    const senders = await open([first, second]);
    expect(senders.verify('a', 'token-a')).toBe(first.portalId);
    expect(senders.verify('a', 'token-b')).toBe('FORGED');
    expect(senders.verify('a', null)).toBe('FORGED');
    expect(senders.verify('a', '')).toBe('FORGED');
    expect(senders.verify('c', 'token-a')).toBe('UNKNOWN');
  });

  it('are known moments after their installation', async () => {
    const list = [sender('a', 'token-a')];
    const senders = await open(list);
    const newcomer = sender('b', 'token-b');
    list.push(newcomer);
    await vi.waitFor(() => expect(senders.verify('b', 'token-b')).toBe(newcomer.portalId));
  });
});
