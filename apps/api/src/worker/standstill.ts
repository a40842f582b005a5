/** Whether an account that is connected sends nothing for too long; people are told when it stands, and when it moves again (N-6). */
import { noteMovingQueue, noteStillQueue, STUCK_MS, type AccountId, type Clock, type Lease, type Storage } from '@olchat/domain';

export interface StandstillDeps {
  storage: Storage;
  clock: Clock;
}

/** All times are by the monotonic clock. */
export class Standstill {
  readonly #deps: StandstillDeps;
  readonly #lease: Lease;
  readonly #accountId: AccountId;
  #movedAt: number | undefined;
  #connectedAt = 0;
  #toldAt = 0;

  constructor(deps: StandstillDeps, lease: Lease, accountId: AccountId) {
    this.#deps = deps;
    this.#lease = lease;
    this.#accountId = accountId;
  }

  connected(): void {
    this.#connectedAt = performance.now();
  }

  /** A message left. The first move after a rest, or after a start, ends what people may have been told. */
  async noteMove(): Promise<void> {
    const wasStill = this.#movedAt === undefined || performance.now() - this.#movedAt > STUCK_MS;
    this.#movedAt = performance.now();
    if (wasStill) await noteMovingQueue(this.#deps, this.#lease.portalId, this.#accountId);
  }

  /** None may leave now, though the account is connected. */
  async noteRest(): Promise<void> {
    const now = performance.now();
    const since = Math.max(this.#movedAt ?? this.#connectedAt, this.#connectedAt, this.#toldAt);
    if (now - since <= STUCK_MS) return;
    this.#toldAt = now;
    await noteStillQueue(this.#deps, this.#lease.portalId, this.#accountId);
  }
}
