/**
 * The storage in memory, for unit tests of use cases: it keeps `storageContract`, as the real one does. Transactions of one portal run one
 * after another. Stricter than the real one in one thing: what is not saved is not stored.
 */
import {
  isRefusal,
  type Clock,
  type FeedRow,
  type Lease,
  type Portal,
  type PortalId,
  type Storage,
  type Transaction,
} from '../src/index.ts';
import { emptyState, forkOf, type MemoryState, type MemoryTask } from './memory-storage/memory-state.ts';
import { MemoryTransaction } from './memory-storage/memory-transaction.ts';

export class MemoryStorage implements Storage {
  readonly #clock: Clock;
  readonly #states = new Map<PortalId, MemoryState>();
  readonly #queues = new Map<PortalId, Promise<unknown>>();
  readonly #leases = new Set<string>();
  #tokens = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  addPortal(portal: Portal): void {
    this.#states.set(portal.id, emptyState(portal));
  }

  transaction<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const before = this.#queues.get(portalId) ?? Promise.resolve();
    const running = before.then(() => this.#run(portalId, work));
    this.#queues.set(
      portalId,
      running.catch(() => undefined),
    );
    return running;
  }

  async #run<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const fork = forkOf(this.stateOf(portalId));
    const tx = new MemoryTransaction(fork, this.#clock, lease => this.#leases.has(lease.token));
    const answer = await work(tx);
    if (isRefusal(answer)) return answer;
    tx.finish();
    this.#states.set(portalId, fork);
    return answer;
  }

  /** What is committed. */
  stateOf(portalId: PortalId): MemoryState {
    const state = this.#states.get(portalId);
    if (state === undefined) throw new Error('the portal is not there');
    return state;
  }

  feed(portalId: PortalId): FeedRow[] {
    return this.stateOf(portalId).feed;
  }

  /** Tasks that wait, in the order of their lanes. */
  waiting(portalId: PortalId): MemoryTask[] {
    return [...this.stateOf(portalId).tasks.values()].filter(task => !task.isRunning);
  }

  /** Begins the lane's next task. */
  beginTask(portalId: PortalId, laneKey: string): MemoryTask | null {
    const head = this.waiting(portalId).find(task => task.laneKey === laneKey);
    if (head === undefined) return null;
    this.stateOf(portalId).tasks.set(head.id, { ...head, isRunning: true });
    return head;
  }

  takeLease(portalId: PortalId, laneKey: string): Lease {
    this.#tokens += 1;
    const lease = { portalId, laneKey, token: `lease-${this.#tokens}` };
    this.#leases.add(lease.token);
    return lease;
  }

  loseLease(lease: Lease): void {
    this.#leases.delete(lease.token);
  }
}
