import type { Card } from '../message/message.ts';
import type { Chat } from './use-chat.ts';

/** Where Bitrix24 attached the chat, when that is not this card (O-4); nothing to say while it is attached here, or nowhere. */
export function elsewhere(chat: Pick<Chat, 'linkedCards'>, card: Pick<Card, 'type' | 'id'>): Chat['linkedCards'] {
  const isHere = chat.linkedCards.some(linked => linked.card.type === card.type && linked.card.id === card.id);
  return isHere ? [] : chat.linkedCards;
}
