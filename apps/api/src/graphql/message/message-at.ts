/** A message as it was at an event: later changes must not shine through (contract of `MessageStatusChanged`). */
import { Message, type FeedEvent, type StatusChange } from '@olchat/domain';

export type MessageStatusEvent = Extract<FeedEvent, { kind: 'message-status' }>;

export function messageAt(message: Message, event: MessageStatusEvent): { message: Message; change: StatusChange } | null {
  const history = message.history.slice(0, event.historyLength);
  const change = history.findLast(entry => entry.status === event.status);
  if (change === undefined) return null;
  const then = Object.assign(new Message(), message, { status: event.status, history, failure: change.failure, chatId: event.chatId });
  return { message: then, change };
}
