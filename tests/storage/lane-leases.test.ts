/** One holder at a time on PostgreSQL, and what a late or dead one can still do: nothing (RE-6, RE-11, GU-7). */
import { setTimeout as sleep } from 'node:timers/promises';
import { LaneBusyError, LeaseLostError, type Lease } from '@olchat/domain';
import { anAccount } from '@olchat/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlSessionStore } from '../../apps/api/src/persistence/sql/sql-session-store.ts';
import type { ClaimedTask, SqlLanes } from '../../apps/api/src/persistence/sql/sql-lanes.ts';
import { until } from '../support/process.ts';
import { LANE, LaneBench, LONG_LEASE, task } from './lane-bench.ts';
import { SHORT_LEASE } from './parts.ts';

const bench = new LaneBench();
const { add, begin, claimOne, inPortal, leaseEnds, subjects } = bench;

beforeAll(() => bench.open());
beforeEach(() => bench.renew());
afterAll(() => bench.close());

describe('a holder whose lease ended (RE-6, FA-4)', () => {
  async function overtaken(): Promise<{ late: SqlLanes; lateLease: Lease; lateTask: ClaimedTask; next: SqlLanes; nextLease: Lease }> {
    await add(task('work'));
    const late = bench.parts.lanes('late');
    const { lease: lateLease, task: lateTask } = await begin(late);
    // Nobody renews: the lease ends by the database's clock, and a successor takes over.
    const next = bench.parts.lanes('next', LONG_LEASE);
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
    expect(await bench.parts.tasks(bench.portalId, 'RUNNING')).toMatchObject([{ subjectId: 'work', reason: null }]);
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
      inPortal(async tx => {
        await tx.ownPosts.add(lease.token);
        await tx.holdLease(lease);
      });
    await expect(write(lateLease)).rejects.toBeInstanceOf(LeaseLostError);
    await write(nextLease);
    const posts = await inPortal(async tx => [await tx.ownPosts.has(lateLease.token), await tx.ownPosts.has(nextLease.token)]);
    expect(posts).toEqual([false, true]);
  });

  it('is stopped even before anybody took the lane over', async () => {
    await add(task('work'));
    const lanes = bench.parts.lanes('late');
    const { lease, task: begun } = await begin(lanes);
    await leaseEnds(lease);
    expect(await lanes.finishTask(lease, begun)).toBe(false);
    expect(await lanes.renew(lease)).toBe(false);
    await expect(inPortal(tx => tx.holdLease(lease))).rejects.toBeInstanceOf(LeaseLostError);
  });

  it('writes no key of its messenger session (RE-26, RE-40)', async () => {
    const account = anAccount(bench.portalId);
    await inPortal(tx => tx.accounts.add(account));
    const [lease] = await bench.parts.lanes('late').claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    const store = new SqlSessionStore(bench.parts.orm, bench.parts.keys, lease, account.id);
    await store.writeCredentials('of the holder');
    await leaseEnds(lease);
    await expect(store.writeCredentials('of a late holder')).rejects.toBeInstanceOf(LeaseLostError);
    await expect(store.writeKeys([{ type: 'session', id: '1', value: 'x' }], [])).rejects.toBeInstanceOf(LeaseLostError);
    await expect(store.erase()).rejects.toBeInstanceOf(LeaseLostError);
    expect(await store.readCredentials()).toBe('of the holder');
    expect(await store.readKeys('session', ['1'])).toEqual(new Map());
  });

  it('makes a successor wait for a transaction of his that still runs', async () => {
    const account = anAccount(bench.portalId);
    await inPortal(tx => tx.accounts.add(account));
    const [lease] = await bench.parts.lanes('late').claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    const next = bench.parts.lanes('next', LONG_LEASE);
    await inPortal(async tx => {
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
    const { lease } = await begin(bench.parts.lanes('dead'));
    await leaseEnds(lease);
    const next = bench.parts.lanes('next', LONG_LEASE);
    expect(await next.reap()).toBe(1);
    expect((await begin(next)).task).toMatchObject({ subjectId: 'work', attempts: 2 });
  });

  it('is parked after it ended its process three times, and the lane goes on (FA-24)', async () => {
    await add(task('poison'), task('next'));
    const lanes = bench.parts.lanes();
    for (let crash = 1; crash <= 3; crash += 1) {
      const { lease, task: begun } = await begin(lanes);
      expect(begun.subjectId).toBe('poison');
      await leaseEnds(lease);
      await lanes.reap();
    }
    expect(await bench.parts.tasks(bench.portalId, 'PARKED')).toMatchObject([{ subjectId: 'poison', crashes: 3 }]);
    expect((await begin(lanes)).task.subjectId).toBe('next');
  });

  it('keeps its count when the same work was asked for meanwhile: a repeat must know that it is one (RE-10)', async () => {
    await add(task('work'));
    const { lease } = await begin(bench.parts.lanes('dead'));
    await add(task('work'));
    await leaseEnds(lease);
    const lanes = bench.parts.lanes('next', LONG_LEASE);
    await lanes.reap();
    expect(await subjects('PARKED')).toEqual([]);
    const { lease: nextLease, task: again } = await begin(lanes);
    expect(again.attempts).toBe(2);
    await lanes.finishTask(nextLease, again);
    expect(await subjects('READY')).toEqual([]);
  });

  it('runs again also when somebody outside the worker takes the dead lane first (O-6)', async () => {
    await add(task('work'));
    const { lease } = await begin(bench.parts.lanes('dead'));
    await leaseEnds(lease);
    const lanes = bench.parts.lanes('next', LONG_LEASE);
    await lanes.hold(bench.portalId, LANE, async () => undefined);
    expect((await begin(lanes)).task).toMatchObject({ subjectId: 'work', attempts: 2 });
  });
});

describe('holding a lane from outside the worker (O-6)', () => {
  it('runs one at a time', async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        bench.parts.lanes(`api-${n}`).hold(bench.portalId, 'chat:1', async () => {
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
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const held = bench.parts.lanes('api', LONG_LEASE).hold(bench.portalId, LANE, async () => {
      expect(await lanes.claim('TASKS', 1, 1)).toEqual([]);
      throw new Error('a surprise');
    });
    await expect(held).rejects.toThrow('a surprise');
    expect((await begin(lanes)).task.subjectId).toBe('work');
  });

  it('renews its lease while the work takes longer', async () => {
    const other = bench.parts.lanes('other');
    await bench.parts.lanes('api').hold(bench.portalId, 'chat:1', async () => {
      await sleep(SHORT_LEASE.leaseMs * 2);
      expect(await other.reap()).toBe(0);
    });
  });

  it('gives up with LaneBusyError when the lane does not come free in 10 s', { timeout: 30_000 }, async () => {
    await add(task('work'));
    await claimOne(bench.parts.lanes('worker', LONG_LEASE));
    const from = performance.now();
    await expect(bench.parts.lanes('api').hold(bench.portalId, LANE, async () => undefined)).rejects.toBeInstanceOf(LaneBusyError);
    expect(performance.now() - from).toBeGreaterThan(9000);
  });
});
