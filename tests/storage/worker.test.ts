/** The worker on PostgreSQL with a messenger in memory: who holds an account, what he does, and how he lets go (RE-40, RE-41, RE-55, GU-7). */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DONE,
  newId,
  type Account,
  type Draft,
  type DraftVersion,
  type InboundMessage,
  type PortalId,
  type Recipient,
  type RecipientId,
  type TaskName,
} from '@olchat/domain';
import { aMessage, anAccount, ANNA, FakeMessenger, fakeConnector, newNumber, MemoryFileStore } from '@olchat/domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Logger } from '../../apps/api/src/logger.ts';
import { SqlSessionStore } from '../../apps/api/src/persistence/sql/sql-session-store.ts';
import { Retention } from '../../apps/api/src/worker/retention.ts';
import type { TaskHandlers } from '../../apps/api/src/worker/task-lanes.ts';
import { Worker } from '../../apps/api/src/worker/worker.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { until } from '../support/process.ts';
import { LocalWakeUps } from './local-wake-ups.ts';
import { openParts, SHORT_LEASE, type StorageParts } from './parts.ts';

const aDraft = (cardId: string, recipientId: RecipientId): Draft => ({
  employeeId: ANNA,
  card: { type: 'DEAL', id: cardId, smartProcessTypeId: null },
  recipientId,
  content: { text: 'Черновик', fileIds: [], voiceFileId: null, asDocument: false, publication: null, createActivity: true },
  version: newId<DraftVersion>(),
  savedAt: new Date(),
  savedBy: null,
});

let database: TestDatabase;
let parts: StorageParts;
let wakeUps: LocalWakeUps;
let portalId: PortalId;
let messenger: FakeMessenger;
let workers: Worker[];
/** Warnings and errors of the workers of one test. */
let complaints: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  wakeUps = new LocalWakeUps();
  parts = await openParts(database.url, {
    committed: (_portal, what) => {
      if (what.work) wakeUps.send({ kind: 'work' });
    },
  });
});

beforeEach(async () => {
  await parts.owner.query('delete from task');
  await parts.owner.query('delete from lane');
  portalId = await parts.newPortal();
  messenger = new FakeMessenger('+79990000001');
  workers = [];
  complaints = [];
});

afterEach(async () => {
  await Promise.all(workers.map(worker => worker.stop()));
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: what => void complaints.push(what),
  error: what => void complaints.push(what),
};

function startWorker(handlers: TaskHandlers = {}, times = SHORT_LEASE): Worker {
  const worker = new Worker(
    {
      storage: parts.storage,
      files: new MemoryFileStore(),
      openLines: { chatMessage: () => Promise.resolve({ kind: 'unknown' }) },
      scanner: null,
      lanes: parts.lanes(randomUUID(), times),
      times,
      clock: { now: () => new Date() },
      random: Math.random,
      logger,
      wakeUps,
      nudge: () => undefined,
      connector: () => fakeConnector(messenger),
      sessionStore: (lease, accountId) => new SqlSessionStore(parts.orm, parts.keys, lease, accountId),
      handlers,
    },
    { maxAccounts: 10, lookEveryMs: 100 },
  );
  worker.start();
  workers.push(worker);
  return worker;
}

async function anAccountWithClient(): Promise<{ account: Account; client: Recipient }> {
  const account = anAccount(portalId, { address: null, state: 'LOGIN_REQUIRED' });
  const number = newNumber();
  messenger.people.add(number);
  const client = await parts.storage.transaction(portalId, async tx => {
    await tx.accounts.add(account);
    return (await tx.recipients.ensure('WHATSAPP', [{ address: number, name: 'Иван' }]))[0];
  });
  if (client === undefined) throw new Error('no recipient was made');
  return { account, client };
}

const accept = (account: Account, client: Recipient, ...texts: string[]): Promise<void> =>
  parts.storage.transaction(portalId, tx =>
    tx.messages.accept(
      texts.map(text => aMessage({ portalId, accountId: account.id, recipientId: client.id, text, createdAt: new Date() })),
    ),
  );

const stored = (account: Account): Promise<Account | null> => parts.storage.transaction(portalId, tx => tx.accounts.find(account.id));
const texts = (): string[] => messenger.accepted.map(message => message.text);

async function logIn(account: Account): Promise<void> {
  const qr = await until('a code is shown', async () => {
    const step = await parts.storage.transaction(portalId, tx => tx.logins.find(account.id));
    return step?.kind === 'QR' ? step.qr : null;
  });
  await messenger.scan(qr);
  await until('the account is connected', async () => (await stored(account))?.state === 'CONNECTED');
}

describe('a worker with an account', () => {
  it('shows a code, connects, sends what waits in order, and stores what the messenger says', async () => {
    const { account, client } = await anAccountWithClient();
    // A machine that stands still for a moment must not take the lease away: that would be a complaint.
    startWorker({}, { leaseMs: 20_000, renewMs: 100 });
    await accept(account, client, 'раз', 'два', 'три');
    await logIn(account);
    await until('all is sent', () => texts().length === 3);
    expect(texts()).toEqual(['раз', 'два', 'три']);
    await messenger.report('read');
    const last = messenger.accepted.at(-1)?.externalMessageId ?? '';
    const status = await parts.storage.transaction(portalId, async tx => (await tx.messages.lockByExternalId(account.id, last))?.status);
    expect(status).toBe('READ');
    await messenger.reply(client.address, 'Спасибо');
    // This worker has no handler for either: it may hold one for a moment, before it puts it back.
    await until('both tasks wait', async () => {
      const waiting = (await parts.tasks(portalId, 'READY')).map(task => task.name);
      return waiting.toSorted().join() === 'attach-line,forward-inbound';
    });
    expect(complaints).toEqual([]);
  });

  it('sends within a moment what is accepted while it waits, by the hint', async () => {
    const { account, client } = await anAccountWithClient();
    startWorker();
    await logIn(account);
    for (const text of ['раз', 'два', 'три']) {
      await accept(account, client, text);
      await until(`«${text}» is sent`, () => texts().includes(text), 5000);
    }
  });

  it('sends also when every hint is lost (RE-12)', async () => {
    const { account, client } = await anAccountWithClient();
    wakeUps.areLost = true;
    try {
      startWorker();
      await logIn(account);
      await accept(account, client, 'без подсказки');
      await until('it is sent', () => texts().length === 1, 5000);
    } finally {
      wakeUps.areLost = false;
    }
  });

  it('is one of three that ask for it: the session exists once (GU-7, FA-4)', async () => {
    const { account, client } = await anAccountWithClient();
    let opened = 0;
    const session = Object.getOwnPropertyDescriptor(messenger, 'session');
    expect(session).toBeDefined();
    let current: FakeMessenger['session'] = null;
    Object.defineProperty(messenger, 'session', {
      get: () => current,
      set: (next: FakeMessenger['session']) => {
        if (next !== null) opened += 1;
        current = next;
      },
    });
    for (let n = 0; n < 3; n += 1) startWorker();
    await logIn(account);
    await accept(account, client, ...Array.from({ length: 20 }, (_, n) => String(n)));
    await until('all is sent', () => texts().length === 20);
    expect([opened, texts()]).toEqual([1, Array.from({ length: 20 }, (_, n) => String(n))]);
  });

  it('gives it to another when he stops, and nothing is lost or doubled (RE-55)', async () => {
    const { account, client } = await anAccountWithClient();
    const first = startWorker();
    await logIn(account);
    await accept(account, client, ...Array.from({ length: 30 }, (_, n) => String(n)));
    await until('some are sent', () => texts().length > 3);
    startWorker();
    await first.stop();
    await until('all is sent', () => texts().length === 30);
    expect(texts()).toEqual(Array.from({ length: 30 }, (_, n) => String(n)));
  });

  it('closes the session when he finds his lease lost, and his successor goes on (RE-40)', async () => {
    const { account, client } = await anAccountWithClient();
    startWorker();
    await logIn(account);
    const lost = messenger.session;
    // As if he had been frozen: his lease ended, and the lane was given to somebody else meanwhile.
    await parts.owner.query(
      `update lane set worker = 'somebody', lease_token = gen_random_uuid(), lease_until = clock_timestamp() + interval '700 ms' where portal_id = $1 and kind = 'ACCOUNT'`,
      [portalId],
    );
    await accept(account, client, 'после');
    await until('the session is closed', () => messenger.session !== lost);
    expect(texts()).toEqual([]);
    await until('it is sent by whoever took the account next', () => texts().length === 1);
    expect([complaints.includes('lease lost'), messenger.session === lost]).toEqual([true, false]);
  });

  it('sends nothing twice when he dies in the middle of a call: nobody knows (Q-3, GU-3)', async () => {
    const { account, client } = await anAccountWithClient();
    startWorker();
    await logIn(account);
    const message = aMessage({
      portalId,
      accountId: account.id,
      recipientId: client.id,
      delivery: 'CALLING',
      attempt: 1,
      createdAt: new Date(),
    });
    await parts.storage.transaction(portalId, tx => tx.messages.accept([message]));
    await accept(account, client, 'следующее');
    await workers[0]?.stop();
    startWorker();
    const status = () => parts.storage.transaction(portalId, async tx => (await tx.messages.find(message.id))?.status);
    await until('the successor has decided', async () => (await status()) === 'UNCONFIRMED');
    expect(texts()).toEqual([]);
  });

  it('logs it out when a person disconnects it, lets it rest, and takes it again when it is wanted (C-6, G-6)', async () => {
    const { account } = await anAccountWithClient();
    startWorker();
    await logIn(account);
    await parts.storage.transaction(portalId, async tx => {
      const wanted = await tx.accounts.lock(account.id);
      if (wanted !== null) await tx.accounts.save(Object.assign(wanted, { wanted: false, state: 'DISCONNECTED' }));
      await tx.tasks.add({ name: 'log-out', laneKey: `account:${account.id}`, subjectId: account.id });
    });
    await until('it is logged out', () => messenger.session === null);
    const lane = async () =>
      (
        await parts.owner.query<{ rests: boolean }>(`select run_at = 'infinity' and worker is null as rests from lane where key = $1`, [
          `account:${account.id}`,
        ])
      ).rows[0];
    await until('it rests', async () => (await lane())?.rests);
    await parts.storage.transaction(portalId, async tx => {
      const rested = await tx.accounts.lock(account.id);
      await tx.logins.clear(account.id);
      if (rested !== null) await tx.accounts.reopen(Object.assign(rested, { wanted: true, state: 'LOGIN_REQUIRED', address: null }));
    });
    await logIn(account);
  });

  it('acknowledges nothing to the messenger that is not stored: it comes again (GU-5)', async () => {
    const { account, client } = await anAccountWithClient();
    startWorker();
    await logIn(account);
    await parts.owner.query('alter table inbox rename to inbox_away');
    const replying = messenger.reply(client.address, 'Вы здесь?');
    await sleep(50);
    await parts.owner.query('alter table inbox_away rename to inbox');
    await replying;
    // This worker has no handler for it: it holds it for a moment, again and again.
    const stored = async () => (await parts.tasks(portalId, 'READY')).find(task => task.name === 'forward-inbound');
    const { subjectId } = await until('the message is stored', stored);
    const entry = await parts.storage.transaction(portalId, tx => tx.inbox.find(subjectId));
    expect((entry?.body as InboundMessage | undefined)?.text).toBe('Вы здесь?');
  });
});

describe('a worker with tasks', () => {
  const add = (subjectId: string, laneKey = 'activity:1', name: TaskName = 'sync-activity'): Promise<void> =>
    parts.storage.transaction(portalId, tx => tx.tasks.add({ name, laneKey, subjectId }));

  it('does them in order, one at a time in a lane, lanes side by side', async () => {
    const done: string[] = [];
    const inside = new Map<string, number>();
    let most = 0;
    for (const lane of ['a', 'b', 'c']) for (let n = 0; n < 5; n += 1) await add(`${lane}${n}`, `activity:${lane}`);
    startWorker({
      'sync-activity': async task => {
        const lane = task.subjectId.slice(0, 1);
        inside.set(lane, (inside.get(lane) ?? 0) + 1);
        expect(inside.get(lane)).toBe(1);
        most = Math.max(most, [...inside.values()].filter(count => count > 0).length);
        await sleep(10);
        inside.set(lane, 0);
        done.push(task.subjectId);
        return DONE;
      },
    });
    await until('all is done', () => done.length === 15);
    for (const lane of ['a', 'b', 'c']) expect(done.filter(id => id.startsWith(lane))).toEqual([0, 1, 2, 3, 4].map(n => `${lane}${n}`));
    expect(most).toBeGreaterThan(1);
  });

  it('repeats one that throws, and then goes on with the next (RE-10)', async () => {
    const runs: string[] = [];
    await add('first');
    await add('second');
    startWorker({
      'sync-activity': async task => {
        runs.push(`${task.subjectId} ${task.attempts}`);
        if (runs.length === 1) throw new Error('a surprise');
        return DONE;
      },
    });
    await until('both are done', () => runs.length === 3);
    expect(runs).toEqual(['first 1', 'first 2', 'second 1']);
  });

  it('sets aside at once what can never succeed, and goes on with the next (FA-24)', async () => {
    const done: string[] = [];
    await add('broken');
    await add('good');
    startWorker({
      'sync-activity': async task => {
        if (task.subjectId === 'broken') return { kind: 'park', reason: 'UNREADABLE' };
        done.push(task.subjectId);
        return DONE;
      },
    });
    await until('the next is done', () => done.length === 1);
    expect(await parts.tasks(portalId, 'PARKED')).toMatchObject([{ subjectId: 'broken', reason: 'UNREADABLE' }]);
  });

  it('puts back what a newer version made, without counting it as a failure (RE-8)', async () => {
    await add('newer');
    await parts.owner.query('update task set version = 2 where portal_id = $1', [portalId]);
    startWorker({ 'sync-activity': async () => DONE });
    await until('it is put back', async () => (await parts.tasks(portalId, 'READY'))[0]?.reason === 'UNKNOWN_TASK');
  });

  it('finishes what runs when he stops, takes nothing new, and leaves no lane held (RE-55)', async () => {
    let isInside = false;
    const done: string[] = [];
    await add('running');
    await add('next');
    const worker = startWorker({
      'sync-activity': async task => {
        isInside = true;
        await sleep(100);
        done.push(task.subjectId);
        return DONE;
      },
    });
    await until('the first runs', () => isInside);
    await worker.stop();
    expect(done).toEqual(['running']);
    expect((await parts.owner.query('select from lane where worker is not null')).rowCount).toBe(0);
    expect((await parts.tasks(portalId, 'READY')).map(task => task.subjectId)).toEqual(['next']);
  });
});

describe('what is kept for a time only (decision 21)', () => {
  it('goes when its time is over, and nothing else goes; a message that waited too long fails (Q-20)', async () => {
    const account = anAccount(portalId, { state: 'LOGIN_REQUIRED' });
    await parts.storage.transaction(portalId, async tx => {
      for (const id of ['old', 'young']) {
        await tx.inbox.add({ id: randomUUID(), source: 'MESSENGER', accountId: null, dedupKey: id, body: {}, receivedAt: new Date() });
        await tx.ownPosts.add(id);
        await tx.intents.claim({ key: id, contentHash: id, messageId: randomUUID() as never, groupId: randomUUID() as never });
        tx.publish({ kind: 'login', accountId: randomUUID() as never });
        const [recipient] = await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: id }]);
        if (recipient === undefined) return expect.unreachable();
        await tx.drafts.save(aDraft(id, recipient.id), null);
        if (id === 'old') await tx.accounts.add(account);
        const createdAt = id === 'old' ? new Date(Date.now() - 25 * 3_600_000) : new Date();
        await tx.messages.accept([aMessage({ portalId, accountId: account.id, recipientId: recipient.id, text: id, createdAt })]);
      }
    });
    const age = (table: string, moment: string, days: number, which: string): Promise<unknown> =>
      parts.owner.query(`update ${table} set ${moment} = now() - make_interval(days => $2) where portal_id = $1 and ${which}`, [
        portalId,
        days,
      ]);
    await age('inbox', 'received_at', 15, `dedup_key = 'old'`);
    await age('own_post', 'created_at', 31, `open_line_message_id = 'old'`);
    await age('draft', 'saved_at', 31, `card_key = 'DEAL:old'`);
    await age('intent', 'created_at', 400, `key = 'old'`);
    await age('feed', 'at', 8, 'seq = 1');
    expect(
      await new Retention(parts.routing, parts.sql, logger, {
        storage: parts.storage,
        files: new MemoryFileStore(),
        clock: { now: () => new Date() },
      }).run(),
    ).toBe(4);
    const left = async (sql: string): Promise<unknown[]> =>
      (await parts.owner.query<{ what: unknown }>(`select ${sql} where portal_id = $1 order by 1`, [portalId])).rows.map(row => row.what);
    expect(await left('dedup_key as what from inbox')).toEqual(['young']);
    expect(await left('open_line_message_id as what from own_post')).toEqual(['young']);
    expect(await left('card_key as what from draft')).toEqual(['DEAL:young']);
    expect(await left('seq::int as what from feed')).toEqual([2, 3]); // the third tells of the message
    expect(await left(`status || ' ' || coalesce(failure ->> 'code', '') as what from message`)).toEqual(['FAILED TOO_OLD', 'QUEUED ']);
    // The keys of intents stay for ever (GU-2).
    expect(await left('key as what from intent')).toEqual(['old', 'young']);
  });
});
