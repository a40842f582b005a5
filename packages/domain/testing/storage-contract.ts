/** What every storage keeps: one suite, run over memory and over PostgreSQL. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  Activity,
  isRefusal,
  LeaseLostError,
  newId,
  PartnerKey,
  refuse,
  type Account,
  type FeedEvent,
  type FeedRow,
  type InboxEntry,
  type Lease,
  type LoginStep,
  type Message,
  type MessageGroupId,
  type MessageId,
  type NewTask,
  type PartnerKeyId,
  type PortalId,
  type Recipient,
  type Storage,
  type Transaction,
} from '../src/index.ts';
import { aChat, aMessage, anAccount, ANNA, BORIS, DEAL, newNumber } from './builders.ts';

export interface StorageHarness {
  storage: Storage;
  /** A new portal in which ANNA, an administrator, opened the application. */
  newPortal(): Promise<PortalId>;
  /** What subscribers can read, in the order of its numbers. */
  feed(portalId: PortalId): Promise<readonly Pick<FeedRow, 'seq' | 'event'>[]>;
  /** Tasks that have not begun, in order. */
  waiting(portalId: PortalId): Promise<readonly Pick<NewTask, 'name' | 'laneKey' | 'subjectId'>[]>;
  /** The next task of the lane begins. */
  beginTask(portalId: PortalId, laneKey: string): Promise<void>;
  takeLease(portalId: PortalId, laneKey: string): Promise<Lease>;
  loseLease(lease: Lease): Promise<void>;
  /** Whether somebody who shows this token's hash is known. */
  knowsToken(portalId: PortalId, tokenHash: string): Promise<boolean>;
  /** The worker may take the account's lane now. */
  isLaneOpen(portalId: PortalId, laneKey: string): Promise<boolean>;
}

const AT_ONCE = 50;
const HOLD_MS = 60_000;
const ago = (ms: number): Date => new Date(Date.now() - ms);

export function storageContract(name: string, open: () => StorageHarness | Promise<StorageHarness>): void {
  describe(`${name} as a storage`, () => {
    let harness: StorageHarness;
    let portalId: PortalId;
    const inPortal = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => harness.storage.transaction(portalId, work);

    beforeEach(async () => {
      harness = await open();
      portalId = await harness.newPortal();
    });

    async function given(): Promise<{ account: Account; recipient: Recipient }> {
      const account = anAccount(portalId);
      const recipient = await inPortal(async tx => {
        await tx.accounts.add(account);
        const [ensured] = await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: 'Иван' }]);
        return ensured;
      });
      if (recipient === undefined) throw new Error('no recipient was made');
      return { account, recipient };
    }

    const accept = async (...messages: Message[]): Promise<void> => inPortal(tx => tx.messages.accept(messages));
    const news = (accountId: Account['id']): FeedEvent => ({ kind: 'login', accountId });

    describe('a transaction', () => {
      it('stores everything together when the work resolves (RE-1)', async () => {
        const { account, recipient } = await given();
        const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
        await inPortal(async tx => {
          await tx.messages.accept([message]);
          await tx.activities.save(Activity.create({ portalId, groupId: message.groupId, card: DEAL, responsibleId: ANNA }));
          await tx.tasks.add({ name: 'sync-activity', laneKey: `activity:${message.groupId}`, subjectId: message.groupId });
          tx.publish(news(account.id));
        });
        const stored = await inPortal(async tx => [await tx.messages.find(message.id), await tx.activities.find(message.groupId)]);
        expect(stored).toMatchObject([{ text: message.text, status: 'QUEUED' }, { card: DEAL }]);
        expect(await harness.waiting(portalId)).toMatchObject([{ subjectId: message.groupId }]);
        expect(await harness.feed(portalId)).toMatchObject([{ seq: 1, event: { kind: 'login' } }]);
      });

      it.each([
        ['the work refuses', () => Promise.resolve(refuse('NOT_FOUND'))],
        ['the work throws', () => Promise.reject(new Error('a surprise'))],
      ])('stores nothing, tells nobody and wakes nobody when %s', async (_when, end) => {
        const { account, recipient } = await given();
        const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
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
        expect([await harness.waiting(portalId), await harness.feed(portalId)]).toEqual([[], []]);
      });

      it('answers what the work answers', async () => {
        expect(await inPortal(() => Promise.resolve(7))).toBe(7);
      });

      it('sees its own portal only (SE-10)', async () => {
        const { account, recipient } = await given();
        const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
        await accept(message);
        const other = await harness.newPortal();
        const seen = await harness.storage.transaction(other, async tx => [
          await tx.messages.find(message.id),
          await tx.messages.lockByExternalId(account.id, message.externalMessageId),
          await tx.accounts.find(account.id),
          await tx.recipients.findByAddress('WHATSAPP', [recipient.address]),
          await tx.accounts.findByLine('WHATSAPP', account.lineId),
        ]);
        expect(seen).toEqual([null, null, null, null, null]);
        expect(await harness.storage.transaction(other, tx => tx.accounts.list())).toEqual([]);
      });
    });

    describe('an idempotency key', () => {
      it('makes one message of 50 sends at once, and every caller learns of the same group (Q-1, GU-2, FA-11)', async () => {
        const { account, recipient } = await given();
        const answers = await Promise.all(
          Array.from({ length: AT_ONCE }, () =>
            inPortal(async tx => {
              const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
              const { id: messageId, groupId } = message;
              const first = await tx.intents.claim({ key: 'once', contentHash: 'same', messageId, groupId });
              if (first !== null) return { groupId: first.groupId, isFirst: false };
              await tx.messages.accept([message]);
              return { groupId, isFirst: true };
            }),
          ),
        );
        expect(new Set(answers.map(answer => answer.groupId)).size).toBe(1);
        expect(answers.filter(answer => answer.isFirst)).toHaveLength(1);
        expect(await inPortal(tx => tx.messages.queued(account.id))).toBe(1);
      });

      it('tells other content from the same', async () => {
        const claim = (contentHash: string) =>
          inPortal(tx => tx.intents.claim({ key: 'k', contentHash, messageId: newId<MessageId>(), groupId: newId<MessageGroupId>() }));
        expect(await claim('first')).toBeNull();
        expect((await claim('first'))?.contentHash).toBe('first');
        expect((await claim('second'))?.contentHash).not.toBe('second');
      });

      it('is free again after a refused first use (RE-4)', async () => {
        const intent = { key: 'k', contentHash: 'h', messageId: newId<MessageId>(), groupId: newId<MessageGroupId>() };
        await inPortal(async tx => {
          await tx.intents.claim(intent);
          return refuse('TEXT_EMPTY');
        });
        expect(await inPortal(tx => tx.intents.claim(intent))).toBeNull();
      });

      it('belongs to one portal', async () => {
        const intent = { key: 'k', contentHash: 'h', messageId: newId<MessageId>(), groupId: newId<MessageGroupId>() };
        await inPortal(tx => tx.intents.claim(intent));
        const other = await harness.newPortal();
        expect(await harness.storage.transaction(other, tx => tx.intents.claim(intent))).toBeNull();
      });
    });

    describe('the outbox of an account', () => {
      const next = (account: Account) => inPortal(tx => tx.messages.next(account.id, HOLD_MS));
      const change = (message: Message, fields: Partial<Message>): Promise<void> =>
        inPortal(async tx => {
          const stored = await tx.messages.lock(message.id);
          if (stored !== null) await tx.messages.save(Object.assign(stored, fields));
        });
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
          portalId,
          accountId: account.id,
          recipientId: recipient.id,
          text: 'Привет 👋\n*строка*',
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
        const { runAt: _stored, ...expected } = { ...stored };
        const { runAt: _read, ...read } = { ...(await inPortal(tx => tx.messages.find(message.id))) };
        expect(read).toEqual(expected);
        expect(read).toMatchObject({ text: message.text, status: 'FAILED', card: DEAL, openLineMessageId: '77', publishedAs: '5' });
        expect(read.history?.[1]?.occurredAt).toBeInstanceOf(Date);
      });

      it('gives messages in the order of acceptance (Q-4)', async () => {
        const { account, recipient } = await given();
        const messages = Array.from({ length: 5 }, () => aMessage({ portalId, accountId: account.id, recipientId: recipient.id }));
        await accept(...messages.slice(0, 2));
        for (const message of messages.slice(2)) await accept(message);
        expect(await takeAll(account)).toEqual(messages.map(message => message.id));
      });

      it('gives every message once, each writer in his order, when many write at once (Q-4)', async () => {
        const { account, recipient } = await given();
        const writers = Array.from({ length: 10 }, () =>
          Array.from({ length: 5 }, () => aMessage({ portalId, accountId: account.id, recipientId: recipient.id })),
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
        const messages = [0, 1].map(() => aMessage({ portalId, accountId: account.id, recipientId: recipient.id }));
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
        const lost = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
        const held = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
        const free = aMessage({ portalId, accountId: account.id, recipientId: other?.id ?? recipient.id });
        await accept(lost, held, free);
        await change(lost, { status: 'UNCONFIRMED', delivery: 'DONE', runAt: ago(HOLD_MS / 2) });
        expect((await next(account))?.id).toBe(free.id);
        await change(lost, { runAt: ago(HOLD_MS + 1000) });
        expect((await next(account))?.id).toBe(held.id);
      });

      it('sends a repeated unconfirmed message first, at its old place (RE-13)', async () => {
        const { account, recipient } = await given();
        const messages = [0, 1, 2].map(() => aMessage({ portalId, accountId: account.id, recipientId: recipient.id }));
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

      it('knows what is queued, what is ready, and what a dead worker left', async () => {
        const { account, recipient } = await given();
        const messages = [0, 1, 2, 3].map(() => aMessage({ portalId, accountId: account.id, recipientId: recipient.id }));
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

      it('knows with whom a conversation runs: an answer, or a message that was accepted (decision 25)', async () => {
        const { account, recipient } = await given();
        const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
        const hasOne = () => inPortal(tx => tx.messages.hasConversation(account.id, recipient.id));
        await accept(message);
        expect(await hasOne()).toBe(false);
        await change(message, { status: 'SENT' });
        expect(await hasOne()).toBe(true);
        await change(message, { status: 'FAILED' });
        expect(await hasOne()).toBe(false);
        await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(0)));
        await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(5000)));
        expect(await hasOne()).toBe(true);
      });

      it('finds the newest groups of a recipient that have an activity, each once (L-5)', async () => {
        const { account, recipient } = await given();
        const groupId = newId<MessageGroupId>();
        const one = (fields: Partial<Message>) => aMessage({ portalId, accountId: account.id, recipientId: recipient.id, ...fields });
        const old = one({ createdAt: ago(3000) });
        const parts = [0, 1].map(position => one({ groupId, position, createdAt: ago(2000) }));
        const newest = one({ createdAt: ago(1000) });
        await accept(old, ...parts, newest, one({ createActivity: false }));
        const groups = (limit: number) => inPortal(tx => tx.messages.groupsOf(account.id, recipient.id, limit));
        expect(await groups(10)).toEqual([newest.groupId, groupId, old.groupId]);
        expect(await groups(2)).toEqual([newest.groupId, groupId]);
        expect((await inPortal(tx => tx.messages.group(groupId))).map(message => message.position)).toEqual([0, 1]);
      });

      it('finds what was sent as the employee and has no copy in the chat yet (O-24)', async () => {
        const { account, recipient } = await given();
        const one = (fields: Partial<Message>) =>
          aMessage({
            portalId,
            accountId: account.id,
            recipientId: recipient.id,
            publication: 'OUTGOING',
            createdAt: ago(1000),
            ...fields,
          });
        const messages = [
          one({ status: 'SENT' }),
          one({ status: 'READ', publishedAs: '9' }),
          one({ status: 'QUEUED' }),
          one({ status: 'SENT', publication: 'INCOMING' }),
          one({ status: 'READ', createdAt: ago(2 * 86_400_000) }),
        ];
        await accept(...messages);
        const waiting = await inPortal(tx => tx.messages.unpublishedOutgoing(account.id, recipient.id));
        expect(waiting.map(message => message.id)).toEqual([messages[0]?.id]);
      });

      it('lets a second reader of a locked message wait and see the change', async () => {
        const { account, recipient } = await given();
        const message = aMessage({ portalId, accountId: account.id, recipientId: recipient.id });
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

    describe('accounts', () => {
      it('open their lane when they are added and when they are wanted again', async () => {
        const { account } = await given();
        expect(await harness.isLaneOpen(portalId, `account:${account.id}`)).toBe(true);
        await inPortal(tx => tx.accounts.reopen(Object.assign(account, { title: 'Снова' })));
        expect(await inPortal(tx => tx.accounts.list())).toMatchObject([{ id: account.id, title: 'Снова' }]);
      });

      it('stand on one line each (G-5)', async () => {
        await given();
        await expect(inPortal(tx => tx.accounts.add(anAccount(portalId)))).rejects.toThrow();
      });

      it('are found by their line, with dates and lists as they were stored', async () => {
        const { account } = await given();
        await inPortal(tx =>
          tx.accounts.save(Object.assign(account, { access: [ANNA, BORIS], restrictedUntil: new Date('2026-05-01T00:00:00.000Z') })),
        );
        expect(await inPortal(tx => tx.accounts.findByLine('WHATSAPP', account.lineId))).toEqual(account);
      });

      it('are changed by one at a time under a lock', async () => {
        const { account } = await given();
        await Promise.all(
          Array.from({ length: 8 }, () =>
            inPortal(async tx => {
              const locked = await tx.accounts.lock(account.id);
              if (locked !== null) await tx.accounts.save(Object.assign(locked, { title: `${locked.title}+` }));
            }),
          ),
        );
        expect((await inPortal(tx => tx.accounts.find(account.id)))?.title).toBe(`${account.title}${'+'.repeat(8)}`);
      });
    });

    describe('recipients', () => {
      it('are one per address, also when twenty make them at once, in any order (D-3)', async () => {
        const addresses = [newNumber(), newNumber(), newNumber()];
        const made = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            inPortal(tx =>
              tx.recipients.ensure(
                'WHATSAPP',
                (index % 2 === 0 ? addresses : addresses.toReversed()).map(address => ({ address, name: null })),
              ),
            ),
          ),
        );
        for (const address of addresses) {
          expect(
            new Set(
              made
                .flat()
                .filter(one => one.address === address)
                .map(one => one.id),
            ).size,
          ).toBe(1);
        }
        expect(made[0]?.map(recipient => recipient.address)).toEqual(addresses);
        expect(made[1]?.map(recipient => recipient.address)).toEqual(addresses.toReversed());
      });

      it('take a name while they have none, and keep the one they have', async () => {
        const address = newNumber();
        const named = (name: string | null) => inPortal(async tx => (await tx.recipients.ensure('WHATSAPP', [{ address, name }]))[0]?.name);
        expect([await named(null), await named('Иван'), await named('Пётр'), await named(null)]).toEqual([null, 'Иван', 'Иван', 'Иван']);
      });

      it('keep what the messenger said (D-8)', async () => {
        const { account, recipient } = await given();
        const at = new Date('2026-03-10T10:00:00.000Z');
        await inPortal(async tx => {
          const found = await tx.recipients.find(recipient.id);
          found?.learnPresence('EXISTS', '7900@s.whatsapp.net', account.id, at);
          if (found !== null) await tx.recipients.save(found);
        });
        expect(await inPortal(tx => tx.recipients.findByAddress('WHATSAPP', ['+1', recipient.address]))).toMatchObject({
          presence: 'EXISTS',
          checkedAt: at,
          checkedThrough: account.id,
          messengerAddress: '7900@s.whatsapp.net',
        });
      });
    });

    it('keeps one chat per account and recipient (O-6)', async () => {
      const { account, recipient } = await given();
      const chat = aChat({ portalId, accountId: account.id, recipientId: recipient.id });
      await inPortal(tx => tx.chats.save(chat));
      await inPortal(async tx => {
        const found = await tx.chats.find(account.id, recipient.id);
        if (found !== null) await tx.chats.save(Object.assign(found, { ownerId: BORIS }));
      });
      expect(await inPortal(tx => tx.chats.findById(chat.id))).toEqual(Object.assign(chat, { ownerId: BORIS }));
      const second = aChat({ portalId, accountId: account.id, recipientId: recipient.id });
      await expect(inPortal(tx => tx.chats.save(second))).rejects.toThrow();
    });

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
      const subjects = async () => (await harness.waiting(portalId)).map(one => one.subjectId);

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
        await harness.beginTask(portalId, 'activity:1');
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
        const rows = await harness.feed(portalId);
        expect(rows.map(row => row.seq)).toEqual(Array.from({ length: writers * each * 2 }, (_, index) => index + 1));
        // What one transaction tells stands together, in its order.
        expect(rows.every((row, index) => row.event.kind === (index % 2 === 0 ? 'login' : 'account-state'))).toBe(true);
      });

      it('shows nothing of a transaction that has not ended', async () => {
        const { account } = await given();
        await inPortal(async tx => {
          tx.publish(news(account.id));
          expect(await harness.feed(portalId)).toEqual([]);
        });
        expect(await harness.feed(portalId)).toHaveLength(1);
      });

      it('counts each portal by itself', async () => {
        const { account } = await given();
        const other = await harness.newPortal();
        await inPortal(async tx => tx.publish(news(account.id)));
        await harness.storage.transaction(other, async tx => tx.publish(news(account.id)));
        expect((await harness.feed(other)).map(row => row.seq)).toEqual([1]);
      });
    });

    describe('counters of a day', () => {
      it('never pass their limit, also when 50 spend at once (D-6, Q-11)', async () => {
        const { account } = await given();
        const spent = await Promise.all(Array.from({ length: AT_ONCE }, () => inPortal(tx => tx.usage.spend(account.id, 'CHECK', 7))));
        expect(spent.filter(Boolean)).toHaveLength(7);
        expect(await inPortal(tx => tx.usage.today(account.id))).toEqual({ SENT: 0, FIRST_MESSAGE: 0, CHECK: 7 });
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

    it('keeps the last step of a login (C-2)', async () => {
      const { account } = await given();
      const step: LoginStep = { kind: 'QR', qr: '2@abc', expiresAt: new Date('2026-03-10T09:01:00.000Z') };
      expect(await inPortal(tx => tx.logins.find(account.id))).toBeNull();
      await inPortal(tx => tx.logins.save(account.id, step));
      expect(await inPortal(tx => tx.logins.find(account.id))).toEqual(step);
      await inPortal(tx => tx.logins.save(account.id, { kind: 'DONE' }));
      expect(await inPortal(tx => tx.logins.find(account.id))).toEqual({ kind: 'DONE' });
      await inPortal(tx => tx.logins.clear(account.id));
      expect(await inPortal(tx => tx.logins.find(account.id))).toBeNull();
    });

    it('knows a partner key by the hash of its token until it is revoked (SE-7)', async () => {
      const hash = newId<PortalId>().replaceAll('-', '').repeat(2);
      const key = Object.assign(new PartnerKey(), {
        portalId,
        id: newId<PartnerKeyId>(),
        employeeId: ANNA,
        title: 'CRM',
        createdAt: ago(0),
        revokedAt: null,
      });
      await inPortal(tx => tx.partnerKeys.add(key, hash));
      expect(await harness.knowsToken(portalId, hash)).toBe(true);
      await inPortal(async tx => {
        const found = await tx.partnerKeys.find(key.id);
        if (found !== null) await tx.partnerKeys.save(Object.assign(found, { revokedAt: ago(0) }));
      });
      expect(await harness.knowsToken(portalId, hash)).toBe(false);
      expect((await inPortal(tx => tx.partnerKeys.find(key.id)))?.revokedAt).toBeInstanceOf(Date);
    });

    it('remembers what an employee chose last (W-4, W-24)', async () => {
      const { account } = await given();
      await inPortal(async tx => {
        const employee = await tx.employees.find(ANNA);
        if (employee !== null) await tx.employees.save(Object.assign(employee, { lastAccountId: account.id, lastPublication: 'NONE' }));
      });
      expect(await inPortal(tx => tx.employees.find(ANNA))).toMatchObject({ lastAccountId: account.id, lastPublication: 'NONE' });
      expect(await inPortal(tx => tx.employees.find(BORIS))).toBeNull();
    });

    describe('a lease', () => {
      it('lets its holder write', async () => {
        const { account } = await given();
        const lease = await harness.takeLease(portalId, `account:${account.id}`);
        await inPortal(async tx => {
          await tx.holdLease(lease);
          await tx.accounts.save(Object.assign(account, { title: 'by the holder' }));
        });
        expect((await inPortal(tx => tx.accounts.find(account.id)))?.title).toBe('by the holder');
      });

      it('stops a late holder before he changes anything (RE-6)', async () => {
        const { account } = await given();
        const lease = await harness.takeLease(portalId, `account:${account.id}`);
        await harness.loseLease(lease);
        const late = inPortal(async tx => {
          await tx.accounts.save(Object.assign(account, { title: 'by a late holder' }));
          await tx.holdLease(lease);
        });
        await expect(late).rejects.toBeInstanceOf(LeaseLostError);
        expect((await inPortal(tx => tx.accounts.find(account.id)))?.title).toBe('Отдел продаж');
      });
    });
  });
}
