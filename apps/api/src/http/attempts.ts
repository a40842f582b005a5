/** So many attempts per key and time, in this process. Keys come from outside, so only so many are remembered. */
const REMEMBERED_KEYS = 10_000;

export class Attempts {
  readonly #limit: number;
  readonly #perMs: number;
  readonly #windows = new Map<string, { begunAt: number; count: number }>();

  constructor(limit: number, perMs: number) {
    this.#limit = limit;
    this.#perMs = perMs;
  }

  /** Counts one attempt. More than 0: it is too many, and the next may come after so many milliseconds. */
  waitMs(key: string): number {
    const now = performance.now();
    const known = this.#windows.get(key);
    const window = known !== undefined && now - known.begunAt < this.#perMs ? known : { begunAt: now, count: 0 };
    window.count += 1;
    this.#windows.delete(key);
    this.#windows.set(key, window);
    const [oldest] = this.#windows.keys();
    if (this.#windows.size > REMEMBERED_KEYS && oldest !== undefined) this.#windows.delete(oldest);
    return window.count > this.#limit ? window.begunAt + this.#perMs - now : 0;
  }
}
