/** How much an account may do in a day: what its connector advises, unless an administrator set something else. */
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { Account } from './account.ts';
import type { MessageLimits } from './message-limits.ts';
import { CHECKS_PER_DAY } from './sending-limits.ts';

const DAY_MS = 86_400_000;

/** Days of checks and searches are counted in UTC; those of first messages roll. */
export interface AccountLimits {
  /** Numbers looked up (D-6). */
  checksPerDay: number;
  /** User names looked up (D-31). */
  searchesPerDay: number;
  /** New recipients in 24 hours; null: as many as one likes. */
  firstMessagesPerDay: number | null;
  /** Between two first messages to people whom we know by their numbers only; 0: none. Milliseconds. */
  firstMessageEveryMs: number;
}

/** What a connector advises. Each number names its source in the connector. */
export interface AdvisedLimits extends AccountLimits {
  /** Of an account in its first days; null: as of any other. */
  young: { days: number; firstMessagesPerDay: number } | null;
  /** Between two questions about people (D-31). Milliseconds. */
  lookUpEveryMs: number;
}

/** What an administrator set; what is absent is as the connector advises. */
export type OwnLimits = Partial<{ [Name in keyof (AccountLimits & MessageLimits)]: number }>;

export const LIMIT_RANGES: Readonly<Record<keyof OwnLimits, { from: number; to: number }>> = {
  checksPerDay: { from: 0, to: 10_000 },
  searchesPerDay: { from: 0, to: 10_000 },
  firstMessagesPerDay: { from: 0, to: 10_000 },
  firstMessageEveryMs: { from: 0, to: 3_600_000 },
  // More than the shortest pause lets through would be no limit (C-16).
  messagesPerMinute: { from: 1, to: 120 },
  messagesPerDay: { from: 1, to: 10_000 },
};

const FREE: AdvisedLimits = {
  checksPerDay: CHECKS_PER_DAY,
  searchesPerDay: CHECKS_PER_DAY,
  firstMessagesPerDay: null,
  firstMessageEveryMs: 0,
  young: null,
  lookUpEveryMs: 0,
};

/** What the connector advises for this account now; `isYoung`: it is in its first days, and the advice grows with it. */
export function advisedLimits(
  account: Pick<Account, 'connectedAt'>,
  capabilities: Pick<ConnectorCapabilities, 'limits'> | undefined,
  now: Date,
): AccountLimits & { isYoung: boolean } {
  const { young, checksPerDay, searchesPerDay, firstMessageEveryMs, ...advised } = capabilities?.limits ?? FREE;
  const isYoung = young !== null && now.getTime() - (account.connectedAt ?? now).getTime() < young.days * DAY_MS;
  const firstMessagesPerDay = isYoung ? young.firstMessagesPerDay : advised.firstMessagesPerDay;
  return { checksPerDay, searchesPerDay, firstMessagesPerDay, firstMessageEveryMs, isYoung };
}

export function accountLimits(
  account: Pick<Account, 'connectedAt' | 'ownLimits'>,
  capabilities: Pick<ConnectorCapabilities, 'limits'> | undefined,
  now: Date,
): AccountLimits {
  const { checksPerDay, searchesPerDay, firstMessagesPerDay, firstMessageEveryMs } = advisedLimits(account, capabilities, now);
  return { checksPerDay, searchesPerDay, firstMessagesPerDay, firstMessageEveryMs, ...account.ownLimits };
}

export const lookUpEveryMs = (capabilities: Pick<ConnectorCapabilities, 'limits'>): number => (capabilities.limits ?? FREE).lookUpEveryMs;
