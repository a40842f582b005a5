/** How far «СОЗДАТЬ ЧАТ» works from a card (G-4): Bitrix24's chats know leads, deals, contacts and companies only. */
import type { CardContent } from '../ports/crm.ts';

/** FULL · THROUGH_CLIENT: by way of the linked contact or company, best effort · NONE: nobody is linked. */
export type ChatSupport = 'FULL' | 'THROUGH_CLIENT' | 'NONE';

export function chatSupport({ card, people }: Pick<CardContent, 'card' | 'people'>): ChatSupport {
  if (hasChatsOfItsOwn(card)) return 'FULL';
  return people.length > 0 ? 'THROUGH_CLIENT' : 'NONE';
}

export const hasChatsOfItsOwn = ({ type }: CardContent['card']): boolean => type !== 'ORDER' && type !== 'SMART_PROCESS';
