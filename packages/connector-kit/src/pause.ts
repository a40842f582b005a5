/** Resolves after `ms`, or at once when `signal` fires: whoever waits then looks whether it still has to. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** The answer, or `late` after `ms`. What comes later is ignored, failures included. */
export function within<T, L>(ms: number, answer: Promise<T>, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<L>(resolve => (timer = setTimeout(resolve, ms, late)));
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}
