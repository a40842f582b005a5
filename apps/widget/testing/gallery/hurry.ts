const NO_WAIT_MS = 5;

/** From now on what the page puts off for seconds happens at once; until the returned function is called. */
export function withoutWaiting(): () => void {
  const original = Object.getOwnPropertyDescriptor(window, 'setTimeout') ?? {};
  const later = window.setTimeout.bind(window);
  const soon = (handler: () => void, delay = 0, ...given: unknown[]): number => later(handler, Math.min(delay, NO_WAIT_MS), ...given);
  Object.defineProperty(window, 'setTimeout', { ...original, value: soon });
  return () => void Object.defineProperty(window, 'setTimeout', original);
}
