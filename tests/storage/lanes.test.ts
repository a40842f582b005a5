/** Who takes a lane on PostgreSQL, and how it is let go (RE-6, RE-53). */
import { aMessage, anAccount, newNumber } from '@olchat/domain/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LaneBench, LONG_LEASE, task } from './lane-bench.ts';

const bench = new LaneBench();
const { add, begin, inPortal } = bench;

beforeAll(() => bench.open());
beforeEach(() => bench.renew());
afterAll(() => bench.close());

describe('a claim', () => {
  it('gives each lane to one of two workers that ask at once (RE-6)', async () => {
    await add(...Array.from({ length: 40 }, (_, n) => task(`s${n}`, { laneKey: `activity:${n}` })));
    const claims = await Promise.all(Array.from({ length: 12 }, () => bench.parts.lanes().claim('TASKS', 8, 8)));
    const taken = claims.flat().map(lease => lease.laneKey);
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
    // Whoever found all candidates locked comes again; then all are held.
    const rest = await bench.parts.lanes().claim('TASKS', 40, 40);
    expect(new Set([...taken, ...rest.map(lease => lease.laneKey)]).size).toBe(40);
    expect(await bench.parts.lanes().claim('TASKS', 40, 40)).toEqual([]);
  });

  it('takes no more lanes of one portal than it may (RE-53)', async () => {
    await add(...Array.from({ length: 6 }, (_, n) => task(`s${n}`, { laneKey: `activity:${n}` })));
    bench.portalId = await bench.parts.newPortal();
    await add(task('other'));
    const leases = await bench.parts.lanes().claim('TASKS', 16, 4);
    expect(leases.filter(lease => lease.portalId === bench.portalId)).toHaveLength(1);
    expect(leases).toHaveLength(5);
  });

  it('counts what the caller holds of a portal, and looks past a portal that has its share (GU-8, RE-53)', async () => {
    const crowd = bench.portalId;
    await add(...Array.from({ length: 40 }, (_, n) => task(`s${n}`, { laneKey: `activity:${n}` })));
    bench.portalId = await bench.parts.newPortal();
    await add(task('other'));
    const lanes = bench.parts.lanes();
    expect((await lanes.claim('TASKS', 1, 4, new Map([[crowd, 3]]))).map(lease => lease.portalId)).toEqual([crowd]);
    expect(await lanes.claim('TASKS', 4, 4, new Map([[crowd, 4]]))).toMatchObject([{ portalId: bench.portalId }]);
    expect(await lanes.claim('TASKS', 16, 6, new Map([[crowd, 4]]))).toHaveLength(2);
  });

  it('tells the lanes of badges from other lanes of tasks', async () => {
    await add(task('badge', { laneKey: 'activity:1' }), task('chat', { laneKey: 'chat:1' }));
    const lanes = bench.parts.lanes();
    const keys = async (kind: 'BADGES' | 'OTHER_TASKS') => (await lanes.claim(kind, 10, 10)).map(lease => lease.laneKey);
    expect([await keys('BADGES'), await keys('OTHER_TASKS')]).toEqual([['activity:1'], ['chat:1']]);
  });

  it('leaves lanes whose time has not come', async () => {
    await add(task('later', { runAt: new Date(Date.now() + 60_000) }));
    expect(await bench.parts.lanes().claim('TASKS', 10, 10)).toEqual([]);
  });
});

describe('letting a lane go', () => {
  it('removes a lane of tasks that has no more work', async () => {
    await add(task('work'));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const { lease, task: begun } = await begin(lanes);
    await lanes.finishTask(lease, begun);
    await lanes.release(lease);
    const { rows } = await bench.parts.owner.query('select key from lane where portal_id = $1', [bench.portalId]);
    expect(rows).toEqual([]);
  });

  it('never forgets work that is added at the same moment', async () => {
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
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
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const { lease } = await begin(lanes);
    await add(task('work'));
    await lanes.release(lease);
    expect(await bench.parts.tasks(bench.portalId, 'READY')).toMatchObject([{ subjectId: 'work', attempts: 1, crashes: 0 }]);
    expect((await begin(lanes)).task.attempts).toBe(2);
  });

  it('lets an account rest until somebody wants it again', async () => {
    const account = anAccount(bench.portalId);
    await inPortal(tx => tx.accounts.add(account));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await lanes.release(lease, { rest: true });
    expect(await lanes.claim('ACCOUNT', 1, 1)).toEqual([]);
    await inPortal(tx => tx.accounts.reopen(account));
    expect(await lanes.claim('ACCOUNT', 1, 1)).toHaveLength(1);
  });

  it('does not let an account rest that somebody wanted again meanwhile (G-6)', async () => {
    const account = anAccount(bench.portalId);
    await inPortal(tx => tx.accounts.add(account));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await inPortal(tx => tx.accounts.reopen(account));
    await lanes.release(lease, { rest: true });
    expect(await lanes.claim('ACCOUNT', 1, 1)).toHaveLength(1);
  });

  it('wakes a resting account for a task of its own', async () => {
    const account = anAccount(bench.portalId);
    await inPortal(tx => tx.accounts.add(account));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await Promise.all([lanes.release(lease, { rest: true }), add(task(account.id, { name: 'log-out', laneKey: lease.laneKey }))]);
    expect(await lanes.claim('ACCOUNT', 1, 1)).toHaveLength(1);
  });

  // A check that Bitrix24 or the messenger could not answer is tried again within five minutes; a new release must not take the number off for so long.
  it.each([
    ['of an account that goes on with the next holder', false],
    ['of one that somebody wanted again while it was let go to rest (G-6)', true],
  ])('does not wait for a task that is put back (RE-55): %s', async (_what, rest) => {
    const account = anAccount(bench.portalId);
    await inPortal(tx => tx.accounts.add(account));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await add(task(account.id, { name: 'check-presence', laneKey: lease.laneKey }));
    const begun = await lanes.nextTask(lease);
    if (begun === null) return expect.unreachable();
    await lanes.putBack(lease, begun, 'Error', 300_000, { passing: false });
    if (rest) await inPortal(tx => tx.accounts.reopen(account));
    await lanes.release(lease, { rest });
    const [again] = await lanes.claim('ACCOUNT', 1, 1);
    expect(again?.laneKey).toBe(lease.laneKey);
    // The task itself waits for its time.
    expect(again === undefined ? null : await lanes.nextTask(again)).toBeNull();
  });

  it('keeps an account that stopped by a surprise away for a while', async () => {
    await inPortal(tx => tx.accounts.add(anAccount(bench.portalId)));
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    if (lease === undefined) return expect.unreachable();
    await lanes.release(lease, { afterMs: 60_000 });
    expect(await lanes.claim('ACCOUNT', 1, 1)).toEqual([]);
  });
});

describe('the lanes of accounts', () => {
  it('tell their holder of new messages and of tasks that are due', async () => {
    const account = anAccount(bench.portalId);
    const recipient = await inPortal(async tx => {
      await tx.accounts.add(account);
      return (await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: null }]))[0];
    });
    if (recipient === undefined) return expect.unreachable();
    const lanes = bench.parts.lanes('worker', LONG_LEASE);
    const [lease] = await lanes.claim('ACCOUNT', 1, 1);
    const look = async () => (await lanes.heldAccounts()).find(held => held.laneKey === lease?.laneKey);
    const before = await look();
    expect(before).toMatchObject({ token: lease?.token, hasTasks: false });
    await inPortal(tx => tx.messages.accept([aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id })]));
    expect((await look())?.seq).toBe((before?.seq ?? 0) + 1);
    await add(task(recipient.id, { name: 'check-presence', laneKey: lease?.laneKey ?? '' }));
    expect((await look())?.hasTasks).toBe(true);
    expect(await bench.parts.lanes('another').heldAccounts()).toEqual([]);
  });
});
