/** The widest and the narrowest window, in ms, that a pause before the next attempt is drawn from (RE-34). */
const FIRST_WINDOW_MS = 500;
const LAST_WINDOW_MS = 30_000;

/**
 * Full jitter: any pause of the window is as likely as any other, so that the clients of a restarted server do not all come back at once.
 * `attempt` counts from 0 and starts anew after a connection that carried something; `random` is from 0 inclusive to 1 exclusive.
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  const windowMs = Math.min(LAST_WINDOW_MS, FIRST_WINDOW_MS * 2 ** attempt);
  return Math.round(windowMs * random);
}
