/** Remembers answers for a moment, so that many sockets that hear of one event ask once. One per process; keys name the portal (SE-12). */
export class ShortCache<Value> {
  readonly #keptMs: number;
  readonly #size: number;
  readonly #entries = new Map<string, { value: Promise<Value>; until: number }>();

  constructor(options: { keptMs: number; size: number }) {
    this.#keptMs = options.keptMs;
    this.#size = options.size;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  /** `isKept` decides about an answer; a rejected one is never kept. */
  get(key: string, load: () => Promise<Value>, isKept: (value: Value) => boolean = () => true): Promise<Value> {
    const known = this.#entries.get(key);
    if (known !== undefined && known.until > performance.now()) return known.value;
    const value = load();
    const entry = { value, until: performance.now() + this.#keptMs };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#size && oldest !== undefined) this.#entries.delete(oldest);
    const forget = () => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
    value.then(answer => {
      if (!isKept(answer)) forget();
    }, forget);
    return value;
  }
}
