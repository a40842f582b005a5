import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { sayWhileWaiting } from '../bootstrap/progress.mjs';

const WITHIN_MS = 180_000;
const ONE_ANSWER_MS = 5_000;

/** Asks until the answer is 200, and gives it. */
export async function whenReady(name: string, url: string, logFile: string, stop: AbortSignal): Promise<Response> {
  const saidEnough = sayWhileWaiting(seconds => `  waiting for the ${name}, ${seconds} s`);
  try {
    for (const until = Date.now() + WITHIN_MS; Date.now() < until; await sleep(200, undefined, { signal: stop })) {
      stop.throwIfAborted();
      // Refused connections and 503 mean "not yet"; a program that died is its supervisor's business.
      const answer = await fetch(url, { signal: AbortSignal.any([stop, AbortSignal.timeout(ONE_ANSWER_MS)]) }).catch(() => undefined);
      if (answer?.status === 200) return answer;
      await answer?.body?.cancel();
    }
  } finally {
    saidEnough();
  }
  throw new PlainError(`The ${name} is not ready after ${WITHIN_MS / 1000} s (${url}). Its log: ${logFile}`);
}
