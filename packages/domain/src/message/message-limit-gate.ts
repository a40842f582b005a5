/** Asks what is stored whether the account's limits of messages are reached. Where none is set nothing is asked. */
import type { Account } from '../account/account.ts';
import {
  hasMessageLimits,
  MESSAGE_WINDOWS_MS,
  messageLimits,
  type CallsInWindows,
  type MessageLimits,
  type ReachedLimit,
  type RecentCalls,
} from '../account/message-limits.ts';
import type { Transaction } from '../ports/storage.ts';
import type { Failure } from '../refusal.ts';
import type { Message } from './message.ts';

export interface KnownCalls {
  limits: MessageLimits;
  calls: CallsInWindows;
}

const NONE: RecentCalls = { count: 0, oldestAt: null };

/** Null: the account has no such limit. */
export async function callsOf(tx: Transaction, account: Pick<Account, 'id' | 'ownLimits'>, now: Date): Promise<KnownCalls | null> {
  if (!hasMessageLimits(account)) return null;
  const limits = messageLimits(account);
  const within = async (name: keyof MessageLimits): Promise<RecentCalls> => {
    const limit = limits[name];
    return limit === null ? NONE : tx.messages.called(account.id, new Date(now.getTime() - MESSAGE_WINDOWS_MS[name]), limit);
  };
  return { limits, calls: { messagesPerMinute: await within('messagesPerMinute'), messagesPerDay: await within('messagesPerDay') } };
}

/** The client waits in the chat for an operator's answer: it counts, and nothing but the pause between messages holds it. */
export const obeysLimits = ({ origin }: Pick<Message, 'origin'>): boolean => origin !== 'OPEN_LINE';

/** E-31: which limit it is stands in `field`, by the name of its setting. */
export const limitFailure = ({ name, limit, at }: Omit<ReachedLimit, 'at'> & { at?: Date }): Failure => ({
  code: 'LIMIT_REACHED',
  details: { field: name, limit, ...(at === undefined ? {} : { freeAt: at.toISOString() }) },
});
