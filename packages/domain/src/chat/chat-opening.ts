/**
 * Who shall have a dialogue that is not his yet, stored before anything is asked of the portal: whoever comes after a crash between
 * our post and the take-over knows that the session is ours to give (O-9), and a dialogue that Bitrix24 still closes is waited for (O-8).
 */
import type { CardRef } from '../card/card.ts';
import type { AccountId, EmployeeId, RecipientId } from '../ids.ts';

export interface ChatOpening {
  accountId: AccountId;
  recipientId: RecipientId;
  employeeId: EmployeeId;
  employeeName: string;
  card: CardRef | null;
  /** POSTING: our post that opens a session is leaving or has left. WAITING: the last dialogue is being closed. */
  state: 'POSTING' | 'WAITING';
  startedAt: Date;
}

/** Afterwards whoever has the dialogue may be deep in conversation: it is not taken away any more (O-7). */
const OURS_FOR_MS = 10 * 60_000;

/** The session was opened by a post for this employee and nobody had the time to begin a conversation in it. */
export const isToBeTaken = (opening: ChatOpening | null, employeeId: EmployeeId, now: Date): boolean =>
  opening?.state === 'POSTING' && opening.employeeId === employeeId && now.getTime() - opening.startedAt.getTime() < OURS_FOR_MS;

/** Of the task that opens it later: one per account and recipient. */
export const openingSubject = (opening: Pick<ChatOpening, 'accountId' | 'recipientId'>): string =>
  `${opening.accountId}:${opening.recipientId}`;
