/**
 * Why an accepted message has not left yet, and from when it may (Q-10…Q-13): what the bubble says of it. Pure: what is stored and the clock are
 * arguments. Where nothing but the state of the account holds it, no time is known.
 */
import type { Account } from '../account/account.ts';
import type { AccountLimits } from '../account/account-limits.ts';
import type { GrantedFirstMessages } from '../account/first-messages.ts';
import { obeysLimits } from './message-limit-gate.ts';
import type { Message } from './message.ts';

/**
 * DAILY_LIMIT: the new recipients of 24 hours are used up · FIRST_MESSAGE_PAUSE: between two first messages · MESSENGER_RESTRICTION: the messenger
 * holds first messages of the account · MESSAGE_LIMIT: the messages of a minute or of 24 hours are used up · NEXT_TRY: the messenger asked to wait,
 * or could not be reached · SEND_INTERVAL: the account's pause.
 */
export const WAIT_REASONS = [
  'DAILY_LIMIT',
  'FIRST_MESSAGE_PAUSE',
  'MESSAGE_LIMIT',
  'MESSENGER_RESTRICTION',
  'NEXT_TRY',
  'SEND_INTERVAL',
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

export interface MessageWait {
  /** Not before. */
  until: Date;
  reason: WaitReason;
}

export interface KnownOfWait {
  account: Pick<Account, 'firstMessagesHeldUntil' | 'sendIntervalMs'>;
  limits: Pick<AccountLimits, 'firstMessagesPerDay'>;
  granted: GrantedFirstMessages;
  /** His messages are stepped over until then; null: they are not. */
  recipientHeldUntil: Date | null;
  /** When the limits of messages let the next one through; null: now. */
  messagesFreeAt: Date | null;
  /** When the last call of the account ended. */
  lastCallAt: Date | null;
}

/** It may be held: only of these more has to be read. */
export const mayWait = ({ status, delivery }: Pick<Message, 'status' | 'delivery'>): boolean => status === 'QUEUED' && delivery === 'READY';

/** The latest of what holds it; null: nothing that has a time. */
export function messageWait(
  message: Pick<Message, 'status' | 'delivery' | 'runAt' | 'origin'>,
  known: KnownOfWait,
  now: Date,
): MessageWait | null {
  if (!mayWait(message)) return null;
  const waits: MessageWait[] = [
    { until: message.runAt, reason: 'NEXT_TRY' },
    { until: pauseEndsAt(known, now), reason: 'SEND_INTERVAL' },
    ...(known.messagesFreeAt === null || !obeysLimits(message) ? [] : [{ until: known.messagesFreeAt, reason: 'MESSAGE_LIMIT' as const }]),
    ...(known.recipientHeldUntil === null ? [] : [{ until: known.recipientHeldUntil, reason: whyHeld(known, known.recipientHeldUntil) }]),
  ];
  const [last] = waits.toSorted((a, b) => b.until.getTime() - a.until.getTime());
  return last !== undefined && last.until > now ? last : null;
}

function whyHeld({ account, limits, granted }: KnownOfWait, until: Date): WaitReason {
  if (account.firstMessagesHeldUntil !== null && account.firstMessagesHeldUntil >= until) return 'MESSENGER_RESTRICTION';
  return limits.firstMessagesPerDay !== null && granted.count >= limits.firstMessagesPerDay ? 'DAILY_LIMIT' : 'FIRST_MESSAGE_PAUSE';
}

/** A clock that was put back must not hold the account longer than one pause. */
const pauseEndsAt = ({ account, lastCallAt }: KnownOfWait, now: Date): Date =>
  lastCallAt === null ? now : new Date(Math.min(lastCallAt.getTime(), now.getTime()) + account.sendIntervalMs);
