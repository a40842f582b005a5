/** Tells the feed what whoever follows a message has to know. */
import { cardKey } from '../card/card.ts';
import type { FeedEvent } from '../feed/feed-event.ts';
import type { Transaction } from '../ports/storage.ts';
import type { Message } from './message.ts';

export function announceStatus(tx: Transaction, message: Message, activityId: string | null = null): void {
  tx.publish(statusEvent(message, activityId));
}

/** `activityId`: the record in the timeline, where it was just written. */
export const statusEvent = (message: Message, activityId: string | null): FeedEvent => ({
  kind: 'message-status',
  messageId: message.id,
  accountId: message.accountId,
  cardKey: message.card === null ? null : cardKey(message.card),
  status: message.status,
  historyLength: message.history.length,
  chatId: message.chatId,
  activityId,
});

/** What stands beside its status is another than before: what it waits for, that it is tried or was sent again, whether it shows in the chat. */
export function announceDetails(tx: Transaction, { id, accountId, card }: Message): void {
  tx.publish({ kind: 'message-wait', messageId: id, accountId, cardKey: card === null ? null : cardKey(card) });
}
