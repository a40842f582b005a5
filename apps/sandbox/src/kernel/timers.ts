/** Work for later that survives a kill: stored with its due time; what came due while nobody ran is done at the next start. */
import type { Collection, Store } from './store.ts';

/** The longest delay that Node's timers know. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export class Timers<Job> {
  readonly #store: Store;
  readonly #jobs: Collection<Job>;
  readonly #run: (job: Job) => void;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;

  /** `run` is called inside the transaction that removes the job: both happen or none. */
  constructor(store: Store, name: string, run: (job: Job) => void) {
    this.#store = store;
    this.#jobs = store.collection(name);
    this.#run = run;
  }

  start(): void {
    this.#arm();
  }

  /** `at` in milliseconds since 1970. */
  schedule(at: number, job: Job): void {
    this.#jobs.put(`${String(at).padStart(15, '0')}/${String(this.#store.next('whatsapp-web.timer')).padStart(12, '0')}`, job);
    this.#armFor(at);
  }

  clear(): void {
    this.#jobs.clear();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#dueAt = Infinity;
  }

  #arm(): void {
    const [first] = this.#jobs.entries();
    if (first !== undefined) this.#armFor(Number(first.key.split('/')[0]));
  }

  #armFor(at: number): void {
    if (at >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = at;
    this.#timer = setTimeout(() => this.#fire(), Math.min(Math.max(0, at - Date.now()), MAX_DELAY_MS));
    this.#timer.unref();
  }

  #fire(): void {
    this.#dueAt = Infinity;
    const now = Date.now();
    for (const { key, value } of this.#jobs.entries()) {
      if (Number(key.split('/')[0]) > now) break;
      this.#store.transaction(() => {
        this.#jobs.delete(key);
        this.#run(value);
      });
    }
    this.#arm();
  }
}
