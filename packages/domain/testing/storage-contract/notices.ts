/** What people are told: one of a kind waits at a time, and none is lost (N-7). */
import { describe, expect, it } from 'vitest';
import { newId, type Notice, type NoticeId } from '../../src/index.ts';
import { aChat, aMessage, ANNA, BORIS } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

const AT_ONCE = 20;
const DAY_MS = 86_400_000;

export function notices(bench: StorageBench): void {
  const { given, inPortal } = bench;

  const notice = (fields: Partial<Notice> = {}): Notice => ({
    id: newId<NoticeId>(),
    portalId: bench.portalId,
    kind: 'connection-lost',
    accountId: null,
    employeeId: null,
    details: {},
    state: 'WAITING',
    raisedAt: new Date('2026-03-10T09:00:00.000Z'),
    tellAt: new Date('2026-03-10T09:01:00.000Z'),
    toldAt: null,
    ...fields,
  });

  describe('notices', () => {
    it('are kept as they were raised', async () => {
      const { account } = await given();
      const one = notice({ accountId: account.id, employeeId: BORIS, details: { address: '+7900•••01', times: 3 } });
      await inPortal(tx => tx.notices.add(one));
      expect(await inPortal(tx => tx.notices.find(one.id))).toEqual(one);
      expect(await inPortal(tx => tx.notices.find(newId<NoticeId>()))).toBeNull();
    });

    it('of the same kind about the same wait once, also when many are raised at once (N-7)', async () => {
      const { account } = await given();
      const about = { accountId: account.id };
      const added = await Promise.all(Array.from({ length: AT_ONCE }, () => inPortal(tx => tx.notices.add(notice(about)))));
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await inPortal(tx => tx.notices.add(notice()))).toBe(true);
      expect(await inPortal(tx => tx.notices.add(notice({ ...about, employeeId: BORIS })))).toBe(true);
      expect(await inPortal(tx => tx.notices.add(notice({ ...about, kind: 'scan-needed' })))).toBe(true);
      expect(await inPortal(tx => tx.notices.add(notice()))).toBe(false);
    });

    it('make room for the next one when they were told, and the newest is the last', async () => {
      const first = notice();
      const told = { ...first, state: 'TOLD' as const, toldAt: new Date('2026-03-10T09:02:00.000Z') };
      const second = notice({ raisedAt: new Date('2026-03-10T10:00:00.000Z') });
      await inPortal(async tx => {
        await tx.notices.add(first);
        await tx.notices.save(told);
        await tx.notices.add(second);
      });
      const about = { accountId: null, employeeId: null };
      expect(await inPortal(tx => tx.notices.last('connection-lost', about))).toEqual(second);
      expect(await inPortal(tx => tx.notices.last('scan-needed', about))).toBeNull();
      expect(await inPortal(tx => tx.notices.find(first.id))).toEqual(told);
    });

    it('stand while they wait and after they were told, by account', async () => {
      const { account } = await given();
      const [waiting, told, ended] = [
        notice({ accountId: account.id }),
        notice({ accountId: account.id, kind: 'scan-needed', state: 'TOLD' }),
        notice({ accountId: account.id, kind: 'queue-stuck', state: 'ENDED' }),
      ];
      await inPortal(async tx => {
        for (const one of [waiting, told, ended, notice()]) await tx.notices.add(one);
      });
      const standing = await inPortal(tx => tx.notices.standing(['connection-lost', 'scan-needed', 'queue-stuck'], account.id));
      expect(standing.map(one => one.id).toSorted()).toEqual([waiting.id, told.id].toSorted());
      expect(await inPortal(tx => tx.notices.standing([], account.id))).toEqual([]);
    });

    it('have one chat', async () => {
      expect(await inPortal(tx => tx.noticeChat.find())).toBeNull();
      const chat = { key: newId<NoticeId>(), chatId: null, madeAt: null };
      const made = { ...chat, chatId: '1417', madeAt: new Date('2026-03-10T09:02:00.000Z') };
      await inPortal(tx => tx.noticeChat.save(chat));
      await inPortal(tx => tx.noticeChat.save(made));
      expect(await inPortal(tx => tx.noticeChat.find())).toEqual(made);
    });

    it('have chats of clients beside them that are found by what happened in them lately, the newest first (RE-22)', async () => {
      const { account, recipient } = await given();
      const chat = aChat({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id, createdAt: ago(90 * DAY_MS) });
      await inPortal(tx => tx.chats.save(chat));
      const recent = (days: number): Promise<string[]> =>
        inPortal(async tx => (await tx.chats.recent(ago(days * DAY_MS), 10)).map(({ id }) => id));
      expect(await recent(30)).toEqual([]);
      await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(20 * DAY_MS)));
      expect([await recent(30), await recent(10)]).toEqual([[chat.id], []]);
      const place = { portalId: bench.portalId, accountId: account.id, recipientId: recipient.id };
      await bench.accept(aMessage({ ...place, createdAt: ago(DAY_MS) }));
      expect(await recent(10)).toEqual([chat.id]);
      expect(await inPortal(tx => tx.chats.recent(ago(100 * DAY_MS), 0))).toEqual([]);
    });

    it('are read by the administrators who opened the application', async () => {
      expect(await inPortal(tx => tx.employees.administrators())).toEqual([ANNA]);
    });
  });
}
