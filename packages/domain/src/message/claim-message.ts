/** Which message of an account may leave now: what is too old fails, what the limits hold waits. */
import type { Account } from '../account/account.ts';
import { reachedLimit, type ReachedLimit } from '../account/message-limits.ts';
import { MAX_WAIT_MS, RECIPIENT_HOLD_MS } from '../account/sending-limits.ts';
import type { AccountId, MessageId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { Lease, Storage, Transaction } from '../ports/storage.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { announceDetails } from './announce-message.ts';
import { endOverdue } from './fail-overdue.ts';
import { finishMessage } from './finish-message.ts';
import { firstMessageFailure, firstMessageOf, type FirstMessage } from './first-message-gate.ts';
import { callsOf, limitFailure, obeysLimits } from './message-limit-gate.ts';
import type { Message } from './message.ts';
import { NO_SLOT, slotOf, type Slot } from './sending-slot.ts';

/** The account whose messages are delivered, under the lease of its lane. */
export interface DeliveryLane {
  lease: Lease;
  accountId: AccountId;
  capabilities: ConnectorCapabilities;
}

export interface Claimed {
  message: Message;
  recipient: Recipient;
  /** What it takes of the account's limits. */
  slot: Slot;
}

/** Null: nothing waits that may leave. `pauseMs`: only that long. */
export async function claimMessage(
  deps: { storage: Storage; clock: Clock },
  context: DeliveryLane,
): Promise<Claimed | { pauseMs: number } | null> {
  return deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    const held = new Set<MessageId>();
    let limited: ReachedLimit | null = null;
    for (;;) {
      const message: Message | null = await tx.messages.next(context.accountId, RECIPIENT_HOLD_MS, limited !== null);
      const now = deps.clock.now();
      // Held a moment ago and offered again: the database's clock is ahead of ours; it will be looked at again soon.
      if (message === null || held.has(message.id)) return limited === null ? null : { pauseMs: limited.at.getTime() - now.getTime() };
      const isTooOld = now.getTime() - message.createdAt.getTime() > MAX_WAIT_MS;
      if (isTooOld && (message.delivery === 'ASKING' || message.status === 'QUEUED')) {
        await endOverdue(tx, message, now);
        continue;
      }
      const recipient = await tx.recipients.find(message.recipientId);
      const account = await tx.accounts.find(context.accountId);
      if (recipient === null || account === null) throw new Error('a message has no recipient or no account');
      // Disconnected by a person, and its device not unlinked yet: what waits, waits (C-6, Q-24).
      if (!account.wanted) return null;
      const pauseMs = await pauseLeft(tx, account, now);
      if (pauseMs > 0) return { pauseMs };
      if (message.delivery === 'ASKING') {
        // Nothing holds it back: it may be with the client already, and the answer tells.
        message.delivery = 'CALLING';
        message.attempt += 1;
        await tx.messages.save(message);
        return { message, recipient, slot: NO_SLOT };
      }
      const known = await callsOf(tx, account, now);
      const reached = known !== null && obeysLimits(message) ? reachedLimit(known.limits, known.calls, now) : null;
      if (reached !== null) {
        if (reached.at.getTime() - message.createdAt.getTime() > MAX_WAIT_MS)
          await finishMessage(tx, message, { status: 'FAILED', at: now, failure: limitFailure(reached) });
        else limited = reached;
        continue;
      }
      const first = await firstMessageOf(tx, { account, recipient }, context.capabilities, now);
      if (first !== null && first.slot.at > now) {
        await waitForSlot(tx, message, first, now);
        held.add(message.id);
        continue;
      }
      message.delivery = 'CLAIMED';
      message.attempt += 1;
      await tx.messages.save(message);
      return { message, recipient, slot: slotOf(first, known, now) };
    }
  });
}

/** of the pause that began when the last call of the account ended. Its length is read anew each time, so a new one holds at once (C-16). */
async function pauseLeft(tx: Transaction, account: Account, now: Date): Promise<number> {
  if (account.sendIntervalMs === 0) return 0;
  const last = await tx.usage.lastCallAt(account.id);
  // A clock that was put back must not hold the account longer than a pause.
  return last === null ? 0 : Math.min(account.sendIntervalMs, last.getTime() + account.sendIntervalMs - now.getTime());
}

/** it waits, and only it; running conversations go on. What could not leave within the time that messages wait fails now. */
async function waitForSlot(tx: Transaction, message: Message, first: FirstMessage, now: Date): Promise<void> {
  const { at } = first.slot;
  if (at.getTime() - message.createdAt.getTime() > MAX_WAIT_MS)
    await finishMessage(tx, message, { status: 'FAILED', at: now, failure: firstMessageFailure(first) });
  else {
    await tx.firstMessages.hold(message.accountId, message.recipientId, at);
    announceDetails(tx, message);
  }
}

/** As it was claimed: an earlier attempt may have been taken. */
export const isAskedAgain = ({ delivery }: Message): boolean => delivery === 'CALLING';
