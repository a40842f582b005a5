/**
 * How many messages of any kind an account may send in a minute and in a day. No connector advises any: they hold where an administrator
 * set them. Both windows roll. Pure: what was sent so far and the clock are arguments.
 */
import type { Account } from './account.ts';

/** Null: as many as one likes. */
export interface MessageLimits {
  messagesPerMinute: number | null;
  messagesPerDay: number | null;
}

export const MESSAGE_WINDOWS_MS: Readonly<Record<keyof MessageLimits, number>> = { messagesPerMinute: 60_000, messagesPerDay: 86_400_000 };

const NAMES = Object.keys(MESSAGE_WINDOWS_MS) as (keyof MessageLimits)[];

/** The newest messages that were given to the messenger within a window, not more of them than its limit. */
export interface RecentCalls {
  count: number;
  /** The first of them that leaves the window; null: there is none. */
  oldestAt: Date | null;
}

/** Of a window without a limit nothing is counted. */
export type CallsInWindows = Record<keyof MessageLimits, RecentCalls>;

/** Nothing leaves before `at`: the limit of that name is reached. */
export interface ReachedLimit {
  name: keyof MessageLimits;
  limit: number;
  at: Date;
}

export const messageLimits = ({ ownLimits }: Pick<Account, 'ownLimits'>): MessageLimits => ({
  messagesPerMinute: ownLimits.messagesPerMinute ?? null,
  messagesPerDay: ownLimits.messagesPerDay ?? null,
});

export function hasMessageLimits(account: Pick<Account, 'ownLimits'>): boolean {
  return Object.values(messageLimits(account)).some(limit => limit !== null);
}

/** The one that holds longest; null: the next message may leave now. */
export function reachedLimit(limits: MessageLimits, calls: CallsInWindows, now: Date): ReachedLimit | null {
  const reached = fullWindows(limits, calls, 1).map(({ name, limit }) => ({ name, limit, at: freeAt(calls[name], name, now) }));
  return reached.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
}

/** The first window that does not take so many messages more; null: they fit into both. */
export function fullWindow(limits: MessageLimits, calls: CallsInWindows, more: number): Omit<ReachedLimit, 'at'> | null {
  return fullWindows(limits, calls, more)[0] ?? null;
}

/** What the form says of it. */
export interface MessageBudget {
  /** Of the day; null: as many as one likes. */
  left: number | null;
  /** When the next message may leave; null: at once. */
  nextAt: Date | null;
}

export function messageBudget(limits: MessageLimits, calls: CallsInWindows, now: Date): MessageBudget {
  const { messagesPerDay } = limits;
  return {
    left: messagesPerDay === null ? null : Math.max(0, messagesPerDay - calls.messagesPerDay.count),
    nextAt: reachedLimit(limits, calls, now)?.at ?? null,
  };
}

function fullWindows(limits: MessageLimits, calls: CallsInWindows, more: number): Omit<ReachedLimit, 'at'>[] {
  return NAMES.flatMap(name => {
    const limit = limits[name];
    return limit !== null && calls[name].count + more > limit ? [{ name, limit }] : [];
  });
}

/** A clock that was put back must not hold the account longer than one window. */
function freeAt({ oldestAt }: RecentCalls, name: keyof MessageLimits, now: Date): Date {
  return new Date(Math.min((oldestAt ?? now).getTime(), now.getTime()) + MESSAGE_WINDOWS_MS[name]);
}
