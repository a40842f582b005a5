/** Open-line chats as an employee sees them in the messenger of the portal. */
import { cardTypeCode } from '../crm/card-types.ts';
import { findCard } from '../crm/items.ts';
import type { DeskChat, DeskChatMessage } from '../desk.ts';
import type { Portal } from '../portal-data.ts';
import { findDeskEmployee } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';
import { mayJoin } from './chat-rights.ts';
import { messagesOf } from './chats.ts';
import type { Chat, ChatMessage } from './chats.ts';
import { chatFileLink } from './conversation.ts';

/** Without the right to it the messenger opens, but empty. */
export const viewChat = (portal: Portal, employee: Employee, chat: Chat): DeskChat => {
  const canRead = mayJoin(portal, employee, chat);
  return {
    chatId: String(chat.id),
    title: chat.title,
    clientPicture: pictureLink(portal, chat),
    connector: chat.connector,
    line: String(chat.line),
    owner: findDeskEmployee(portal, chat.ownerId),
    participants: chat.participantIds.flatMap(id => findDeskEmployee(portal, id) ?? []),
    open: chat.sessionId !== 0,
    card: linkedCard(portal, chat),
    canRead,
    messages: canRead ? messagesOf(portal, chat.id).map(message => viewMessage(portal, chat, message)) : [],
  };
};

export const pictureLink = (portal: Portal, { clientPicture: file }: Chat): string | null =>
  file === undefined ? null : chatFileLink(portal, file.id, file.sha256, file.name);

export const linkedCard = (portal: Portal, { cards: [main] }: Chat): DeskChat['card'] => {
  const card = main === undefined ? undefined : findCard(portal, main);
  return card === undefined ? null : { type: cardTypeCode(card.entityTypeId), id: String(card.id), title: card.title };
};

const DIRECTIONS = { client: 'in', employee: 'out', automatic: 'out', system: 'system' } as const;

export const viewMessage = (portal: Portal, chat: Chat, message: ChatMessage): DeskChatMessage => {
  const author = findDeskEmployee(portal, message.authorId);
  return {
    id: String(message.id),
    author,
    authorName: author?.name ?? (message.kind === 'client' ? chat.clientName : 'Система'),
    direction: DIRECTIONS[message.kind],
    text: [message.text, ...message.files.map(({ name }) => `📎 ${name}`)].filter(Boolean).join('\n'),
    at: new Date(message.atMs).toISOString(),
    mark: message.mark,
  };
};
