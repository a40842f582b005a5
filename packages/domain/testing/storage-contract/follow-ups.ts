/** What follows from a change: tasks, the feed, counters, the inbox. */
import { describe, expect, it } from 'vitest';
import { type InboxEntry, newId, type NewTask, type PortalId } from '../../src/index.ts';
import { news, type StorageBench } from './storage-bench.ts';

const AT_ONCE = 50;

export function followUps(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('tasks', () => {
    const task = (subjectId: string, fields: Partial<NewTask> = {}): NewTask => ({
      name: 'sync-activity',
      laneKey: 'activity:1',
      subjectId,
      ...fields,
    });
    const add = (...tasks: NewTask[]) =>
      inPortal(async tx => {
        for (const one of tasks) await tx.tasks.add(one);
      });
    const subjects = async () => (await bench.harness.waiting(bench.portalId)).map(one => one.subjectId);

    it('stand in the order in which they were added', async () => {
      await add(task('a'), task('b'), task('c', { name: 'publish-message' }));
      expect(await subjects()).toEqual(['a', 'b', 'c']);
    });

    it('that wait for the same work are one (RE-44)', async () => {
      await add(task('a'));
      await Promise.all(Array.from({ length: 10 }, () => add(task('a'))));
      expect(await subjects()).toEqual(['a']);
    });

    it('of another name or subject are other work', async () => {
      await add(task('a'), task('b'), task('a', { name: 'publish-message' }));
      expect(await subjects()).toEqual(['a', 'b', 'a']);
    });

    it('that have begun do not stand for news that came later', async () => {
      await add(task('a'));
      await bench.harness.beginTask(bench.portalId, 'activity:1');
      expect(await subjects()).toEqual([]);
      await add(task('a'), task('a'));
      expect(await subjects()).toEqual(['a']);
    });
  });

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

  describe('counters of a day', () => {
    it('never pass their limit, also when 50 spend at once (D-6, Q-11)', async () => {
      const { account } = await given();
      const spent = await Promise.all(Array.from({ length: AT_ONCE }, () => inPortal(tx => tx.usage.spend(account.id, 'CHECK', 7))));
      expect(spent.filter(Boolean)).toHaveLength(7);
      expect(await inPortal(tx => tx.usage.today(account.id))).toEqual({ SENT: 0, FIRST_MESSAGE: 0, CHECK: 7, SEARCH: 0 });
    });

    it('allow nothing under a limit of nothing', async () => {
      const { account } = await given();
      expect(await inPortal(tx => tx.usage.spend(account.id, 'CHECK', 0))).toBe(false);
    });
  });

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

  it('remembers our own posts (O-24)', async () => {
    await inPortal(tx => tx.ownPosts.add('501'));
    await inPortal(tx => tx.ownPosts.add('501'));
    expect(await inPortal(async tx => [await tx.ownPosts.has('501'), await tx.ownPosts.has('502')])).toEqual([true, false]);
  });
}
