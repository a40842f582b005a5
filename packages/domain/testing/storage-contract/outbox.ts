/** The messages of an account, in their order (Q-4, RE-7). */
import { describe, expect, it } from 'vitest';
import { type Account, type EmployeeId, type Message, type MessageId, newId } from '../../src/index.ts';
import { aMessage, ANNA, BORIS, DEAL, newNumber } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

const HOLD_MS = 60_000;

export function outbox(bench: StorageBench): void {
  const { accept, change, given, inPortal } = bench;

  describe('the outbox of an account', () => {
    const next = (account: Account) => inPortal(tx => tx.messages.next(account.id, HOLD_MS));
    const takeAll = async (account: Account): Promise<MessageId[]> => {
      const taken: MessageId[] = [];
      for (let head = await next(account); head !== null; head = await next(account)) {
        await change(head, { delivery: 'DONE', status: 'SENT' });
        taken.push(head.id);
      }
      return taken;
    };

    it('keeps every field of a message, and what became of it', async () => {
      const { account, recipient } = await given();
      const message = aMessage({
        portalId: bench.portalId,
        accountId: account.id,
        recipientId: recipient.id,
        text: 'Привет 👋\n*строка*',
        senderLine: 'Смирнова Анна:',
        openLineMessageId: '77',
      });
      await accept(message);
      const stored = await inPortal(async tx => {
        const found = await tx.messages.lock(message.id);
        found?.learn({
          status: 'FAILED',
          occurredAt: ago(1000),
          learnedAt: ago(0),
          source: 'RECEIPT',
          failure: { code: 'MESSENGER_REFUSED', details: { rawCode: '479' } },
        });
        if (found !== null)
          await tx.messages.save(Object.assign(found, { publishedAs: '5', publicationFailure: { code: 'LIMIT_REACHED', details: {} } }));
        return found;
      });
      const read = await inPortal(tx => tx.messages.find(message.id));
      // The database says when it was put into the lane.
      expect(read).toEqual({ ...stored, runAt: read?.runAt });
      expect(read).toMatchObject({ text: message.text, status: 'FAILED', card: DEAL, openLineMessageId: '77', publishedAs: '5' });
      expect(read?.senderLine).toBe('Смирнова Анна:');
      expect(read?.history[1]?.occurredAt).toBeInstanceOf(Date);
    });

    it('gives messages in the order of acceptance (Q-4)', async () => {
      const { account, recipient } = await given();
      const messages = Array.from({ length: 5 }, () =>
        aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id }),
      );
      await accept(...messages.slice(0, 2));
      for (const message of messages.slice(2)) await accept(message);
      expect(await takeAll(account)).toEqual(messages.map(message => message.id));
    });

    it('gives every message once, each writer in his order, when many write at once (Q-4)', async () => {
      const { account, recipient } = await given();
      const writers = Array.from({ length: 10 }, () =>
        Array.from({ length: 5 }, () => aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id })),
      );
      await Promise.all(
        writers.map(async messages => {
          for (const message of messages) await accept(message);
        }),
      );
      const taken = await takeAll(account);
      expect(taken.toSorted()).toEqual(
        writers
          .flat()
          .map(message => message.id)
          .toSorted(),
      );
      for (const messages of writers) {
        const ids = new Set(messages.map(message => message.id));
        expect(taken.filter(id => ids.has(id))).toEqual(messages.map(message => message.id));
      }
    });

    it('gives nothing while its head waits for its time, for nothing overtakes', async () => {
      const { account, recipient } = await given();
      const messages = [0, 1].map(() => aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id }));
      await accept(...messages);
      const [head, second] = messages;
      if (head === undefined || second === undefined) return expect.unreachable();
      await change(head, { runAt: ago(-60_000) });
      expect(await next(account)).toBeNull();
      await change(head, { runAt: ago(1000) });
      expect((await next(account))?.id).toBe(head.id);
    });

    it('steps over a recipient with an unconfirmed message, for as long as it is told (RE-7)', async () => {
      const { account, recipient } = await given();
      const [other] = await inPortal(tx => tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]));
      const lost = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      const held = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      const free = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: other?.id ?? recipient.id });
      await accept(lost, held, free);
      await change(lost, { status: 'UNCONFIRMED', delivery: 'DONE', runAt: ago(HOLD_MS / 2) });
      expect((await next(account))?.id).toBe(free.id);
      await change(lost, { runAt: ago(HOLD_MS + 1000) });
      expect((await next(account))?.id).toBe(held.id);
    });

    it('gives what is asked again in its time, holds its recipient until its fate is known, and nobody else (GU-3)', async () => {
      const { account, recipient } = await given();
      const [other] = await inPortal(tx => tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]));
      const asked = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      const held = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      const free = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: other?.id ?? recipient.id });
      await accept(asked, held, free);
      await change(asked, { delivery: 'ASKING', runAt: ago(-60_000) });
      expect((await next(account))?.id).toBe(free.id);
      await change(asked, { runAt: ago(1000) });
      expect((await next(account))?.id).toBe(asked.id);
      expect((await inPortal(tx => tx.messages.ready(account.id))).map(({ id }) => id)).toEqual([held.id, free.id]);
      await change(asked, { delivery: 'DONE' });
      expect((await next(account))?.id).toBe(held.id);
    });

    it('steps over a recipient whose first message is held, and over nobody else (Q-11)', async () => {
      const { account, recipient } = await given();
      const [other] = await inPortal(tx => tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]));
      if (other === undefined) return expect.unreachable();
      const held = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      const free = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: other.id });
      await accept(held, free);
      await inPortal(tx => tx.firstMessages.hold(account.id, recipient.id, ago(-60_000)));
      expect((await next(account))?.id).toBe(free.id);
      await inPortal(tx => tx.firstMessages.hold(account.id, recipient.id, ago(1000)));
      expect((await next(account))?.id).toBe(held.id);
      await inPortal(tx => tx.firstMessages.hold(account.id, recipient.id, ago(-60_000)));
      await inPortal(tx => tx.firstMessages.reconsider(account.id));
      expect((await next(account))?.id).toBe(held.id);
      await inPortal(tx => tx.firstMessages.hold(account.id, recipient.id, ago(-60_000)));
      await inPortal(tx => tx.firstMessages.grant(account.id, recipient.id, ago(0)));
      expect((await next(account))?.id).toBe(held.id);
    });

    it('counts the calls of a window, the newest as many as are asked for, and what still waits (Q-11)', async () => {
      const { account, recipient } = await given();
      const messages = [0, 1, 2, 3, 4].map(() => aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id }));
      await accept(...messages);
      const called = (sinceMs: number, atMost: number) => inPortal(tx => tx.messages.called(account.id, ago(sinceMs), atMost));
      const waiting = () => inPortal(tx => tx.messages.waiting(account.id));
      expect([await called(60_000, 10), await waiting()]).toEqual([{ count: 0, oldestAt: null }, 5]);
      const [long, before, now] = [ago(90_000), ago(30_000), ago(1000)];
      const states = [
        { delivery: 'DONE', status: 'SENT', calledAt: long },
        { delivery: 'DONE', status: 'READ', calledAt: before },
        { delivery: 'CALLING', calledAt: now },
        { delivery: 'CLAIMED' },
      ] as const;
      for (const [index, fields] of states.entries()) if (messages[index] !== undefined) await change(messages[index], fields);
      expect([await called(60_000, 10), await waiting()]).toEqual([{ count: 2, oldestAt: before }, 2]);
      expect(await called(120_000, 10)).toEqual({ count: 3, oldestAt: long });
      expect(await called(120_000, 1)).toEqual({ count: 1, oldestAt: now });
      expect(await inPortal(tx => tx.messages.called(newId(), ago(120_000), 10))).toEqual({ count: 0, oldestAt: null });
    });

    it('offers only operators’ messages and those to be asked for again where limits hold the rest (Q-11)', async () => {
      const { account, recipient } = await given();
      const [other] = await inPortal(tx => tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]));
      if (other === undefined) return expect.unreachable();
      const about = { portalId: bench.portalId, accountId: account.id, recipientId: recipient.id };
      const ours = aMessage(about);
      const answer = aMessage({ ...about, origin: 'OPEN_LINE', card: null });
      const asked = aMessage({ ...about, recipientId: other.id });
      await accept(ours, answer, asked);
      const unlimited = () => inPortal(tx => tx.messages.next(account.id, HOLD_MS, true));
      expect((await next(account))?.id).toBe(ours.id);
      expect((await unlimited())?.id).toBe(answer.id);
      await change(answer, { delivery: 'DONE', status: 'SENT' });
      expect(await unlimited()).toBeNull();
      await change(asked, { delivery: 'ASKING', runAt: ago(1000) });
      expect((await unlimited())?.id).toBe(asked.id);
    });

    it('sends a repeated unconfirmed message first, at its old place (RE-13)', async () => {
      const { account, recipient } = await given();
      const messages = [0, 1, 2].map(() => aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id }));
      await accept(...messages);
      const [lost, second, third] = messages;
      if (lost === undefined || second === undefined || third === undefined) return expect.unreachable();
      await change(lost, { status: 'UNCONFIRMED', delivery: 'DONE', runAt: ago(HOLD_MS * 2) });
      await inPortal(async tx => {
        const stored = await tx.messages.lock(lost.id);
        if (stored !== null) await tx.messages.requeue(stored);
      });
      expect(await takeAll(account)).toEqual([lost.id, second.id, third.id]);
    });

    it('finds what one employee wrote and nobody sent yet, a part at a time', async () => {
      const { account, recipient } = await given();
      const by = (senderId: EmployeeId) =>
        aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id, senderId });
      const [first, another, second, sent] = [by(ANNA), by(BORIS), by(ANNA), by(ANNA)];
      await accept(first, another, second, sent);
      await change(sent, { delivery: 'DONE' });
      const ids = async (limit: number) => (await inPortal(tx => tx.messages.readyOf(ANNA, limit))).map(message => message.id);
      expect(new Set(await ids(10))).toEqual(new Set([first.id, second.id]));
      expect(await ids(1)).toHaveLength(1);
    });

    it('finds what was accepted too long ago and waits still, of all accounts, the oldest first (Q-20)', async () => {
      const { account, recipient } = await given();
      const waits = async (ageMs: number, fields: Partial<Message> = {}): Promise<MessageId> => {
        const ids = { portalId: bench.portalId, accountId: account.id, recipientId: recipient.id };
        const message = aMessage({ ...ids, createdAt: ago(ageMs) });
        await accept(message);
        await change(message, fields);
        return message.id;
      };
      const second = await waits(60_000);
      const first = await waits(70_000, { delivery: 'ASKING' });
      await waits(60_000, { delivery: 'CALLING' });
      await waits(60_000, { status: 'UNCONFIRMED' });
      await waits(60_000, { delivery: 'DONE' });
      await waits(1000);
      const found = async (limit: number) => (await inPortal(tx => tx.messages.overdue(ago(30_000), limit))).map(message => message.id);
      expect([await found(10), await found(1)]).toEqual([[first, second], [first]]);
    });

    it('knows what is queued, what is ready, and what a dead worker left', async () => {
      const { account, recipient } = await given();
      const messages = [0, 1, 2, 3].map(() => aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id }));
      await accept(...messages);
      const [done, claimed, calling, waiting] = messages;
      if (done === undefined || claimed === undefined || calling === undefined || waiting === undefined) return expect.unreachable();
      await change(done, { delivery: 'DONE' });
      await change(claimed, { delivery: 'CLAIMED' });
      await change(calling, { delivery: 'CALLING' });
      const seen = await inPortal(async tx => ({
        queued: await tx.messages.queued(account.id),
        ready: (await tx.messages.ready(account.id)).map(message => message.id),
        unfinished: (await tx.messages.unfinished(account.id)).map(message => message.id),
      }));
      expect(seen).toEqual({ queued: 3, ready: [waiting.id], unfinished: [claimed.id, calling.id] });
    });

    it('lets a second reader of a locked message wait and see the change', async () => {
      const { account, recipient } = await given();
      const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
      await accept(message);
      await Promise.all(
        Array.from({ length: 10 }, () =>
          inPortal(async tx => {
            const locked = await tx.messages.lockByExternalId(account.id, message.externalMessageId);
            if (locked !== null) await tx.messages.save(Object.assign(locked, { attempt: locked.attempt + 1 }));
          }),
        ),
      );
      expect((await inPortal(tx => tx.messages.find(message.id)))?.attempt).toBe(10);
    });
  });
}
