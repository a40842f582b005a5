/**
 * The delivery status of a message: states, what may follow, and the one function that moves it. Nothing else assigns a status.
 * The status is the highest rank seen (RE-24), so it depends on the set of events only, not on order, number or lateness (GU-4, L-8, L-9).
 */
import type { Failure } from '../refusal.ts';

export const DELIVERY_STATUSES = ['QUEUED', 'CANCELLED', 'UNCONFIRMED', 'SENT', 'FAILED', 'DELIVERED', 'READ'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/**
 * ACCEPTANCE: the answer of the send call · RECEIPT: the messenger said so later · IMPLIED: follows from a higher one (L-9) ·
 * TIMEOUT: no acknowledgement in time (L-11) · PERSON: an employee did it · SYSTEM: our own decision.
 */
export const STATUS_SOURCES = ['ACCEPTANCE', 'RECEIPT', 'IMPLIED', 'TIMEOUT', 'PERSON', 'SYSTEM'] as const;
export type StatusSource = (typeof STATUS_SOURCES)[number];

export interface StatusChange {
  status: DeliveryStatus;
  /** By the messenger's clock where it has one, else ours. Never later than `learnedAt` (RE-25). */
  occurredAt: Date;
  learnedAt: Date;
  source: StatusSource;
  failure: Failure | null;
}

export interface StatusRecord {
  status: DeliveryStatus;
  failure: Failure | null;
  /** Everything ever said about the message, in the order we learnt it. */
  history: readonly StatusChange[];
}

/** Place in DELIVERY_STATUSES. FAILED stands below DELIVERED on purpose: a receipt of the client's device beats a refusal (L-9). */
export const rank = (status: DeliveryStatus): number => DELIVERY_STATUSES.indexOf(status);

/** A repeat of the same news beyond this many is counted nowhere: a broken messenger must not grow a row without end. */
const MAX_HISTORY = 100;

/** The next state after one more piece of news. The badge moved only if `status` differs; the history keeps the news either way. */
export function learn(record: StatusRecord, news: StatusChange): StatusRecord {
  const clamped: StatusChange = news.occurredAt > news.learnedAt ? { ...news, occurredAt: news.learnedAt } : news;
  if (isCancelledTooLate(record, clamped)) return record;
  const history =
    record.history.length >= MAX_HISTORY && record.history.some(known => known.status === clamped.status)
      ? record.history
      : [...record.history, ...impliedBefore(record, clamped), clamped];
  if (rank(clamped.status) <= rank(record.status)) return { ...record, history };
  return { status: clamped.status, failure: clamped.failure, history };
}

/** Cancelling is a compare-and-set from QUEUED: whatever left, even without an answer, cannot be taken back (RE-24). */
const isCancelledTooLate = (record: StatusRecord, news: StatusChange): boolean =>
  news.status === 'CANCELLED' && record.status !== 'QUEUED' && record.status !== 'CANCELLED';

/** READ without a DELIVERED implies it: shown in the history as implied, at the time of the reading (L-9). */
function impliedBefore(record: StatusRecord, news: StatusChange): StatusChange[] {
  if (news.status !== 'READ' || record.history.some(known => known.status === 'DELIVERED')) return [];
  return [{ ...news, status: 'DELIVERED', source: 'IMPLIED' }];
}

/** Nothing more will be done by us; receipts may still come. */
export const isSettled = (status: DeliveryStatus): boolean => status !== 'QUEUED' && status !== 'UNCONFIRMED';

/** The badge of a group is the lowest status among its parts (W-18, T-12); a failed part makes it FAILED. */
export function lowest(statuses: readonly DeliveryStatus[]): DeliveryStatus {
  if (statuses.includes('FAILED')) return 'FAILED';
  return statuses.reduce((low, status) => (rank(status) < rank(low) ? status : low), 'READ');
}
