/** Keeps the lease of a lane while somebody works in it, and notices when it is lost: another worker may have the lane then (RE-6, RE-41). */
import type { Lease } from '@olchat/domain';
import type { LogFields, Logger } from '../logger.ts';
import type { LeaseTimes, SqlLanes } from '../persistence/sql/sql-lanes.ts';

export interface HeldLeaseDeps {
  lanes: Pick<SqlLanes, 'renew'>;
  times: LeaseTimes;
  logger: Logger;
}

export interface HoldOptions {
  /** While the database is away, the lane is given up so long before the lease ends. Default 0. */
  marginMs?: number;
  /** Called once, when `isLost` turned true; may not throw. */
  onLost?: () => Promise<void>;
  /** What the log says beside the portal. Default: the kind of the lane. */
  fields?: LogFields;
}

export class HeldLease {
  readonly #deps: HeldLeaseDeps;
  readonly #options: HoldOptions;
  readonly #lease: Lease;
  readonly #renewing: NodeJS.Timeout;
  /** By the monotonic clock, before the renewal was asked for: never later than the database's own count. */
  #renewedAt = performance.now();
  #isLost = false;
  #isLetGo = false;

  constructor(deps: HeldLeaseDeps, lease: Lease, options: HoldOptions = {}) {
    this.#deps = deps;
    this.#options = options;
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
    const { marginMs = 0, onLost, fields = { code: laneKey.split(':', 1)[0] ?? '' } } = this.#options;
    const begun = performance.now();
    const mayGoOn = (): boolean => performance.now() + marginMs < this.#renewedAt + times.leaseMs;
    // The one before may still wait for a database that is silent: our right to the lane ends all the same.
    if (mayGoOn()) {
      try {
        if (await lanes.renew(this.#lease)) {
          this.#renewedAt = Math.max(this.#renewedAt, begun);
          return;
        }
      } catch (error) {
        logger.warn('lease not renewed', { portalId, ...fields, error });
        if (mayGoOn()) return;
      }
    }
    if (this.#isLetGo) return;
    this.letGo();
    this.#isLost = true;
    logger.warn('lease lost', { portalId, ...fields });
    await onLost?.();
  }
}
