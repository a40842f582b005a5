/** Who may see or take an open-line chat (Bitrix24 docs, rights in open lines). */
import { findCard, mayReadCard } from '../crm/items.ts';
import type { Portal } from '../portal-data.ts';
import type { Employee } from '../users/employees.ts';
import type { Chat } from './chats.ts';

export const isParticipant = (employee: Employee, chat: Chat): boolean => chat.participantIds.includes(employee.id);

/** A participant (the queue becomes one when the chat is offered to it), one with the right «join» on lines, or one who may see a linked CRM record. */
export const mayJoin = (portal: Portal, employee: Employee, chat: Chat): boolean => {
  if (isParticipant(employee, chat) || employee.isAdministrator || employee.mayJoinLines) return true;
  return chat.cards.some(key => {
    const card = findCard(portal, key);
    return card !== undefined && mayReadCard(employee, card);
  });
};
