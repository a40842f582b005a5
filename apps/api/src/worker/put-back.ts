/** A task that threw goes back with the back-off of RE-10; after ten failures it is parked and visible (RE-11). */
import { retryDelayMs, type Lease, type TaskOutcome } from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { ClaimedTask, SqlLanes } from '../persistence/sql/sql-lanes.ts';

export interface PutBackDeps {
  lanes: Pick<SqlLanes, 'finishTask' | 'putBack' | 'park'>;
  logger: Logger;
  random: () => number;
}

export async function putBack(deps: PutBackDeps, lease: Lease, task: ClaimedTask, error: unknown): Promise<void> {
  deps.logger.error('a task failed', { portalId: task.portalId, task: task.name, taskId: task.id, error });
  const reason = error instanceof Error ? error.name : 'unknown';
  await deps.lanes.putBack(lease, task, reason, retryDelayMs(task.attempts, deps.random), { passing: false });
}

export async function settleOutcome(deps: PutBackDeps, lease: Lease, task: ClaimedTask, outcome: TaskOutcome): Promise<void> {
  if (outcome.kind === 'done') {
    if (outcome.note !== undefined) deps.logger.info(outcome.note, { portalId: task.portalId, task: task.name, taskId: task.id });
    await deps.lanes.finishTask(lease, task);
    return;
  }
  if (outcome.kind === 'park') {
    deps.logger.error('a task is set aside', { portalId: task.portalId, task: task.name, taskId: task.id, code: outcome.reason });
    await deps.lanes.park(lease, task, outcome.reason);
    return;
  }
  deps.logger.info('a task waits', { portalId: task.portalId, task: task.name, taskId: task.id, code: outcome.reason });
  const afterMs =
    outcome.notBefore === undefined
      ? (outcome.afterMs ?? retryDelayMs(task.attempts, deps.random))
      : Math.max(500, outcome.notBefore.getTime() - Date.now());
  await deps.lanes.putBack(lease, task, outcome.reason, afterMs, { passing: outcome.passing === true });
}
