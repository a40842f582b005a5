/** What becomes of the tasks that run in a lane when its holder lets it go or dies (RE-10, RE-11, GU-7). */
import type { Lease } from '@olchat/domain';
import type { PoolClient } from 'pg';

/** RE-11: a task that ends its process this often is parked. */
const MAX_CRASHES = 3;

type LaneOf = Pick<Lease, 'portalId' | 'laneKey'>;

/**
 * The tasks that run in these locked lanes wait again, with their counts: a repeat must know that it is one (RE-10).
 * One that keeps ending its process is parked.
 */
export async function waitAgain(client: PoolClient, lanes: readonly LaneOf[], how: { crashed: boolean }): Promise<void> {
  const crashes = how.crashed ? 1 : 0;
  await client.query(
    `update task set crashes = crashes + $3, state = 'PARKED' from ${LANES}
     where task.portal_id = held.portal_id and task.lane_key = held.key and task.state = 'RUNNING' and task.crashes + $3 >= $4`,
    [...columnsOf(lanes), crashes, MAX_CRASHES],
  );
  await removeTwins(client, lanes);
  await client.query(
    `update task set crashes = crashes + $3, state = 'READY' from ${LANES}
     where task.portal_id = held.portal_id and task.lane_key = held.key and task.state = 'RUNNING'`,
    [...columnsOf(lanes), crashes],
  );
}

/** What asked for the same work as a running task goes into it, before that one waits again: only one of a kind may wait. */
export async function removeTwins(client: PoolClient, lanes: readonly LaneOf[]): Promise<void> {
  await client.query(
    `delete from task newer using ${LANES}, task self where self.portal_id = held.portal_id and self.lane_key = held.key
       and self.state = 'RUNNING' and newer.portal_id = self.portal_id and newer.name = self.name and newer.subject_id = self.subject_id
       and newer.state = 'READY'`,
    columnsOf(lanes),
  );
}

const LANES = 'unnest($1::uuid[], $2::text[]) as held(portal_id, key)';

const columnsOf = (lanes: readonly LaneOf[]): [string[], string[]] => [lanes.map(lane => lane.portalId), lanes.map(lane => lane.laneKey)];
