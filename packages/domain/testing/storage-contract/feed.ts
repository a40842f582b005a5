/** The feed of a portal (RE-30). */
import { describe, expect, it } from 'vitest';
import { news, type StorageBench } from './storage-bench.ts';

export function feed(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('the feed', () => {
    it('numbers what 16 writers tell without a gap and without a double (RE-30)', async () => {
      const { account } = await given();
      const writers = 16;
      const each = 10;
      await Promise.all(
        Array.from({ length: writers }, async () => {
          for (let n = 0; n < each; n += 1) {
            await inPortal(async tx => {
              tx.publish(news(account.id));
              tx.publish({ kind: 'account-state', accountId: account.id, state: 'CONNECTED', reason: null, since: '' });
              await tx.usage.spend(account.id, 'SENT', 1_000_000);
            });
          }
        }),
      );
      const rows = await bench.harness.feed(bench.portalId);
      expect(rows.map(row => row.seq)).toEqual(Array.from({ length: writers * each * 2 }, (_, index) => index + 1));
      // What one transaction tells stands together, in its order.
      expect(rows.every((row, index) => row.event.kind === (index % 2 === 0 ? 'login' : 'account-state'))).toBe(true);
    });

    it('shows nothing of a transaction that has not ended', async () => {
      const { account } = await given();
      await inPortal(async tx => {
        tx.publish(news(account.id));
        expect(await bench.harness.feed(bench.portalId)).toEqual([]);
      });
      expect(await bench.harness.feed(bench.portalId)).toHaveLength(1);
    });

    it('counts each portal by itself', async () => {
      const { account } = await given();
      const other = await bench.harness.newPortal();
      await inPortal(async tx => tx.publish(news(account.id)));
      await bench.harness.storage.transaction(other, async tx => tx.publish(news(account.id)));
      expect((await bench.harness.feed(other)).map(row => row.seq)).toEqual([1]);
    });
  });
}
