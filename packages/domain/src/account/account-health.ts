/** What is told of an account beside its counters (C-21, C-22): the last thing that went wrong, and how long its phone may stay away. */
import type { Failure } from '../refusal.ts';
import type { Account } from './account.ts';

export interface AccountHealth {
  lastFailure: Failure | null;
  lastFailedAt: Date | null;
  /** Null where the messenger does not ask for the phone. */
  phoneSeenAt: Date | null;
  unlinkedInDays: number | null;
}

/** The last message of the account that failed or is not confirmed. */
export interface MessageTrouble {
  lastFailure: Failure | null;
  lastFailedAt: Date | null;
}

const DAY_MS = 86_400_000;

/** `unlinksAfterDays`: of the connector's capabilities; null: it unlinks nobody for that. */
export function accountHealth(
  account: Pick<Account, 'lastFailure' | 'lastFailedAt' | 'phoneSeenAt' | 'wanted'>,
  message: MessageTrouble | null,
  unlinksAfterDays: number | null,
  now: Date,
): AccountHealth {
  const own: MessageTrouble = account;
  const newest = time(message) > time(own) && message !== null ? message : own;
  const phoneSeenAt = unlinksAfterDays === null ? null : account.phoneSeenAt;
  return {
    lastFailure: newest.lastFailure,
    lastFailedAt: newest.lastFailedAt,
    phoneSeenAt,
    // A disconnected account has nothing to unlink.
    unlinkedInDays:
      phoneSeenAt === null || unlinksAfterDays === null || !account.wanted ? null : daysLeft(phoneSeenAt, unlinksAfterDays, now),
  };
}

const time = (trouble: MessageTrouble | null): number => trouble?.lastFailedAt?.getTime() ?? -Infinity;

const daysLeft = (seenAt: Date, days: number, now: Date): number =>
  Math.max(0, days - Math.floor((now.getTime() - seenAt.getTime()) / DAY_MS));
