/**
 * What the server tells, one after another in its order. The library hands out without waiting and then moves its pointer; the pointer is
 * not stored before everything handed out is (RE-27), and after a failure never: the server tells it all again.
 */
export class UpdateQueue {
  #work: Promise<void> = Promise.resolve();
  #hasFailed = false;
  readonly #onFailure: (error: unknown) => void;

  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** Never throws: a handler that throws breaks the library's loop. */
  add(task: () => Promise<void>): void {
    this.#work = this.#work.then(task);
    this.#work.catch((error: unknown) => {
      if (this.#hasFailed) return;
      this.#hasFailed = true;
      this.#onFailure(error);
    });
  }

  /** Rejects when anything of it failed. */
  drained(): Promise<void> {
    return this.#work;
  }
}
