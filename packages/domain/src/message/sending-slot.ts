/** What a message takes of its account's limits when its call begins, and who hears of it. */
import { announceAccount } from '../account/account-change.ts';
import { reachedLimit, type RecentCalls } from '../account/message-limits.ts';
import type { AccountId } from '../ids.ts';
import { noteDailyLimit } from '../notice/daily-limit.ts';
import type { Transaction } from '../ports/storage.ts';
import { announceDetails } from './announce-message.ts';
import type { FirstMessage } from './first-message-gate.ts';
import { obeysLimits, type KnownCalls } from './message-limit-gate.ts';
import type { Message } from './message.ts';

export interface Slot {
  /** To be counted when the call begins; null: no first message, or nobody counts them. */
  first: FirstMessage | null;
  /** It uses a limit of messages up until then: what waits behind it is told. Null: it leaves room. */
  fullUntil: Date | null;
  messagesPerDay: number | null;
  /** With it so few of `messagesPerDay` are left that forms say how many. */
  isAmongTheLast: boolean;
}

/** From so few on a form may say what is left of a limit. */
const FEW_LEFT = 10;

export const NO_SLOT: Slot = { first: null, fullUntil: null, messagesPerDay: null, isAmongTheLast: false };

export function slotOf(first: FirstMessage | null, known: KnownCalls | null, now: Date): Slot {
  if (known === null) return { ...NO_SLOT, first };
  const { limits, calls } = known;
  const withIt = ({ count, oldestAt }: RecentCalls): RecentCalls => ({ count: count + 1, oldestAt: oldestAt ?? now });
  const { messagesPerMinute, messagesPerDay } = calls;
  const reached = reachedLimit(limits, { messagesPerMinute: withIt(messagesPerMinute), messagesPerDay: withIt(messagesPerDay) }, now);
  const left = (limits.messagesPerDay ?? Infinity) - withIt(messagesPerDay).count;
  return { first, fullUntil: reached?.at ?? null, messagesPerDay: limits.messagesPerDay, isAmongTheLast: left <= FEW_LEFT };
}

/** A shorter wait is over before anybody has read of it. */
const WORTH_SAYING_MS = 10_000;

export const isWorthSaying = (until: Date, now: Date): boolean => until.getTime() - now.getTime() >= WORTH_SAYING_MS;

/** In the transaction in which the call begins. */
export async function takeSlot(tx: Transaction, message: Message, slot: Slot, now: Date): Promise<void> {
  await countFirst(tx, message, slot.first, now);
  const isFull = slot.fullUntil !== null && isWorthSaying(slot.fullUntil, now);
  if (isFull) await tellThoseBehind(tx, message.accountId);
  // Forms say what is left, and when the next one may be written to.
  const account = isFull || slot.first !== null || slot.isAmongTheLast ? await tx.accounts.find(message.accountId) : null;
  if (account !== null) announceAccount(tx, account);
}

async function countFirst(tx: Transaction, message: Message, first: FirstMessage | null, now: Date): Promise<void> {
  if (first === null) return;
  await tx.firstMessages.grant(message.accountId, message.recipientId, now);
  await tx.usage.spend(message.accountId, 'FIRST_MESSAGE', Number.MAX_SAFE_INTEGER);
  const { firstMessagesPerDay } = first.limits;
  if (firstMessagesPerDay !== null) await noteDailyLimit(tx, now, message.accountId, 'FIRST_MESSAGE', firstMessagesPerDay);
}

/** So many bubbles are told that they wait; whoever opens a card later reads it anyway. */
const TOLD_AT_ONCE = 50;

async function tellThoseBehind(tx: Transaction, accountId: AccountId): Promise<void> {
  const behind = (await tx.messages.ready(accountId)).filter(obeysLimits);
  for (const message of behind.slice(0, TOLD_AT_ONCE)) announceDetails(tx, message);
}
