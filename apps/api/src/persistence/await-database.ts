/** A database that starts together with us, or pauses for a moment, is waited for; one that stays away ends the start with a sentence. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from '../logger.ts';
import { isOutage } from './outage.ts';

/** Choice of ours: a container's PostgreSQL is up within that. */
const WITHIN_MS = 30_000;
const AGAIN_AFTER_MS = 500;

export async function awaitDatabase(pool: Pick<Pool, 'query'>, logger: Logger, withinMs = WITHIN_MS): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      await pool.query('select');
      return;
    } catch (error) {
      if (!isOutage(error) || performance.now() >= deadline) throw error;
      if (isFirst) logger.warn('the database does not answer yet; it is waited for', { error });
    }
    await sleep(AGAIN_AFTER_MS);
  }
}
