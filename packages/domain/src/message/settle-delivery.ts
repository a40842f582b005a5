/** What the messenger's answer makes of the message that it was asked to take (Q-3, GU-3). */
import { noteDailyLimit } from '../notice/daily-limit.ts';
import type { Clock } from '../ports/clock.ts';
import type { SendOutcome } from '../ports/connector/outgoing.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import type { Failure } from '../refusal.ts';
import { retryDelayMs } from '../retry-delay.ts';
import { announceDetails } from './announce-message.ts';
import { isAskedAgain, type DeliveryLane } from './claim-message.ts';
import { finishMessage } from './finish-message.ts';
import type { Message } from './message.ts';
import { recordNews } from './record-news.ts';
import { isWorthSaying } from './sending-slot.ts';

/** Attempts after which people see that a message is not confirmed (L-11); it is asked for all the same. */
const DOUBTFUL_AFTER = 3;

/** `message`: as it was claimed. */
export async function settleDelivery(
  deps: { storage: Storage; clock: Clock; random: () => number },
  context: DeliveryLane,
  message: Message,
  outcome: SendOutcome,
  messagesPerDay: number | null,
): Promise<void> {
  await deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    const locked = await tx.messages.lock(message.id);
    if (locked === null || locked.attempt !== message.attempt || !isUnderWay(locked, outcome)) return;
    const now = deps.clock.now();
    if (outcome.kind !== 'not-sent') await tx.usage.noteCall(context.accountId, now);
    switch (outcome.kind) {
      case 'accepted':
        locked.delivery = 'DONE';
        await tx.usage.spend(context.accountId, 'SENT', Number.MAX_SAFE_INTEGER);
        if (messagesPerDay !== null) await noteDailyLimit(tx, now, context.accountId, 'SENT', messagesPerDay);
        await recordNews(tx, locked, { status: 'SENT', occurredAt: outcome.at, learnedAt: now, source: 'ACCEPTANCE', failure: null });
        return;
      case 'refused':
        return finishMessage(tx, locked, {
          status: 'FAILED',
          at: now,
          failure: {
            code: outcome.code,
            details: {
              ...(outcome.rawCode === null ? {} : { rawCode: outcome.rawCode }),
              ...(outcome.freeAt === null ? {} : { freeAt: outcome.freeAt.toISOString() }),
            },
          },
        });
      case 'not-sent':
        locked.delivery = isAskedAgain(message) ? 'ASKING' : 'READY';
        // As before this call: an attempt before it may have been taken.
        locked.calledAt = message.calledAt;
        locked.runAt = new Date(now.getTime() + (outcome.retryAfterMs ?? retryDelayMs(locked.attempt, deps.random)));
        await tx.messages.save(locked);
        if (locked.status === 'QUEUED' && isWorthSaying(locked.runAt, now)) announceDetails(tx, locked);
        return;
      case 'unknown':
        if (context.capabilities.repeatIsHarmless) return askAgain(tx, deps, locked, now);
        return finishMessage(tx, locked, { status: 'UNCONFIRMED', at: now, failure: { code: 'NOT_CONFIRMED', details: {} } });
    }
  });
}

/** GU-3: exactly one message, so until its fate is known. */
async function askAgain(tx: Transaction, deps: { random: () => number }, message: Message, now: Date): Promise<void> {
  message.delivery = 'ASKING';
  message.runAt = new Date(now.getTime() + retryDelayMs(message.attempt, deps.random));
  if (message.attempt < DOUBTFUL_AFTER || message.status !== 'QUEUED') return tx.messages.save(message);
  const failure: Failure = { code: 'NOT_CONFIRMED', details: {} };
  await recordNews(tx, message, { status: 'UNCONFIRMED', occurredAt: now, learnedAt: now, source: 'TIMEOUT', failure });
}

/** Of a file that never came to the messenger the call has not begun. */
const isUnderWay = ({ delivery }: Message, outcome: SendOutcome): boolean =>
  delivery === 'CALLING' || (delivery === 'CLAIMED' && outcome.kind === 'not-sent');
