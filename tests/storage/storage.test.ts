import { refuse, type LineId } from '@olchat/domain';
import { anAccount, storageContract } from '@olchat/domain/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

storageContract('PostgreSQL', () => ({
  storage: parts.storage,
  newPortal: () => parts.newPortal(),
  feed: async portalId => {
    const { rows } = await parts.owner.query<{ seq: number; event: never }>(
      'select seq::int, event from feed where portal_id = $1 order by seq',
      [portalId],
    );
    return rows;
  },
  waiting: portalId => parts.tasks(portalId, 'READY'),
  beginTask: async (portalId, laneKey) => {
    const lanes = parts.lanes();
    for (const lease of await lanes.claim('TASKS', 100, 100)) {
      if (lease.portalId === portalId && lease.laneKey === laneKey) await lanes.nextTask(lease);
      else await lanes.release(lease);
    }
  },
  takeLease: async (portalId, laneKey) => {
    const leases = await parts.lanes('holder', { leaseMs: 60_000, renewMs: 60_000 }).claim('ACCOUNT', 1000, 1000);
    const lease = leases.find(one => one.portalId === portalId && one.laneKey === laneKey);
    if (lease === undefined) throw new Error('the lane is not free');
    return lease;
  },
  loseLease: async lease => {
    await parts.owner.query(`update lane set lease_until = clock_timestamp() - interval '1 ms' where portal_id = $1 and key = $2`, [
      lease.portalId,
      lease.laneKey,
    ]);
  },
  knowsToken: async (portalId, hash) => {
    const { rowCount } = await parts.routing.query(`select from token where portal_id = $1 and token_hash = decode($2, 'hex')`, [
      portalId,
      hash,
    ]);
    return rowCount === 1;
  },
  isLaneOpen: async (portalId, laneKey) => {
    const { rowCount } = await parts.owner.query(
      'select from lane where portal_id = $1 and key = $2 and run_at <= now() and worker is null',
      [portalId, laneKey],
    );
    return rowCount === 1;
  },
}));

// Two administrators connect an account to one new line at once: both see the line free.
it('does a transaction again that would make what another made meanwhile: the second hears that it is taken (G-5)', async () => {
  const portalId = await parts.newPortal();
  let runs = 0;
  const connect = (meanwhile: () => Promise<unknown>) =>
    parts.storage.transaction(portalId, async tx => {
      runs += 1;
      if ((await tx.accounts.findByLine('WHATSAPP', '5' as LineId)) !== null) return refuse('LINE_TAKEN');
      if (runs === 1) await meanwhile();
      await tx.accounts.add(anAccount(portalId, { lineId: '5' as LineId }));
      return 'connected';
    });
  let first: unknown;
  const second = await connect(async () => (first = await connect(() => Promise.resolve())));
  expect([first, second, runs]).toMatchObject(['connected', { code: 'LINE_TAKEN' }, 3]);
  expect(await parts.storage.transaction(portalId, tx => tx.accounts.list())).toHaveLength(1);
});

it('does a transaction again that waited for another in a circle (deadlock)', async () => {
  const portalId = await parts.newPortal();
  const bothBegan = gate(2);
  let runs = 0;
  const touch = (first: string, second: string): Promise<void> =>
    parts.storage.transaction(portalId, async tx => {
      runs += 1;
      await tx.tasks.add({ name: 'sync-activity', laneKey: `activity:${first}`, subjectId: first });
      await bothBegan();
      await tx.tasks.add({ name: 'sync-activity', laneKey: `activity:${second}`, subjectId: second });
    });
  await Promise.all([touch('a', 'b'), touch('b', 'a')]);
  expect(runs).toBeGreaterThan(2);
  expect((await parts.tasks(portalId, 'READY')).map(row => row.subjectId).toSorted()).toEqual(['a', 'b']);
});

/** Resolves for everybody when `count` have come; afterwards at once. */
function gate(count: number): () => Promise<void> {
  let came = 0;
  let open = (): void => undefined;
  const opened = new Promise<void>(resolve => (open = resolve));
  return () => {
    came += 1;
    if (came >= count) open();
    return opened;
  };
}
