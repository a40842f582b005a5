/** Lanes and their leases on PostgreSQL: one holder at a time, order, and what a late or dead holder can still do: nothing (RE-5…RE-11, GU-7). */
import { setTimeout as sleep } from 'node:timers/promises';
import { LaneBusyError, LeaseLostError, type Lease, type NewTask, type PortalId } from '@olchat/domain';
import { aMessage, anAccount, newNumber } from '@olchat/domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SqlSessionStore } from '../../apps/api/src/persistence/sql/sql-session-store.ts';
import type { ClaimedTask, SqlLanes } from '../../apps/api/src/persistence/sql/sql-lanes.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { until } from '../support/process.ts';
import { openParts, SHORT_LEASE, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;
let portalId: PortalId;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
});

beforeEach(async () => {
  // Lanes of the test before would be claimed with ours.
  await parts.owner.query('delete from task');
  await parts.owner.query('delete from lane');
  portalId = await parts.newPortal();
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const LANE = 'activity:1';
const LONG_LEASE = { leaseMs: 60_000, renewMs: 20_000 };

const task = (subjectId: string, fields: Partial<NewTask> = {}): NewTask => ({
  name: 'sync-activity',
  laneKey: LANE,
  subjectId,
  ...fields,
});
const add = (...tasks: NewTask[]): Promise<void> =>
  parts.storage.transaction(portalId, async tx => {
    for (const one of tasks) await tx.tasks.add(one);
  });
const subjects = async (state: 'READY' | 'RUNNING' | 'PARKED'): Promise<string[]> =>
  (await parts.tasks(portalId, state)).map(row => row.subjectId);

async function claimOne(lanes: SqlLanes): Promise<Lease> {
  return until('the lane is claimed', async () => (await lanes.claim('TASKS', 1, 1))[0]);
}

async function begin(lanes: SqlLanes): Promise<{ lease: Lease; task: ClaimedTask }> {
  const lease = await claimOne(lanes);
  const begun = await lanes.nextTask(lease);
  if (begun === null) throw new Error('the lane has no task');
  return { lease, task: begun };
}

const leaseEnds = async (lease: Lease): Promise<void> =>
  void (await parts.owner.query(`update lane set lease_until = clock_timestamp() - interval '1 ms' where portal_id = $1 and key = $2`, [
    lease.portalId,
    lease.laneKey,
  ]));

describe('a claim', () => {
  it('gives each lane to one of two workers that ask at once (RE-6)', async () => {
    await add(...Array.from({ length: 40 }, (_, n) => task(`s${n}`, { laneKey: `activity:${n}` })));
    const claims = await Promise.all(Array.from({ length: 12 }, () => parts.lanes().claim('TASKS', 8, 8)));
    const taken = claims.flat().map(lease => lease.laneKey);
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
    // Whoever found all candidates locked comes again; then all are held.
    const rest = await parts.lanes().claim('TASKS', 40, 40);
    expect(new Set([...taken, ...rest.map(lease => lease.laneKey)]).size).toBe(40);
    expect(await parts.lanes().claim('TASKS', 40, 40)).toEqual([]);
  });

  it('takes no more lanes of one portal than it may (RE-53)', async () => {
    await add(...Array.from({ length: 6 }, (_, n) => task(`s${n}`, { laneKey: `activity:${n}` })));
    portalId = await parts.newPortal();
    await add(task('other'));
    const leases = await parts.lanes().claim('TASKS', 16, 4);
    expect(leases.filter(lease => lease.portalId === portalId)).toHaveLength(1);
    expect(leases).toHaveLength(5);
  });

  it('counts what the caller holds of a portal, and looks past a portal that has its share (GU-8, RE-53)', async () => {
    const crowd = portalId;
    await add(...Array.from({ length: 40 }, (_, n) => task(`s${n}`, { laneKey: `activity:${n}` })));
    portalId = await parts.newPortal();
    await add(task('other'));
    const lanes = parts.lanes();
    expect((await lanes.claim('TASKS', 1, 4, new Map([[crowd, 3]]))).map(lease => lease.portalId)).toEqual([crowd]);
    expect(await lanes.claim('TASKS', 4, 4, new Map([[crowd, 4]]))).toMatchObject([{ portalId }]);
    expect(await lanes.claim('TASKS', 16, 6, new Map([[crowd, 4]]))).toHaveLength(2);
  });

  it('tells the lanes of badges from other lanes of tasks', async () => {
    await add(task('badge', { laneKey: 'activity:1' }), task('chat', { laneKey: 'chat:1' }));
    const lanes = parts.lanes();
    const keys = async (kind: 'BADGES' | 'OTHER_TASKS') => (await lanes.claim(kind, 10, 10)).map(lease => lease.laneKey);
    expect([await keys('BADGES'), await keys('OTHER_TASKS')]).toEqual([['activity:1'], ['chat:1']]);
  });

  it('leaves lanes whose time has not come', async () => {
    await add(task('later', { runAt: new Date(Date.now() + 60_000) }));
    expect(await parts.lanes().claim('TASKS', 10, 10)).toEqual([]);
  });
});

describe.each([
  ['ahead', 600_000],
  ['behind', -600_000],
])('a process whose clock is ten minutes %s (RE-56)', (_, offMs) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs }));
  afterEach(() => void vi.useRealTimers());

  it('puts off a task and a message for as long as it says, by the database', async () => {
    const account = anAccount(portalId);
    const message = await parts.storage.transaction(portalId, async tx => {
      await tx.accounts.add(account);
      const [client] = await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]);
      if (client === undefined) throw new Error('no recipient was made');
      const accepted = aMessage({ portalId, accountId: account.id, recipientId: client.id });
      await tx.messages.accept([accepted]);
      return accepted;
    });
    const wait = (ms: number): Promise<boolean> =>
      parts.storage.transaction(portalId, async tx => {
        const stored = await tx.messages.lock(message.id);
        if (stored === null) throw new Error('the message is gone');
        await tx.messages.save(Object.assign(stored, { runAt: new Date(Date.now() + ms) }));
        await tx.tasks.add(task(`in ${ms} ms`, { laneKey: `activity:${ms}`, runAt: new Date(Date.now() + ms) }));
        return (await tx.messages.next(account.id, 0)) !== null;
      });
    expect(await wait(60_000)).toBe(false);
    expect(await parts.lanes().claim('TASKS', 10, 10)).toEqual([]);
    expect(await wait(-1)).toBe(true);
    expect(await parts.lanes().claim('TASKS', 10, 10)).toMatchObject([{ laneKey: 'activity:-1' }]);
  });
});

describe('order in a lane (Q-4)', () => {
  it('is kept by 4 workers over 50 lanes of 40 tasks that fail at random and are tried again (RE-10)', { timeout: 60_000 }, async () => {
    const laneCount = 50;
    const perLane = 40;
    const laneKeys = Array.from({ length: laneCount }, (_, n) => `activity:${n}`);
    for (const laneKey of laneKeys) await add(...Array.from({ length: perLane }, (_, n) => task(`${laneKey}/${n}`, { laneKey })));
    const finished = new Map<string, number[]>(laneKeys.map(key => [key, []]));
    const inside = new Set<string>();
    let overlaps = 0;
    let failures = 0;
    const isDone = (): boolean => [...finished.values()].every(done => done.length === perLane);

    async function work(lanes: SqlLanes, seed: number): Promise<void> {
      const random = randomFrom(seed);
      while (!isDone()) {
        const leases = await lanes.claim('TASKS', 4, 4);
        if (leases.length === 0) await sleep(5);
        for (const lease of leases) {
          if (inside.has(lease.laneKey)) overlaps += 1;
          inside.add(lease.laneKey);
          for (let budget = 20; budget > 0; budget -= 1) {
            const next = await lanes.nextTask(lease);
            if (next === null) break;
            if (random() < 0.1) {
              failures += 1;
              await lanes.putBack(lease, next, 'at random', random() < 0.5 ? 0 : 2, { passing: true });
              continue;
            }
            finished.get(lease.laneKey)?.push(Number(next.subjectId.split('/')[1]));
            await lanes.finishTask(lease, next);
          }
          inside.delete(lease.laneKey);
          await lanes.release(lease);
        }
      }
    }

    await Promise.all([1, 2, 3, 4].map(seed => work(parts.lanes(`worker-${seed}`, LONG_LEASE), seed)));
    expect([overlaps, failures > 50]).toEqual([0, true]);
    const inOrder = Array.from({ length: perLane }, (_, n) => n);
    for (const done of finished.values()) expect(done).toEqual(inOrder);
    expect(await subjects('READY')).toEqual([]);
  });

  it('makes what follows wait while the head waits for its time', async () => {
    await add(task('head'), task('second'));
    const lanes = parts.lanes();
    const { lease, task: head } = await begin(lanes);
    await lanes.putBack(lease, head, 'the portal is away', 60_000, { passing: true });
    expect(await lanes.nextTask(lease)).toBeNull();
    await lanes.release(lease);
    expect(await lanes.claim('TASKS', 10, 10)).toEqual([]);
  });
});

describe('a holder whose lease ended (RE-6, FA-4)', () => {
  async function overtaken(): Promise<{ late: SqlLanes; lateLease: Lease; lateTask: ClaimedTask; next: SqlLanes; nextLease: Lease }> {
    await add(task('work'));
    const late = parts.lanes('late');
    const { lease: lateLease, task: lateTask } = await begin(late);
    // Nobody renews: the lease ends by the database's clock, and a successor takes over.
    const next = parts.lanes('next', LONG_LEASE);
    await until('the lease has ended and the lane is free', async () => (await next.reap()) > 0);
    const nextLease = await claimOne(next);
    expect(nextLease.laneKey).toBe(lateLease.laneKey);
    return { late, lateLease, lateTask, next, nextLease };
  }

  it('finishes nothing', async () => {
    const { late, lateLease, lateTask, next, nextLease } = await overtaken();
    const again = await next.nextTask(nextLease);
    expect(again).toMatchObject({ id: lateTask.id, attempts: 2 });
    expect(await late.finishTask(lateLease, lateTask)).toBe(false);
    expect(await subjects('RUNNING')).toEqual(['work']);
    expect(again !== null && (await next.finishTask(nextLease, again))).toBe(true);
  });

  it('puts nothing back', async () => {
    const { late, lateLease, lateTask, next, nextLease } = await overtaken();
    await next.nextTask(nextLease);
    await late.putBack(lateLease, lateTask, 'late', 0, { passing: false });
    expect(await parts.tasks(portalId, 'RUNNING')).toMatchObject([{ subjectId: 'work', reason: null }]);
  });

  it('begins nothing', async () => {
    const { late, lateLease } = await overtaken();
    expect(await late.nextTask(lateLease)).toBeNull();
    expect(await subjects('READY')).toEqual(['work']);
  });

  it('renews nothing and frees nothing', async () => {
    const { late, lateLease, next, nextLease } = await overtaken();
    expect(await late.renew(lateLease)).toBe(false);
    await late.release(lateLease);
    expect(await next.renew(nextLease)).toBe(true);
  });

  it('stores nothing: its transaction throws LeaseLostError and is rolled back', async () => {
    const { lateLease, nextLease } = await overtaken();
    const write = (lease: Lease) =>
      parts.storage.transaction(portalId, async tx => {
        await tx.ownPosts.add(lease.token);
        await tx.holdLease(lease);
      });
    await expect(write(lateLease)).rejects.toBeInstanceOf(LeaseLostError);
    await write(nextLease);
    const posts = await parts.storage.transaction(portalId, async tx => [
      await tx.ownPosts.has(lateLease.token),
      await tx.ownPosts.has(nextLease.token),
    ]);
    expect(posts).toEqual([false, true]);
  });

  it('is stopped even before anybody took the lane over', async () => {
    await add(task('work'));
    const lanes = parts.lanes('late');
    const { lease, task: begun } = await begin(lanes);
    await leaseEnds(lease);
    expect(await lanes.finishTask(lease, begun)).toBe(false);
    expect(await lanes.renew(lease)).toBe(false);
    await expect(parts.storage.transaction(portalId, tx => tx.holdLease(lease))).rejects.toBeInstanceOf(LeaseLostError);
  });

  it('writes no key of its messenger session (RE-26, RE-40)', async () => {
    const account = anAccount(portalId);
    await parts.storage.transaction(portalId, tx => tx.accounts.add(account));
    const [lease] = await parts.lanes('late').claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    const store = new SqlSessionStore(parts.orm, parts.keys, lease, account.id);
    await store.writeCredentials('of the holder');
    await leaseEnds(lease);
    await expect(store.writeCredentials('of a late holder')).rejects.toBeInstanceOf(LeaseLostError);
    await expect(store.writeKeys([{ type: 'session', id: '1', value: 'x' }], [])).rejects.toBeInstanceOf(LeaseLostError);
    await expect(store.erase()).rejects.toBeInstanceOf(LeaseLostError);
    expect(await store.readCredentials()).toBe('of the holder');
    expect(await store.readKeys('session', ['1'])).toEqual(new Map());
  });

  it('makes a successor wait for a transaction of his that still runs', async () => {
    const account = anAccount(portalId);
    await parts.storage.transaction(portalId, tx => tx.accounts.add(account));
    const [lease] = await parts.lanes('late').claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    const next = parts.lanes('next', LONG_LEASE);
    await parts.storage.transaction(portalId, async tx => {
      await tx.holdLease(lease);
      await sleep(SHORT_LEASE.leaseMs + 100);
      // The lease ended under the transaction, but the lane is locked until its commit: nobody acts beside it.
      expect(await next.reap()).toBe(0);
    });
    expect(await next.reap()).toBe(1);
  });
});

describe('what a dead worker left (GU-7, RE-11)', () => {
  it('runs again, counted', async () => {
    await add(task('work'));
    const { lease } = await begin(parts.lanes('dead'));
    await leaseEnds(lease);
    const next = parts.lanes('next', LONG_LEASE);
    expect(await next.reap()).toBe(1);
    expect((await begin(next)).task).toMatchObject({ subjectId: 'work', attempts: 2 });
  });

  it('is parked after it ended its process three times, and the lane goes on (FA-24)', async () => {
    await add(task('poison'), task('next'));
    const lanes = parts.lanes();
    for (let crash = 1; crash <= 3; crash += 1) {
      const { lease, task: begun } = await begin(lanes);
      expect(begun.subjectId).toBe('poison');
      await leaseEnds(lease);
      await lanes.reap();
    }
    expect(await parts.tasks(portalId, 'PARKED')).toMatchObject([{ subjectId: 'poison', crashes: 3 }]);
    expect((await begin(lanes)).task.subjectId).toBe('next');
  });

  it('keeps its count when the same work was asked for meanwhile: a repeat must know that it is one (RE-10)', async () => {
    await add(task('work'));
    const { lease } = await begin(parts.lanes('dead'));
    await add(task('work'));
    await leaseEnds(lease);
    const lanes = parts.lanes('next', LONG_LEASE);
    await lanes.reap();
    expect(await subjects('PARKED')).toEqual([]);
    const { lease: nextLease, task: again } = await begin(lanes);
    expect(again.attempts).toBe(2);
    await lanes.finishTask(nextLease, again);
    expect(await subjects('READY')).toEqual([]);
  });

  it('runs again also when somebody outside the worker takes the dead lane first (O-6)', async () => {
    await add(task('work'));
    const { lease } = await begin(parts.lanes('dead'));
    await leaseEnds(lease);
    const lanes = parts.lanes('next', LONG_LEASE);
    await lanes.hold(portalId, LANE, async () => undefined);
    expect((await begin(lanes)).task).toMatchObject({ subjectId: 'work', attempts: 2 });
  });
});

describe('a task that fails', () => {
  it('is parked after ten equal failures, visible with its reason, and the lane goes on (RE-11)', async () => {
    await add(task('bad'), task('good'));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const lease = await claimOne(lanes);
    for (let n = 0; n < 10; n += 1) {
      const begun = await lanes.nextTask(lease);
      expect(begun?.subjectId).toBe('bad');
      if (begun !== null) await lanes.putBack(lease, begun, 'ACTIVITY_NOT_WRITTEN', 0, { passing: false });
    }
    expect(await parts.tasks(portalId, 'PARKED')).toMatchObject([{ subjectId: 'bad', attempts: 10, reason: 'ACTIVITY_NOT_WRITTEN' }]);
    expect((await lanes.nextTask(lease))?.subjectId).toBe('good');
  });

  it('waits as long as it takes while the cause passes (Q-22)', async () => {
    await add(task('waiting'));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const lease = await claimOne(lanes);
    for (let n = 0; n < 15; n += 1) {
      const begun = await lanes.nextTask(lease);
      if (begun !== null) await lanes.putBack(lease, begun, 'PORTAL_UNAVAILABLE', 0, { passing: true });
    }
    expect(await parts.tasks(portalId, 'READY')).toMatchObject([{ subjectId: 'waiting', attempts: 15 }]);
  });

  it('goes back as one with the same work that was asked for meanwhile (RE-44)', async () => {
    await add(task('work'));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const { lease, task: begun } = await begin(lanes);
    await add(task('work'), task('behind'));
    await lanes.putBack(lease, begun, 'PORTAL_UNAVAILABLE', 0, { passing: true });
    expect(await parts.tasks(portalId, 'READY')).toMatchObject([
      { subjectId: 'work', attempts: 1 },
      { subjectId: 'behind', attempts: 0 },
    ]);
  });
});

describe('letting a lane go', () => {
  it('removes a lane of tasks that has no more work', async () => {
    await add(task('work'));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const { lease, task: begun } = await begin(lanes);
    await lanes.finishTask(lease, begun);
    await lanes.release(lease);
    const { rows } = await parts.owner.query('select key from lane where portal_id = $1', [portalId]);
    expect(rows).toEqual([]);
  });

  it('never forgets work that is added at the same moment', async () => {
    const lanes = parts.lanes('worker', LONG_LEASE);
    for (let round = 0; round < 40; round += 1) {
      await add(task(`first-${round}`));
      const { lease, task: begun } = await begin(lanes);
      await lanes.finishTask(lease, begun);
      await Promise.all([lanes.release(lease), add(task(`second-${round}`))]);
      const { lease: again, task: second } = await begin(lanes);
      expect(second.subjectId).toBe(`second-${round}`);
      await lanes.finishTask(again, second);
      await lanes.release(again);
    }
  });

  it('gives back a task that was begun and neither finished nor put back', async () => {
    await add(task('work'));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const { lease } = await begin(lanes);
    await add(task('work'));
    await lanes.release(lease);
    expect(await parts.tasks(portalId, 'READY')).toMatchObject([{ subjectId: 'work', attempts: 1, crashes: 0 }]);
    expect((await begin(lanes)).task.attempts).toBe(2);
  });

  it('lets an account rest until somebody wants it again', async () => {
    const account = anAccount(portalId);
    await parts.storage.transaction(portalId, tx => tx.accounts.add(account));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await lanes.release(lease, { rest: true });
    expect(await lanes.claim('ACCOUNT', 1, 1)).toEqual([]);
    await parts.storage.transaction(portalId, tx => tx.accounts.reopen(account));
    expect(await lanes.claim('ACCOUNT', 1, 1)).toHaveLength(1);
  });

  it('does not let an account rest that somebody wanted again meanwhile (G-6)', async () => {
    const account = anAccount(portalId);
    await parts.storage.transaction(portalId, tx => tx.accounts.add(account));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await parts.storage.transaction(portalId, tx => tx.accounts.reopen(account));
    await lanes.release(lease, { rest: true });
    expect(await lanes.claim('ACCOUNT', 1, 1)).toHaveLength(1);
  });

  it('wakes a resting account for a task of its own', async () => {
    const account = anAccount(portalId);
    await parts.storage.transaction(portalId, tx => tx.accounts.add(account));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await Promise.all([lanes.release(lease, { rest: true }), add(task(account.id, { name: 'log-out', laneKey: lease.laneKey }))]);
    expect(await lanes.claim('ACCOUNT', 1, 1)).toHaveLength(1);
  });

  it('keeps an account that stopped by a surprise away for a while', async () => {
    await parts.storage.transaction(portalId, tx => tx.accounts.add(anAccount(portalId)));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await lanes.release(lease, { afterMs: 60_000 });
    expect(await lanes.claim('ACCOUNT', 1, 1)).toEqual([]);
  });
});

describe('the same work asked for twice', () => {
  it('runs after both changes are stored: the second change is never overlooked', async () => {
    const lanes = parts.lanes('worker', LONG_LEASE);
    for (let round = 0; round < 20; round += 1) {
      const subject = `work-${round}`;
      await add(task(subject));
      const lease = await claimOne(lanes);
      // The second change asks for work that waits already, and commits only after the worker has begun to look for it.
      let hasAsked = (): void => undefined;
      let commit = (): void => undefined;
      const asked = new Promise<void>(resolve => (hasAsked = resolve));
      const mayCommit = new Promise<void>(resolve => (commit = resolve));
      const second = parts.storage.transaction(portalId, async tx => {
        await tx.ownPosts.add(subject);
        await tx.tasks.add(task(subject));
        hasAsked();
        await mayCommit;
      });
      await asked;
      const run = lanes.nextTask(lease).then(async begun => {
        const seen = await parts.storage.transaction(portalId, tx => tx.ownPosts.has(subject));
        return { begun, seen };
      });
      await until('the worker waits for the second change', isSomebodyWaiting);
      commit();
      await second;
      const { begun, seen } = await run;
      expect([begun?.subjectId, seen]).toEqual([subject, true]);
      if (begun !== null) await lanes.finishTask(lease, begun);
      await lanes.release(lease);
    }
  });

  async function isSomebodyWaiting(): Promise<boolean> {
    const { rowCount } = await parts.owner.query('select from pg_locks where not granted');
    return (rowCount ?? 0) > 0;
  }

  it('by many at once, in any order, with workers that come and go, makes nobody wait in a circle', async () => {
    const wanted = Array.from({ length: 6 }, (_, n) => `work-${n}`);
    const ask = (order: string[]): Promise<void> => add(...order.map(subject => task(subject, { laneKey: `activity:${subject}` })));
    let isOver = false;
    const reaping = (async () => {
      const lanes = parts.lanes('dying', LONG_LEASE);
      while (!isOver) {
        for (const lease of await lanes.claim('TASKS', 3, 3)) {
          await lanes.nextTask(lease);
          await leaseEnds(lease);
        }
        await lanes.reap();
      }
    })();
    for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 4 }, () => ask(wanted)));
    isOver = true;
    await reaping;
    const left = [...(await subjects('READY')), ...(await subjects('RUNNING')), ...(await subjects('PARKED'))];
    expect(new Set(left)).toEqual(new Set(wanted));
  });
});

describe('holding a lane from outside the worker (O-6)', () => {
  it('runs one at a time', async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        parts.lanes(`api-${n}`).hold(portalId, 'chat:1', async () => {
          inside += 1;
          most = Math.max(most, inside);
          await sleep(5);
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(1);
  });

  it('keeps the worker out, and lets go after a failure', async () => {
    await add(task('work'));
    const lanes = parts.lanes('worker', LONG_LEASE);
    const held = parts.lanes('api', LONG_LEASE).hold(portalId, LANE, async () => {
      expect(await lanes.claim('TASKS', 1, 1)).toEqual([]);
      throw new Error('a surprise');
    });
    await expect(held).rejects.toThrow('a surprise');
    expect((await begin(lanes)).task.subjectId).toBe('work');
  });

  it('renews its lease while the work takes longer', async () => {
    const other = parts.lanes('other');
    await parts.lanes('api').hold(portalId, 'chat:1', async () => {
      await sleep(SHORT_LEASE.leaseMs * 2);
      expect(await other.reap()).toBe(0);
    });
  });

  it('gives up with LaneBusyError when the lane does not come free in 10 s', { timeout: 30_000 }, async () => {
    await add(task('work'));
    await claimOne(parts.lanes('worker', LONG_LEASE));
    const from = performance.now();
    await expect(parts.lanes('api').hold(portalId, LANE, async () => undefined)).rejects.toBeInstanceOf(LaneBusyError);
    expect(performance.now() - from).toBeGreaterThan(9000);
  });
});

describe('the lanes of accounts', () => {
  it('tell their holder of new messages and of tasks that are due', async () => {
    const account = anAccount(portalId);
    const recipient = await parts.storage.transaction(portalId, async tx => {
      await tx.accounts.add(account);
      return (await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]))[0];
    });
    if (recipient === undefined) return expect.unreachable();
    const lanes = parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    const look = async () => (await lanes.heldAccounts()).find(held => held.laneKey === lease?.laneKey);
    const before = await look();
    expect(before).toMatchObject({ token: lease?.token, hasTasks: false });
    await parts.storage.transaction(portalId, tx =>
      tx.messages.accept([aMessage({ portalId, accountId: account.id, recipientId: recipient.id })]),
    );
    expect((await look())?.seq).toBe((before?.seq ?? 0) + 1);
    await add(task(recipient.id, { name: 'check-presence', laneKey: lease?.laneKey ?? '' }));
    expect((await look())?.hasTasks).toBe(true);
    expect(await parts.lanes('another').heldAccounts()).toEqual([]);
  });
});

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
