/** All or nothing, one portal, one holder (RE-1, RE-6, SE-10). */
import { describe, expect, it } from 'vitest';
import { Activity, isRefusal, LeaseLostError, newId, refuse, type MessageGroupId } from '../../src/index.ts';
import { aMessage, ANNA, DEAL } from '../builders.ts';
import { news, type StorageBench } from './storage-bench.ts';

export function transactions(bench: StorageBench): void {
  const { accept, given, inPortal } = bench;

  describe('a transaction', () => {
    it('stores everything together when the work resolves (RE-1)', async () => {
      const { account, recipient } = await given();
      const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      await inPortal(async tx => {
        await tx.messages.accept([message]);
        await tx.activities.save(Activity.create({ portalId: bench.portalId, groupId: message.groupId, card: DEAL, responsibleId: ANNA }));
        await tx.tasks.add({ name: 'sync-activity', laneKey: `activity:${message.groupId}`, subjectId: message.groupId });
        tx.publish(news(account.id));
      });
      const stored = await inPortal(async tx => [await tx.messages.find(message.id), await tx.activities.find(message.groupId)]);
      expect(stored).toMatchObject([{ text: message.text, status: 'QUEUED' }, { card: DEAL }]);
      expect(await bench.harness.waiting(bench.portalId)).toMatchObject([{ subjectId: message.groupId }]);
      expect(await bench.harness.feed(bench.portalId)).toMatchObject([{ seq: 1, event: { kind: 'login' } }]);
    });

    it('keeps of a block how often it was pressed, and why the last press sent nothing (L-12)', async () => {
      const activity = Activity.create({ portalId: bench.portalId, groupId: newId<MessageGroupId>(), card: DEAL, responsibleId: ANNA });
      await inPortal(tx => tx.activities.save(activity));
      const press = async (pressRefusal: Activity['pressRefusal']) => {
        await inPortal(async tx => {
          const stored = await tx.activities.find(activity.groupId);
          if (stored === null) return expect.unreachable();
          stored.presses += 1;
          stored.pressRefusal = pressRefusal;
          await tx.activities.save(stored);
        });
        const { presses, pressRefusal: kept } = (await inPortal(tx => tx.activities.find(activity.groupId))) ?? activity;
        return [presses, kept];
      };
      expect(await press({ code: 'FORBIDDEN', details: { right: 'card' } })).toEqual([
        1,
        { code: 'FORBIDDEN', details: { right: 'card' } },
      ]);
      expect(await press(null)).toEqual([2, null]);
    });

    it.each([
      ['the work refuses', () => Promise.resolve(refuse('NOT_FOUND'))],
      ['the work throws', () => Promise.reject(new Error('a surprise'))],
    ])('stores nothing, tells nobody and wakes nobody when %s', async (_when, end) => {
      const { account, recipient } = await given();
      const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      const ended = await inPortal(async tx => {
        await tx.messages.accept([message]);
        account.title = 'changed';
        await tx.accounts.save(account);
        await tx.intents.claim({ key: 'k', contentHash: 'h', messageId: message.id, groupId: message.groupId });
        await tx.ownPosts.add('1');
        await tx.usage.spend(account.id, 'SENT', 10);
        await tx.tasks.add({ name: 'sync-activity', laneKey: 'activity:1', subjectId: message.groupId });
        tx.publish(news(account.id));
        return end();
      }).catch((error: unknown) => error);
      expect(isRefusal(ended) || ended instanceof Error).toBe(true);
      const left = await inPortal(async tx => ({
        message: await tx.messages.find(message.id),
        title: (await tx.accounts.find(account.id))?.title,
        claimed: await tx.intents.claim({ key: 'k', contentHash: 'h', messageId: message.id, groupId: message.groupId }),
        post: await tx.ownPosts.has('1'),
        spent: (await tx.usage.today(account.id)).SENT,
      }));
      expect(left).toEqual({ message: null, title: 'Отдел продаж', claimed: null, post: false, spent: 0 });
      expect([await bench.harness.waiting(bench.portalId), await bench.harness.feed(bench.portalId)]).toEqual([[], []]);
    });

    it('answers what the work answers', async () => {
      expect(await inPortal(() => Promise.resolve(7))).toBe(7);
    });

    it('sees its own portal only (SE-10)', async () => {
      const { account, recipient } = await given();
      const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      await accept(message);
      const other = await bench.harness.newPortal();
      const seen = await bench.harness.storage.transaction(other, async tx => [
        await tx.messages.find(message.id),
        await tx.messages.lockByExternalId(account.id, message.externalMessageId),
        await tx.accounts.find(account.id),
        await tx.recipients.findByAddress('WHATSAPP', [recipient.address]),
        await tx.accounts.findByLine('WHATSAPP', account.lineId),
      ]);
      expect(seen).toEqual([null, null, null, null, null]);
      expect(await bench.harness.storage.transaction(other, tx => tx.accounts.list())).toEqual([]);
    });
  });

  describe('a lease', () => {
    it('lets its holder write', async () => {
      const { account } = await given();
      const lease = await bench.harness.takeLease(bench.portalId, `account:${account.id}`);
      await inPortal(async tx => {
        await tx.holdLease(lease);
        await tx.accounts.save(Object.assign(account, { title: 'by the holder' }));
      });
      expect((await inPortal(tx => tx.accounts.find(account.id)))?.title).toBe('by the holder');
    });

    it('stops a late holder before he changes anything (RE-6)', async () => {
      const { account } = await given();
      const lease = await bench.harness.takeLease(bench.portalId, `account:${account.id}`);
      await bench.harness.loseLease(lease);
      const late = inPortal(async tx => {
        await tx.accounts.save(Object.assign(account, { title: 'by a late holder' }));
        await tx.holdLease(lease);
      });
      await expect(late).rejects.toBeInstanceOf(LeaseLostError);
      expect((await inPortal(tx => tx.accounts.find(account.id)))?.title).toBe('Отдел продаж');
    });
  });
}
