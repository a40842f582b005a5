/** What comes in, once (RE-20). */
import { describe, expect, it } from 'vitest';
import { newId, type InboxEntry, type PortalId } from '../../src/index.ts';
import type { StorageBench } from './storage-bench.ts';

export function inbox(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('the inbox', () => {
    const entry = (fields: Partial<InboxEntry> = {}): InboxEntry => ({
      id: newId<PortalId>(),
      source: 'MESSENGER',
      accountId: null,
      dedupKey: 'wamid.1',
      body: { text: 'Здравствуйте', nested: [1, null] },
      receivedAt: new Date('2026-03-10T09:00:00.000Z'),
      ...fields,
    });

    it('takes the same thing once, also when it comes twenty times at once (RE-20)', async () => {
      const added = await Promise.all(Array.from({ length: 20 }, () => inPortal(tx => tx.inbox.add(entry()))));
      expect(added.filter(Boolean)).toHaveLength(1);
    });

    it('keeps what came, as it came', async () => {
      const { account } = await given();
      const one = entry({ accountId: account.id });
      await inPortal(tx => tx.inbox.add(one));
      expect(await inPortal(tx => tx.inbox.find(one.id))).toEqual(one);
      expect(await inPortal(tx => tx.inbox.find(newId<PortalId>()))).toBeNull();
    });

    it('tells sources apart', async () => {
      const added = await inPortal(async tx => [await tx.inbox.add(entry()), await tx.inbox.add(entry({ source: 'BITRIX24' }))]);
      expect(added).toEqual([true, true]);
    });
  });
}
