/** What an account knows of the people behind the entries of cards: who they are, asked for through this account, since when (D-25…D-31). */
import type { RecipientId } from '../ids.ts';
import type { RecipientQuery, ResolveAnswer } from '../ports/connector/people.ts';
import type { RefusalCode } from '../refusal.ts';

/**
 * WAITING: the messenger is to be asked · FOUND · ABSENT: nobody, or somebody who hides; nobody can tell which (D-27) · UNUSABLE: a bot, a group,
 * a deleted account · UNKNOWN: the messenger gave no answer.
 */
export type LookUpState = 'WAITING' | 'FOUND' | 'ABSENT' | 'UNUSABLE' | 'UNKNOWN';

export interface LookUp {
  query: RecipientQuery;
  state: LookUpState;
  /** Who was found; stays while he is asked for again. */
  recipientId: RecipientId | null;
  /** What a send would answer. */
  obstacle: RefusalCode | null;
  /** Null: never answered. */
  answeredAt: Date | null;
}

/** What is stored of an answer; the person himself is a Recipient. */
export type LookUpAnswer = Pick<LookUp, 'obstacle'> & { state: Exclude<LookUpState, 'WAITING'>; recipientId: RecipientId | null };

const HOUR_MS = 3_600_000;
/** Who was found stays; who was not may come, or stop hiding, any day. No answer is no knowledge. */
const KEPT_MS: Record<LookUpState, number> = {
  FOUND: 7 * 24 * HOUR_MS,
  ABSENT: 24 * HOUR_MS,
  UNUSABLE: 24 * HOUR_MS,
  UNKNOWN: 60_000,
  WAITING: Infinity,
};

/** An answer that need not be asked for again: opening a card causes no question to the messenger for what is known (D-6, S-2). */
export const isLookUpFresh = ({ state, answeredAt }: Pick<LookUp, 'state' | 'answeredAt'>, now: Date): boolean =>
  state === 'WAITING' || (answeredAt !== null && now.getTime() - answeredAt.getTime() < KEPT_MS[state]);

/** However often somebody presses «Проверить ещё раз», the messenger is asked about one entry no more often (D-26). */
export const ASKED_AGAIN_AFTER_MS = 600_000;

/**
 * From when a person may have the messenger asked anew about an entry that led to nobody: by then the client may have shown himself.
 * Null: a person changes nothing here: somebody was found, or the entry is asked for without him.
 */
export function askedAgainFrom({ state, answeredAt }: Pick<LookUp, 'state' | 'answeredAt'>, now: Date): Date | null {
  if ((state !== 'ABSENT' && state !== 'UNUSABLE') || answeredAt === null) return null;
  // A clock that was put back must not hold it longer than once.
  return new Date(Math.min(answeredAt.getTime(), now.getTime()) + ASKED_AGAIN_AFTER_MS);
}

/** Id, user name, number: the surest and cheapest question first (D-31). */
const ORDER: readonly RecipientQuery['kind'][] = ['ID', 'USERNAME', 'PHONE'];
export const inAskingOrder = (queries: readonly RecipientQuery[]): RecipientQuery[] =>
  queries.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

export const queryKey = ({ kind, value }: RecipientQuery): string => `${kind}:${value}`;

/** Null: nothing is learnt. */
export function answerWithoutPerson(answer: Exclude<ResolveAnswer, { kind: 'found' }>): LookUpAnswer | null {
  switch (answer.kind) {
    case 'absent':
      return { state: 'ABSENT', recipientId: null, obstacle: null };
    case 'not-a-person':
      return { state: 'UNUSABLE', recipientId: null, obstacle: OBSTACLES[answer.what] };
    case 'unknown':
      return { state: 'UNKNOWN', recipientId: null, obstacle: null };
    case 'limited':
      return null;
  }
}

const OBSTACLES: Record<Extract<ResolveAnswer, { kind: 'not-a-person' }>['what'], RefusalCode> = {
  BOT: 'NOT_A_PERSON',
  GROUP: 'NOT_A_PERSON',
  SERVICE: 'NOT_A_PERSON',
  DELETED: 'CLIENT_DELETED',
  OWN: 'OWN_NUMBER',
};
