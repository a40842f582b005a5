/**
 * What waited longer than messages wait fails, also where nothing is connected through which it could leave: whoever looks at it does
 * not read "queued" for weeks. The worker that delivers does the same when the turn of such a message comes.
 */
import { MAX_WAIT_MS } from '../account/sending-limits.ts';
import type { PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { finishMessage } from './finish-message.ts';
import type { Message } from './message.ts';

/** One transaction stays short. */
const AT_ONCE = 50;

/** Answers how many. Several may do it at once, beside the workers that deliver. */
export async function failOverdue(deps: { storage: Storage; clock: Clock }, portalId: PortalId): Promise<number> {
  let count = 0;
  for (let found = AT_ONCE; found === AT_ONCE; count += found) {
    found = await deps.storage.transaction(portalId, async tx => {
      const now = deps.clock.now();
      const overdue = await tx.messages.overdue(new Date(now.getTime() - MAX_WAIT_MS), AT_ONCE);
      for (const message of overdue) await endOverdue(tx, message, now);
      return overdue.length;
    });
  }
  return count;
}

/** `message` is locked. One that the messenger may have been given already did not fail: nobody knows. */
export const endOverdue = (tx: Transaction, message: Message, at: Date): Promise<void> =>
  message.delivery === 'ASKING'
    ? finishMessage(tx, message, { status: 'UNCONFIRMED', at, failure: { code: 'NOT_CONFIRMED', details: {} } })
    : finishMessage(tx, message, { status: 'FAILED', at, failure: { code: 'TOO_OLD', details: {} } });
