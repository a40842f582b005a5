/** When the next try to connect comes: later each time, until one succeeds. */
export class NextTry {
  readonly #backOffMs: (attempt: number) => number;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(backOffMs: (attempt: number) => number) {
    this.#backOffMs = backOffMs;
  }

  /** Instead of the one that was planned, if any. */
  plan(attempt: () => void): void {
    this.cancel();
    this.#timer = setTimeout(attempt, this.#backOffMs(this.#failures));
    this.#failures += 1;
  }

  /** May be called twice. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
