/** Keeps the lease of a lane while its tasks run, and notices when it is lost: another worker may have the lane then (RE-6, RE-41). */
import type { Lease } from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { LeaseTimes, SqlLanes } from '../persistence/sql/sql-lanes.ts';

export interface HeldLeaseDeps {
  lanes: Pick<SqlLanes, 'renew'>;
  times: LeaseTimes;
  logger: Logger;
}

export class HeldLease {
  readonly #deps: HeldLeaseDeps;
  readonly #lease: Lease;
  readonly #renewing: NodeJS.Timeout;
  /** By the monotonic clock, before the renewal was asked for: never later than the database's own count. */
  #renewedAt = performance.now();
  #isLost = false;
  #isLetGo = false;

  constructor(deps: HeldLeaseDeps, lease: Lease) {
    this.#deps = deps;
    this.#lease = lease;
    this.#renewing = setInterval(() => void this.#renew(), deps.times.renewMs);
  }

  /** Nothing more is begun: what the holder writes changes nothing any more, what he tells the portal might be told twice. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** Before the lane is released: a renewal that comes too late is no loss then. */
  letGo(): void {
    this.#isLetGo = true;
    clearInterval(this.#renewing);
  }

  async #renew(): Promise<void> {
    const { lanes, times, logger } = this.#deps;
    const { portalId, laneKey } = this.#lease;
    const begun = performance.now();
    try {
      if (await lanes.renew(this.#lease)) {
        this.#renewedAt = begun;
        return;
      }
    } catch (error) {
      logger.warn('lease not renewed', { portalId, error });
      // The database is away: our right to the lane ends with the lease all the same.
      if (performance.now() < this.#renewedAt + times.leaseMs) return;
    }
    if (this.#isLetGo) return;
    this.letGo();
    this.#isLost = true;
    logger.warn('lease lost', { portalId, code: laneKey.split(':')[0] ?? '' });
  }
}
