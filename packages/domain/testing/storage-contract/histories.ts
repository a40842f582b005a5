/** Questions for the history that a messenger keeps, and their answers on the way (S-11). */
import { describe, expect, it } from 'vitest';
import { historyStart, newId, type FileId, type HistoryAnswer, type HistoryRequest, type HistoryRequestId } from '../../src/index.ts';
import { aMessage } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

const ANSWER: HistoryAnswer = {
  kind: 'page',
  messages: [
    {
      externalMessageId: 'm7',
      fromClient: true,
      text: 'Написано до нас',
      file: { kind: 'DOCUMENT', name: 'акт.pdf', mime: 'application/pdf', size: 10, seconds: null },
      unsupported: null,
      occurredAt: new Date('2025-01-02T03:04:05Z'),
      editedAt: new Date('2025-01-02T03:05:06Z'),
      status: null,
    },
  ],
  before: '7',
};

export function histories(bench: StorageBench): void {
  const { given, inPortal } = bench;

  describe('questions for a history (S-11)', () => {
    const asked = async (...ages: number[]) => {
      const { account, recipient } = await given();
      const requests = ages.map((age): HistoryRequest => ({
        id: newId<HistoryRequestId>(),
        accountId: account.id,
        recipientId: recipient.id,
        before: age === 0 ? null : String(age),
        limit: 20,
        askedAt: ago(age),
      }));
      for (const request of requests) await inPortal(tx => tx.histories.ask(request));
      return { account, requests };
    };

    it('are asked one after another, the oldest first, and none for which nobody waits any more', async () => {
      const { account, requests } = await asked(60_000, 2000, 0);
      const next = () => inPortal(tx => tx.histories.next(account.id, ago(10_000)));
      expect(await next()).toEqual(requests[1]);
      await inPortal(tx => tx.histories.answer(requests[1]?.id ?? newId(), ANSWER));
      expect(await next()).toEqual(requests[2]);
      await inPortal(tx => tx.histories.answer(requests[2]?.id ?? newId(), { kind: 'unknown', reason: 'no answer' }));
      expect(await next()).toBeNull();
      const times = await inPortal(tx => tx.histories.askedSince(account.id, ago(10_000)));
      expect(times).toEqual([requests[1]?.askedAt, requests[2]?.askedAt]);
    });

    it('have an answer that is taken once, as it was given, and does not come back', async () => {
      const { account, requests } = await asked(0);
      const id = requests[0]?.id ?? newId<HistoryRequestId>();
      expect(await inPortal(tx => tx.histories.take(id))).toBeNull();
      await inPortal(tx => tx.histories.answer(id, ANSWER));
      expect(await inPortal(tx => tx.histories.take(id))).toEqual(ANSWER);
      expect(await inPortal(tx => tx.histories.take(id))).toBeNull();
      expect(await inPortal(tx => tx.histories.next(account.id, ago(10_000)))).toBeNull();
    });

    it('begin at the newest message that the messenger has, whoever wrote it, and not at one that was taken back', async () => {
      const { account, recipient } = await given();
      const pair = { accountId: account.id, recipientId: recipient.id };
      const newest = async () => {
        const entry = await inPortal(tx => tx.histories.newest(account.id, recipient.id));
        return entry === null ? null : historyStart(entry);
      };
      expect(await newest()).toBeNull();
      const queued = aMessage({ ...pair, portalId: bench.portalId });
      await bench.accept(queued);
      expect(await newest()).toBeNull();

      const came = (externalMessageId: string, age: number) => {
        const id = newId<FileId>();
        const content = { fromPhone: age === 3000, text: 'Сколько стоит?', file: null, unsupported: null };
        return { ...pair, id, externalMessageId, ...content, occurredAt: ago(age), editedAt: null, removedAt: null };
      };
      const [first, second] = [came('in-1', 9000), came('in-2', 3000)];
      await inPortal(async tx => {
        for (const one of [first, second]) await tx.received.add(one);
      });
      expect(await newest()).toMatchObject({ externalMessageId: 'in-2', fromClient: false });
      await inPortal(tx => tx.received.save({ ...second, text: null, removedAt: new Date() }));
      expect(await newest()).toMatchObject({ externalMessageId: 'in-1', fromClient: true });

      const occurredAt = ago(1000);
      const sent = { status: 'SENT' as const, source: 'ACCEPTANCE' as const, occurredAt, learnedAt: occurredAt, failure: null };
      await inPortal(async tx => {
        const stored = await tx.messages.find(queued.id);
        if (stored !== null) await tx.messages.save(Object.assign(stored, { status: 'SENT', history: [...stored.history, sent] }));
      });
      expect(await newest()).toEqual({ externalMessageId: queued.externalMessageId, fromClient: false, occurredAt });
    });

    it('are forgotten with their answers', async () => {
      const { account, requests } = await asked(5000, 0);
      const [old, fresh] = requests.map(({ id }) => id);
      if (old === undefined || fresh === undefined) throw new Error('nothing was asked');
      await inPortal(tx => tx.histories.answer(old, ANSWER));
      await inPortal(tx => tx.histories.forget(account.id, ago(1000)));
      await inPortal(tx => tx.histories.answer(old, ANSWER));
      expect(await inPortal(tx => tx.histories.take(old))).toBeNull();
      expect((await inPortal(tx => tx.histories.next(account.id, ago(10_000))))?.id).toBe(fresh);
    });
  });
}
