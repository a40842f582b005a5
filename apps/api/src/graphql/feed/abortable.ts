/** An async generator whose consumer can leave at any moment: `return` wakes what it waits for, instead of queueing behind it. */
export function abortable<T>(run: (signal: AbortSignal) => AsyncGenerator<T, void>): AsyncIterableIterator<T> {
  const leaving = new AbortController();
  const events = run(leaving.signal);
  return {
    next: () => events.next(),
    return: () => {
      leaving.abort();
      return events.return();
    },
    throw: error => {
      leaving.abort();
      return events.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
