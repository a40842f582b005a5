/** Who may see or take an open-line chat (Bitrix24 docs, rights in open lines). */
import { findCard, mayReadCard } from '../crm/items.ts';
import type { Portal } from '../portal-data.ts';
import type { Employee } from '../users/employees.ts';
import type { Chat } from './chats.ts';
import { findLine, queueOf } from './lines.ts';

export const isParticipant = (employee: Employee, chat: Chat): boolean => chat.participantIds.includes(employee.id);

/** A participant, one of the line's queue, one with the right «join» on lines, or one who may see a linked CRM record. */
export const mayJoin = (portal: Portal, employee: Employee, chat: Chat): boolean => {
  if (isParticipant(employee, chat) || employee.isAdministrator || employee.mayJoinLines) return true;
  const line = findLine(portal, chat.line);
  if (line !== undefined && queueOf(portal, line).some(({ id }) => id === employee.id)) return true;
  return chat.cards.some(key => {
    const card = findCard(portal, key);
    return card !== undefined && mayReadCard(employee, card);
  });
};
