/** Lanes of tasks: each runs its tasks one after another; lanes run side by side (RE-53). */
import { LeaseLostError, type Lease, type PortalId, type TaskName, type TaskOutcome } from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { ClaimedTask, LeaseTimes, SqlLanes } from '../persistence/sql/sql-lanes.ts';
import { putBack, settleOutcome } from './put-back.ts';

export type TaskHandlers = Partial<Record<TaskName, (task: ClaimedTask) => Promise<TaskOutcome>>>;

export interface TaskLanesDeps {
  lanes: SqlLanes;
  times: LeaseTimes;
  logger: Logger;
  random: () => number;
  handlers: TaskHandlers;
}

interface Pool {
  kind: 'BADGES' | 'OTHER_TASKS';
  slots: number;
  /** A portal in trouble holds no more than these, so that others go on (GU-8, RE-53). */
  perPortal: number;
}

/** Badges have slots of their own: as many of one portal run at once as leave in one request (RE-44), and none of them keeps a chat waiting. */
const POOLS: readonly Pool[] = [
  { kind: 'OTHER_TASKS', slots: 64, perPortal: 8 },
  { kind: 'BADGES', slots: 400, perPortal: 50 },
];
const KNOWN_VERSION = 1;

export class TaskLanes {
  readonly #deps: TaskLanesDeps;
  readonly #running = new Map<Promise<void>, { kind: Pool['kind']; portalId: PortalId }>();
  #isStopping = false;

  constructor(deps: TaskLanesDeps) {
    this.#deps = deps;
  }

  /** Takes what is free and due. True when more may be waiting: what stood behind a crowd of one portal is seen at the next look. */
  async takeWork(onFree: () => void): Promise<boolean> {
    let taken = 0;
    for (const pool of POOLS) taken += await this.#takeOf(pool, onFree);
    return taken > 0;
  }

  async #takeOf({ kind, slots, perPortal }: Pool, onFree: () => void): Promise<number> {
    const running = [...this.#running.values()].filter(run => run.kind === kind);
    const free = slots - running.length;
    if (free <= 0 || this.#isStopping) return 0;
    const held = new Map([...Map.groupBy(running, run => run.portalId)].map(([portalId, runs]) => [portalId, runs.length]));
    const leases = await this.#deps.lanes.claim(kind, free, perPortal, held);
    for (const lease of leases) {
      const run = this.#runLane(lease).finally(() => {
        this.#running.delete(run);
        onFree();
      });
      this.#running.set(run, { kind, portalId: lease.portalId });
    }
    return leases.length;
  }

  /** Finishes the tasks that run and takes no more (RE-55). */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#running.keys());
  }

  async #runLane(lease: Lease): Promise<void> {
    const { lanes, logger, times } = this.#deps;
    const renewing = setInterval(() => {
      lanes.renew(lease).catch((error: unknown) => logger.warn('lease not renewed', { portalId: lease.portalId, error }));
    }, times.renewMs);
    try {
      while (!this.#isStopping) {
        const task = await lanes.nextTask(lease);
        if (task === null) break;
        await this.#runTask(lease, task);
      }
      await lanes.release(lease);
    } catch (error) {
      if (!(error instanceof LeaseLostError)) logger.error('a lane stopped; its lease will end', { portalId: lease.portalId, error });
    } finally {
      clearInterval(renewing);
    }
  }

  async #runTask(lease: Lease, task: ClaimedTask): Promise<void> {
    const handler = this.#deps.handlers[task.name];
    if (handler === undefined || task.version !== KNOWN_VERSION) {
      // Made by a newer version of this program, which runs beside it: not ours, and not a failure (RE-8).
      await this.#deps.lanes.putBack(lease, task, 'UNKNOWN_TASK', 60_000, { passing: true });
      return;
    }
    try {
      await settleOutcome(this.#deps, lease, task, await handler(task));
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      await putBack(this.#deps, lease, task, error);
    }
  }
}
