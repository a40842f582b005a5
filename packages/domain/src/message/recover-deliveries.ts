/**
 * What a worker that died left behind (GU-7), decided by its successor before it sends anything:
 * claimed = provably not sent, back to its place; calling = nobody knows, unless a repeat is harmless (GU-3).
 */
import { MAX_CRASHES } from '../account/sending-limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import type { DeliveryLane } from './claim-message.ts';
import { finishMessage } from './finish-message.ts';

/** Repeats after which a message whose worker died over each of them is left unconfirmed (RE-11). */
const MAX_ASKS = 20;

export async function recoverDeliveries(deps: { storage: Storage; clock: Clock }, context: DeliveryLane): Promise<void> {
  await deps.storage.transaction(context.lease.portalId, async tx => {
    await tx.holdLease(context.lease);
    for (const message of await tx.messages.unfinished(context.accountId)) {
      const now = deps.clock.now();
      if (message.delivery === 'CALLING') await tx.usage.noteCall(context.accountId, now);
      if (message.delivery === 'CALLING' && context.capabilities.repeatIsHarmless && message.attempt < MAX_ASKS) {
        message.delivery = 'ASKING';
        await tx.messages.save(message);
      } else if (message.delivery === 'CALLING') {
        await finishMessage(tx, message, { status: 'UNCONFIRMED', at: now, failure: { code: 'NOT_CONFIRMED', details: {} } });
      } else if (message.attempt >= MAX_CRASHES) {
        await finishMessage(tx, message, {
          status: 'FAILED',
          at: now,
          failure: { code: 'MESSENGER_REFUSED', details: { rawCode: 'gave-up' } },
        });
      } else {
        message.delivery = 'READY';
        await tx.messages.save(message);
      }
    }
  });
}
