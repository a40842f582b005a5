/** Lanes of tasks: each runs its tasks one after another; lanes run side by side (RE-53). */
import { LeaseLostError, type Lease, type TaskName, type TaskOutcome } from '@olchat/domain';
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

const SLOTS = 16;
/** At most a quarter of the slots for one portal while others wait (RE-53). */
const SLOTS_PER_PORTAL = SLOTS / 4;
const KNOWN_VERSION = 1;

export class TaskLanes {
  readonly #deps: TaskLanesDeps;
  readonly #running = new Set<Promise<void>>();
  #isStopping = false;

  constructor(deps: TaskLanesDeps) {
    this.#deps = deps;
  }

  /** Takes what is free and due. True when more may be waiting. */
  async takeWork(onFree: () => void): Promise<boolean> {
    const free = SLOTS - this.#running.size;
    if (free <= 0 || this.#isStopping) return false;
    const leases = await this.#deps.lanes.claim('TASKS', free, SLOTS_PER_PORTAL);
    for (const lease of leases) {
      const run = this.#runLane(lease).finally(() => {
        this.#running.delete(run);
        onFree();
      });
      this.#running.add(run);
    }
    return leases.length === free;
  }

  /** Finishes the tasks that run and takes no more (RE-55). */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#running);
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
