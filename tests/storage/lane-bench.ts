/** What the tests of lanes stand on: a database of theirs, a fresh portal for each test, and workers that take its work. */
import type { Lease, NewTask, PortalId, Transaction } from '@olchat/domain';
import type { ClaimedTask, SqlLanes } from '../../apps/api/src/persistence/sql/sql-lanes.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { until } from '../support/process.ts';
import { openParts, type StorageParts } from './parts.ts';

export const LANE = 'activity:1';
export const LONG_LEASE = { leaseMs: 60_000, renewMs: 20_000 };

export const task = (subjectId: string, fields: Partial<NewTask> = {}): NewTask => ({
  name: 'sync-activity',
  laneKey: LANE,
  subjectId,
  ...fields,
});

export class LaneBench {
  parts!: StorageParts;
  portalId!: PortalId;
  #database!: TestDatabase;

  async open(): Promise<void> {
    this.#database = await openTestDatabase();
    this.parts = await openParts(this.#database.url);
  }

  async renew(): Promise<void> {
    // Lanes of the test before would be claimed with ours.
    await this.parts.owner.query('delete from task');
    await this.parts.owner.query('delete from lane');
    this.portalId = await this.parts.newPortal();
  }

  async close(): Promise<void> {
    await this.parts[Symbol.asyncDispose]();
    await this.#database.close();
  }

  readonly inPortal = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => this.parts.storage.transaction(this.portalId, work);

  readonly add = (...tasks: NewTask[]): Promise<void> =>
    this.inPortal(async tx => {
      for (const one of tasks) await tx.tasks.add(one);
    });

  readonly subjects = async (state: 'READY' | 'RUNNING' | 'PARKED'): Promise<string[]> =>
    (await this.parts.tasks(this.portalId, state)).map(row => row.subjectId);

  readonly claimOne = (lanes: SqlLanes): Promise<Lease> => until('the lane is claimed', async () => (await lanes.claim('TASKS', 1, 1))[0]);

  readonly begin = async (lanes: SqlLanes): Promise<{ lease: Lease; task: ClaimedTask }> => {
    const lease = await this.claimOne(lanes);
    const begun = await lanes.nextTask(lease);
    if (begun === null) throw new Error('the lane has no task');
    return { lease, task: begun };
  };

  /** By the database's clock, as for a worker that does not renew it. */
  readonly leaseEnds = async ({ portalId, laneKey }: Lease): Promise<void> =>
    void (await this.parts.owner.query(
      `update lane set lease_until = clock_timestamp() - interval '1 ms' where portal_id = $1 and key = $2`,
      [portalId, laneKey],
    ));
}
