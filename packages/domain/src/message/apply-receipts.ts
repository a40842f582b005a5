/** What the messenger says about our messages, in any order, repeated, early or late (GU-4, GU-5, RE-23). */
import type { AccountId, PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Receipt } from '../ports/connector/outgoing.ts';
import type { Storage } from '../ports/storage.ts';
import type { Failure } from '../refusal.ts';
import type { DeliveryStatus } from './delivery-status.ts';
import type { Message } from './message.ts';
import { recordNews } from './record-news.ts';

export interface ApplyReceiptsDeps {
  storage: Storage;
  clock: Clock;
}

const STATUS: Record<Receipt['status'], DeliveryStatus> = { sent: 'SENT', delivered: 'DELIVERED', read: 'READ', failed: 'FAILED' };

/** Answers the receipts of messages that are not ours: typed on the phone, or sent by another device. */
export async function applyReceipts(
  deps: ApplyReceiptsDeps,
  portalId: PortalId,
  accountId: AccountId,
  receipts: readonly Receipt[],
): Promise<Receipt[]> {
  return deps.storage.transaction(portalId, async tx => {
    const unknown: Receipt[] = [];
    // One order for all writers, so that two batches never wait for each other in a circle.
    const ordered = receipts.toSorted((a, b) => (a.externalMessageId < b.externalMessageId ? -1 : 1));
    for (const receipt of ordered) {
      const message = await tx.messages.lockByExternalId(accountId, receipt.externalMessageId);
      if (message === null) {
        unknown.push(receipt);
        continue;
      }
      // The answer to an attempt before, while the next one waits: what it says is what became of the message, so nothing more leaves.
      if (message.attempt > 0 && isWaiting(message)) message.delivery = 'DONE';
      await recordNews(tx, message, {
        status: STATUS[receipt.status],
        occurredAt: receipt.occurredAt,
        learnedAt: deps.clock.now(),
        source: 'RECEIPT',
        failure: receipt.status === 'failed' ? refusedByMessenger(receipt) : null,
      });
    }
    return unknown;
  });
}

const isWaiting = ({ delivery }: Message): boolean => delivery === 'READY' || delivery === 'CLAIMED';

const refusedByMessenger = (receipt: Receipt): Failure => ({
  code: 'MESSENGER_REFUSED',
  details: receipt.rawCode === null ? {} : { rawCode: receipt.rawCode },
});
