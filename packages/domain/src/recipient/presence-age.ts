/** How long an answer of the messenger about a number holds (D-6). Choice of ours: "yes" rarely turns, "no" may turn any day. */
import type { Recipient } from './recipient.ts';

const DAY_MS = 86_400_000;
const KEPT_MS = { EXISTS: 30 * DAY_MS, ABSENT: DAY_MS, UNKNOWN: 0 } as const;

export const isPresenceFresh = (recipient: Pick<Recipient, 'presence' | 'checkedAt'>, now: Date): boolean =>
  recipient.checkedAt !== null && now.getTime() - recipient.checkedAt.getTime() < KEPT_MS[recipient.presence];

/** What may be shown: a stale "no" is "unknown" again (D-7). */
export const shownPresence = (recipient: Pick<Recipient, 'presence' | 'checkedAt'>, now: Date): Recipient['presence'] =>
  recipient.presence === 'ABSENT' && !isPresenceFresh(recipient, now) ? 'UNKNOWN' : recipient.presence;
