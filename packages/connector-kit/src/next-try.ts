/** When the next try to connect comes: later each time, until one succeeds; or at a time that the messenger named. */

/** Longest delay of a timer, 24 days; whoever waits longer is asked again on the way. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export class NextTry {
  readonly #backOffMs: (attempt: number) => number;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(backOffMs: (attempt: number) => number) {
    this.#backOffMs = backOffMs;
  }

  /** Tries planned since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /** Instead of the one that was planned, if any. */
  plan(attempt: () => void): void {
    this.planIn(this.#backOffMs(this.#failures), attempt);
    this.#failures += 1;
  }

  /** As `plan`, after so long; no failure. */
  planIn(ms: number, attempt: () => void): void {
    this.cancel();
    this.#timer = setTimeout(attempt, Math.min(ms, MAX_TIMER_MS));
  }

  /** May be called twice. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
