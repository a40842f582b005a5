/**
 * When a first message may leave (Q-11… ). A first message is one to somebody with whom the account has no message in either
 * direction (decision 25); running conversations are not asked. Pure: what was granted so far and the clock are arguments.
 */
import type { AccountLimits } from './account-limits.ts';

export const FIRST_MESSAGE_WINDOW_MS = 86_400_000;

/** New recipients of the account, by the moment at which each was granted. */
export interface GrantedFirstMessages {
  /** In the last 24 hours. */
  count: number;
  /** The first of them that leaves the window; null: there is none. */
  oldestAt: Date | null;
  lastAt: Date | null;
}

type FirstMessageLimits = Pick<AccountLimits, 'firstMessagesPerDay' | 'firstMessageEveryMs'>;

export interface FirstMessageSlot {
  /** Not after now: it may leave. */
  at: Date;
  /** MESSENGER: it holds the account's first messages itself · OURS: our own caution. */
  heldBy: 'MESSENGER' | 'OURS';
}

/** `isKnownByName`: the pause between first messages is for people whom we know by their numbers only. */
export function firstMessageSlot(
  limits: FirstMessageLimits,
  granted: GrantedFirstMessages,
  account: { firstMessagesHeldUntil: Date | null },
  recipient: { isKnownByName: boolean },
  now: Date,
): FirstMessageSlot {
  const ours = Math.max(dayFreeAt(limits, granted, now), recipient.isKnownByName ? 0 : pauseEndsAt(limits, granted, now));
  const theirs = account.firstMessagesHeldUntil?.getTime() ?? 0;
  return { at: new Date(Math.max(ours, theirs)), heldBy: theirs > now.getTime() && theirs >= ours ? 'MESSENGER' : 'OURS' };
}

/** What the form says of it. */
export interface FirstMessageBudget {
  perDay: number | null;
  /** Null: as many as one likes. */
  left: number | null;
  /** When the next one to somebody known by his number only may leave; null: at once. */
  nextAt: Date | null;
}

export function firstMessageBudget(
  limits: FirstMessageLimits,
  granted: GrantedFirstMessages,
  account: { firstMessagesHeldUntil: Date | null },
  now: Date,
): FirstMessageBudget {
  const { at } = firstMessageSlot(limits, granted, account, { isKnownByName: false }, now);
  const { firstMessagesPerDay: perDay } = limits;
  return { perDay, left: perDay === null ? null : Math.max(0, perDay - granted.count), nextAt: at > now ? at : null };
}

function dayFreeAt({ firstMessagesPerDay }: FirstMessageLimits, { count, oldestAt }: GrantedFirstMessages, now: Date): number {
  if (firstMessagesPerDay === null || count < firstMessagesPerDay) return 0;
  return (oldestAt ?? now).getTime() + FIRST_MESSAGE_WINDOW_MS;
}

/** A clock that was put back must not hold the account longer than one pause. */
function pauseEndsAt({ firstMessageEveryMs }: FirstMessageLimits, { lastAt }: GrantedFirstMessages, now: Date): number {
  return lastAt === null ? 0 : Math.min(lastAt.getTime(), now.getTime()) + firstMessageEveryMs;
}
