/** So many at a time; others wait their turn, in order. */
export class Turns {
  readonly #atOnce: number;
  readonly #mayWait: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number, mayWait = Infinity) {
    this.#atOnce = atOnce;
    this.#mayWait = mayWait;
  }

  /** Nobody may wait any more: whoever comes now should come again. */
  get isFull(): boolean {
    return this.#running === this.#atOnce && this.#waiting.length >= this.#mayWait;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1;
    // The place is handed over, so that nobody slips in between.
    else await new Promise<void>(resolve => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
