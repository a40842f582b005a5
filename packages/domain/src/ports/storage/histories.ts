import type { HistoryRequest } from '../../conversation/history-request.ts';
import type { ConversationEntry } from '../../conversation/received-message.ts';
import type { AccountId, HistoryRequestId, RecipientId } from '../../ids.ts';
import type { HistoryAnswer } from '../connector/history.ts';

/**
 * Questions for the history that a messenger keeps (S-11), and the answers on their way from the worker that asked to the process that waits.
 * An answer is kept sealed, apart from what is written to disk for good, and no longer than until it is taken.
 */
export interface Histories {
  ask(request: HistoryRequest): Promise<void>;
  /** Of this account asked for since then, whatever became of them; oldest first. */
  askedSince(accountId: AccountId, since: Date): Promise<Date[]>;
  /** The one that waits longest, asked for since then: for older ones nobody waits any more. */
  next(accountId: AccountId, since: Date): Promise<HistoryRequest | null>;
  /** The newest message of the two that the messenger certainly has, by what we know; none that was taken back. Null: there is none. */
  newest(accountId: AccountId, recipientId: RecipientId): Promise<ConversationEntry | null>;
  /** Changes nothing when the question is not there any more. */
  answer(id: HistoryRequestId, answer: HistoryAnswer): Promise<void>;
  /** Takes the answer away. Null: there is none yet, or none any more. */
  take(id: HistoryRequestId): Promise<HistoryAnswer | null>;
  /** Those that were asked before then, answered or not. */
  forget(accountId: AccountId, before: Date): Promise<void>;
}
