/** A question for a page of the history that a messenger keeps: how long it is waited for, and how often an account may be asked (S-11). */
import type { AccountId, HistoryRequestId, RecipientId } from '../ids.ts';

export interface HistoryRequest {
  id: HistoryRequestId;
  accountId: AccountId;
  recipientId: RecipientId;
  /** The messenger's own mark: what is older than it; null: the newest. */
  before: string | null;
  limit: number;
  askedAt: Date;
}

/** Longer than a session takes for its answer, a phone that has to be woken included; then nobody waits any more. */
export const HISTORY_WAIT_MS = 30_000;
/** A question and its answer are gone after so long, whatever became of them. */
export const HISTORY_KEPT_MS = 120_000;
/** Pages of one account in a minute, of all employees together: nobody reads faster, and a person scrolls an app no faster either. */
export const HISTORIES_PER_MINUTE = 30;
