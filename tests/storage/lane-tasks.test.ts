/** The work in a lane on PostgreSQL: when, in which order and how often it runs (Q-4, RE-10, RE-11). */
import { setTimeout as sleep } from 'node:timers/promises';
import { aMessage, anAccount, newNumber } from '@olchat/domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SqlLanes } from '../../apps/api/src/persistence/sql/sql-lanes.ts';
import { until } from '../support/process.ts';
import { LaneBench, LONG_LEASE, task } from './lane-bench.ts';

const bench = new LaneBench();
const { add, begin, claimOne, inPortal, leaseEnds, subjects } = bench;

beforeAll(() => bench.open());
beforeEach(() => bench.renew());
afterAll(() => bench.close());

describe.each([
  ['ahead', 600_000],
  ['behind', -600_000],
])('a process whose clock is ten minutes %s (RE-56)', (_, offMs) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs }));
  afterEach(() => void vi.useRealTimers());

  it('puts off a task and a message for as long as it says, by the database', async () => {
    const account = anAccount(bench.portalId);
    const message = await inPortal(async tx => {
      await tx.accounts.add(account);
      const [client] = await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]);
      if (client === undefined) throw new Error('no recipient was made');
      const accepted = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: client.id });
      await tx.messages.accept([accepted]);
      return accepted;
    });
    const wait = (ms: number): Promise<boolean> =>
      inPortal(async tx => {
        const stored = await tx.messages.lock(message.id);
        if (stored === null) throw new Error('the message is gone');
        await tx.messages.save(Object.assign(stored, { runAt: new Date(Date.now() + ms) }));
        await tx.tasks.add(task(`in ${ms} ms`, { laneKey: `activity:${ms}`, runAt: new Date(Date.now() + ms) }));
        return (await tx.messages.next(account.id, 0)) !== null;
      });
    expect(await wait(60_000)).toBe(false);
    expect(await bench.parts.lanes().claim('TASKS', 10, 10)).toEqual([]);
    expect(await wait(-1)).toBe(true);
    expect(await bench.parts.lanes().claim('TASKS', 10, 10)).toMatchObject([{ laneKey: 'activity:-1' }]);
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

    await Promise.all([1, 2, 3, 4].map(seed => work(bench.parts.lanes(`worker-${seed}`, LONG_LEASE), seed)));
    expect([overlaps, failures > 50]).toEqual([0, true]);
    const inOrder = Array.from({ length: perLane }, (_, n) => n);
    for (const done of finished.values()) expect(done).toEqual(inOrder);
    expect(await subjects('READY')).toEqual([]);
  });

  it('makes what follows wait while the head waits for its time', async () => {
    await add(task('head'), task('second'));
    const lanes = bench.parts.lanes();
    const { lease, task: head } = await begin(lanes);
    await lanes.putBack(lease, head, 'the portal is away', 60_000, { passing: true });
    expect(await lanes.nextTask(lease)).toBeNull();
    await lanes.release(lease);
    expect(await lanes.claim('TASKS', 10, 10)).toEqual([]);
  });
});

describe('a task that a person waits for (C-2, C-5, C-6)', () => {
  it('overtakes a head that waits for its time, and nothing else', async () => {
    await add(task('head'), task('second'));
    const lanes = bench.parts.lanes();
    const { lease, task: head } = await begin(lanes);
    await lanes.putBack(lease, head, 'ECONNRESET', 60_000, { passing: false });
    await add(task('login', { name: 'continue-login' }), task('device', { name: 'log-out' }));
    const taken = async () => (await lanes.nextTask(lease))?.subjectId;
    expect([await taken(), await taken(), await taken()]).toEqual(['login', 'device', undefined]);
  });

  it('waits for a head that is due', async () => {
    await add(task('head'), task('device', { name: 'log-out' }));
    const { task: first } = await begin(bench.parts.lanes());
    expect(first.subjectId).toBe('head');
  });
});

describe('a task that fails', () => {
  it('is parked after ten equal failures, visible with its reason, and the lane goes on (RE-11)', async () => {
    await add(task('bad'), task('good'));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const lease = await claimOne(lanes);
    for (let n = 0; n < 10; n += 1) {
      const begun = await lanes.nextTask(lease);
      expect(begun?.subjectId).toBe('bad');
      if (begun !== null) await lanes.putBack(lease, begun, 'ACTIVITY_NOT_WRITTEN', 0, { passing: false });
    }
    expect(await bench.parts.tasks(bench.portalId, 'PARKED')).toMatchObject([
      { subjectId: 'bad', attempts: 10, reason: 'ACTIVITY_NOT_WRITTEN' },
    ]);
    expect((await lanes.nextTask(lease))?.subjectId).toBe('good');
  });

  it('waits as long as it takes while the cause passes (Q-22)', async () => {
    await add(task('waiting'));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const lease = await claimOne(lanes);
    for (let n = 0; n < 15; n += 1) {
      const begun = await lanes.nextTask(lease);
      if (begun !== null) await lanes.putBack(lease, begun, 'PORTAL_UNAVAILABLE', 0, { passing: true });
    }
    expect(await bench.parts.tasks(bench.portalId, 'READY')).toMatchObject([{ subjectId: 'waiting', attempts: 15 }]);
  });

  it('goes back as one with the same work that was asked for meanwhile (RE-44)', async () => {
    await add(task('work'));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const { lease, task: begun } = await begin(lanes);
    await add(task('work'), task('behind'));
    await lanes.putBack(lease, begun, 'PORTAL_UNAVAILABLE', 0, { passing: true });
    expect(await bench.parts.tasks(bench.portalId, 'READY')).toMatchObject([
      { subjectId: 'work', attempts: 1 },
      { subjectId: 'behind', attempts: 0 },
    ]);
  });
});

describe('the same work asked for twice', () => {
  it('runs after both changes are stored: the second change is never overlooked', async () => {
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    for (let round = 0; round < 20; round += 1) {
      const subject = `work-${round}`;
      await add(task(subject));
      const lease = await claimOne(lanes);
      // The second change asks for work that waits already, and commits only after the worker has begun to look for it.
      let hasAsked = (): void => undefined;
      let commit = (): void => undefined;
      const asked = new Promise<void>(resolve => (hasAsked = resolve));
      const mayCommit = new Promise<void>(resolve => (commit = resolve));
      const second = inPortal(async tx => {
        await tx.ownPosts.add(subject);
        await tx.tasks.add(task(subject));
        hasAsked();
        await mayCommit;
      });
      await asked;
      const run = lanes.nextTask(lease).then(async begun => {
        const seen = await inPortal(tx => tx.ownPosts.has(subject));
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
    const { rowCount } = await bench.parts.owner.query('select from pg_locks where not granted');
    return (rowCount ?? 0) > 0;
  }

  it('by many at once, in any order, with workers that come and go, makes nobody wait in a circle', async () => {
    const wanted = Array.from({ length: 6 }, (_, n) => `work-${n}`);
    const ask = (order: string[]): Promise<void> => add(...order.map(subject => task(subject, { laneKey: `activity:${subject}` })));
    let isOver = false;
    const reaping = (async () => {
      const lanes = bench.parts.lanes('dying', LONG_LEASE);
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

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
