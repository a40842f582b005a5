/** Limits of one account (Q-10…Q-13). Numbers are ours, no messenger publishes any. */
import type { Account } from './account.ts';
import { messageLimits } from './message-limits.ts';

/** Where a connector names no number of its own. */
export const CHECKS_PER_DAY = 100;
/** RE-54: more waiting than this is refused instead of hidden. */
export const QUEUE_LIMIT = 1000;
/** Behind a whole day's messages one would wait longer than messages do. */
export const queueLimit = (account: Pick<Account, 'ownLimits'>): number =>
  Math.min(QUEUE_LIMIT, messageLimits(account).messagesPerDay ?? QUEUE_LIMIT);
/** A message that waited longer is not sent any more. */
export const MAX_WAIT_MS = 24 * 3_600_000;
/** An unconfirmed message holds its recipient's next ones this long, so that they do not overtake it (RE-7). */
export const RECIPIENT_HOLD_MS = 60_000;
/** A worker that dies this often over one message gives it up (RE-11). */
export const MAX_CRASHES = 3;
/** Pause between two messages of an account (C-16): from half a second, which is the default, to ten minutes. */
export const MIN_SEND_INTERVAL_MS = 500;
export const MAX_SEND_INTERVAL_MS = 600_000;
export const DEFAULT_SEND_INTERVAL_MS = MIN_SEND_INTERVAL_MS;
