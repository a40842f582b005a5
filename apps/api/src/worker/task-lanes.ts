/** Lanes of tasks: each runs its tasks one after another; lanes run side by side (RE-53). */
import { LeaseLostError, type Lease, type PortalId, type TaskName, type TaskOutcome } from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { ClaimedTask, LeaseTimes, SqlLanes } from '../persistence/sql/sql-lanes.ts';
import { HeldLease } from './held-lease.ts';
import { putBack, settleOutcome } from './put-back.ts';

export type TaskHandlers = Partial<Record<TaskName, (task: ClaimedTask) => Promise<TaskOutcome>>>;

export interface TaskLanesDeps {
  lanes: Pick<SqlLanes, 'claim' | 'renew' | 'nextTask' | 'finishTask' | 'putBack' | 'park' | 'release'>;
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

interface Run {
  kind: Pool['kind'];
  portalId: PortalId;
  /** When its present task began, by the monotonic clock. */
  taskSince: number;
}

/** Badges have slots of their own: as many of one portal run at once as leave in one request (RE-44), and none of them keeps a chat waiting. */
const POOLS: readonly Pool[] = [
  { kind: 'OTHER_TASKS', slots: 64, perPortal: 8 },
  { kind: 'BADGES', slots: 400, perPortal: 50 },
];
const KNOWN_VERSION = 1;
/** Whoever runs longer waits for somebody else, and takes no slot from those who work (GU-8): many portals may hang at once. */
const WAITING_MS = 2_000;
/** Together with those who wait, a pool runs at most this many times its slots. */
const CEILING = 4;

export class TaskLanes {
  readonly #deps: TaskLanesDeps;
  readonly #running = new Map<Promise<void>, Run>();
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
    const busySince = performance.now() - WAITING_MS;
    const working = running.filter(run => run.taskSince > busySince).length;
    const free = Math.min(slots - working, slots * CEILING - running.length);
    if (free <= 0 || this.#isStopping) return 0;
    const held = new Map([...Map.groupBy(running, run => run.portalId)].map(([portalId, runs]) => [portalId, runs.length]));
    const leases = await this.#deps.lanes.claim(kind, free, perPortal, held);
    for (const lease of leases) {
      const run: Run = { kind, portalId: lease.portalId, taskSince: performance.now() };
      const done = this.#runLane(lease, run).finally(() => {
        this.#running.delete(done);
        onFree();
      });
      this.#running.set(done, run);
    }
    return leases.length;
  }

  /** Finishes the tasks that run and takes no more (RE-55). */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#running.keys());
  }

  async #runLane(lease: Lease, run: Run): Promise<void> {
    const { lanes, logger } = this.#deps;
    const held = new HeldLease(this.#deps, lease);
    try {
      while (!this.#isStopping && !held.isLost) {
        const task = await lanes.nextTask(lease);
        if (task === null) break;
        run.taskSince = performance.now();
        await this.#runTask(lease, task, held);
      }
      if (held.isLost) return;
      held.letGo();
      await lanes.release(lease);
    } catch (error) {
      if (!(error instanceof LeaseLostError)) logger.error('a lane stopped; its lease will end', { portalId: lease.portalId, error });
    } finally {
      held.letGo();
    }
  }

  async #runTask(lease: Lease, task: ClaimedTask, held: HeldLease): Promise<void> {
    const handler = this.#deps.handlers[task.name];
    if (handler === undefined || task.version !== KNOWN_VERSION) {
      // Made by a newer version of this program, which runs beside it: not ours, and not a failure (RE-8).
      await this.#deps.lanes.putBack(lease, task, 'UNKNOWN_TASK', 60_000, { passing: true });
      return;
    }
    try {
      const outcome = await handler(task);
      // Whoever has the lane now settles it.
      if (!held.isLost) await settleOutcome(this.#deps, lease, task, outcome);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      await putBack(this.#deps, lease, task, error);
    }
  }
}
