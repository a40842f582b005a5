import { say } from '../bootstrap/progress.mjs';

/** npm passes on the Ctrl-C that the terminal has sent already: two signals at once are one wish. */
const SAME_WISH_MS = 1_000;

/**
 * Aborted once, by a signal, by the end of the process that started us, or by an error that nobody caught. Further signals change nothing:
 * PostgreSQL is stopped in order whatever happens (RE-55).
 */
export function stopRequest(): AbortSignal {
  const request = new AbortController();
  let askedAt = 0;
  const ask = (reason: unknown) => {
    if (!request.signal.aborted) {
      askedAt = Date.now();
      request.abort(reason);
    } else if (Date.now() - askedAt > SAME_WISH_MS) {
      say('Already stopping; PostgreSQL goes last, so that nothing is lost.');
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(new Stopped(signal)));
  process.on('disconnect', () => ask(new Stopped('the launcher is gone')));
  process.on('uncaughtException', ask);
  // The terminal may be gone while we stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return request.signal;
}

/** Somebody asked: no failure. */
export class Stopped extends Error {}
