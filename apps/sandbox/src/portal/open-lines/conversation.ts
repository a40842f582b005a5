/** How a conversation goes: sessions open and close, the queue decides, employees and the client write. */
import { findCard } from '../crm/items.ts';
import type { Portal } from '../portal-data.ts';
import { fullName } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';
import { addMessage, allChats, assignOperator, beginClosing, closeChat, deleteMessage, openSession, putChat, putMessage } from './chats.ts';
import type { Chat, ChatFile, ChatMessage } from './chats.ts';
import { connectors } from './connectors.ts';
import { addSessionActivity, completeSessionActivity, linkToCrm } from './crm-link.ts';
import type { ClientProfile } from './crm-link.ts';
import { findLine, isOn, queueOf } from './lines.ts';
import type { Line } from './lines.ts';

/** The client wrote and no session was open: CRM first, then the queue. */
export const openClientSession = (portal: Portal, chat: Chat, line: Line, client: ClientProfile): Chat => {
  const linked = linkToCrm(portal, chat, line, client);
  const queue = queueOf(portal, line).map(({ id }) => id);
  const operatorId = chooseOperator(portal, linked, line, queue);
  const offered = operatorId === 0 ? queue : [];
  const opened = openSession(portal, { ...linked, participantIds: [...new Set([...linked.participantIds, ...offered])] }, operatorId, 0);
  return addSessionActivity(portal, opened, line);
};

/** An employee opened it: he is its operator, the queue is not asked. */
export const openEmployeeSession = (portal: Portal, chat: Chat, employee: Employee): Chat => {
  const opened = openSession(portal, chat, employee.id, employee.id);
  const line = findLine(portal, chat.line);
  return line === undefined ? opened : addSessionActivity(portal, opened, line);
};

/** `all`: offered to everybody, nobody's until answered. `strictly`: the first of the queue. `evenly`: whoever waits for one the longest. */
const chooseOperator = (portal: Portal, chat: Chat, line: Line, queue: readonly number[]): number => {
  const [main] = chat.cards;
  if (isOn(line, 'CRM_FORWARD') && main !== undefined) {
    const responsibleId = findCard(portal, main)?.responsibleId ?? 0;
    if (responsibleId !== 0) return responsibleId;
  }
  switch (line.settings['QUEUE_TYPE']) {
    case 'all':
      return 0;
    case 'strictly':
      return queue[0] ?? 0;
    default:
      return nextInTurn(portal, line, queue);
  }
};

const nextInTurn = (portal: Portal, line: Line, queue: readonly number[]): number => {
  const turns = portal.records<number>('line-turn');
  const key = (id: number): string => `${line.id}/${id}`;
  const [next = 0] = queue.toSorted((one, other) => (turns.get(key(one)) ?? 0) - (turns.get(key(other)) ?? 0));
  turns.put(key(next), portal.nextId('line-turn', 1));
  return next;
};

export const greet = (portal: Portal, chat: Chat, line: Line): Chat => {
  if (!isOn(line, 'WELCOME_MESSAGE')) return chat;
  const text = line.settings['WELCOME_MESSAGE_TEXT'] ?? '';
  const greeted = addMessage(portal, chat, { authorId: 0, kind: 'automatic', text });
  passToConnector(portal, greeted.chat, greeted.message, null);
  return greeted.chat;
};

/** The employee's words go to the application as an event; without an open session he opens one, without an operator he becomes it. */
export const postAsEmployee = (portal: Portal, chat: Chat, employee: Employee, text: string, files: ChatFile[] = []): ChatMessage => {
  const open = chat.sessionId === 0 ? openEmployeeSession(portal, chat, employee) : resume(portal, chat);
  const owned = open.ownerId === 0 ? assignOperator(portal, open, employee.id) : open;
  const posted = addMessage(portal, putChat(portal, { ...owned, unread: false }), { authorId: employee.id, kind: 'employee', text, files });
  passToConnector(portal, posted.chat, posted.message, employee);
  portal.changed('timeline');
  return posted.message;
};

/** The invited reads and writes beside the operator; the chat says so. */
export const invite = (portal: Portal, chat: Chat, by: Employee, guests: readonly Employee[]): Chat => {
  const added = guests.filter(({ id }) => !chat.participantIds.includes(id));
  if (added.length === 0) return chat;
  const grown = putChat(portal, { ...chat, participantIds: [...chat.participantIds, ...added.map(({ id }) => id)] });
  return addMessage(portal, grown, {
    authorId: 0,
    kind: 'system',
    text: `${fullName(by)} приглашает в чат: ${added.map(fullName).join(', ')}`,
  }).chat;
};

/** The author changes his words. The application hears of it only when the message is tied to the messenger's ids (Bitrix24 docs, connector events). */
export const changeAsEmployee = (portal: Portal, chat: Chat, employee: Employee, message: ChatMessage, text: string): void => {
  putMessage(portal, { ...message, text });
  if (message.connectorMids.length === 0) return;
  raiseChange(portal, chat, employee, 'UPDATE', { id: message.connectorMids, text });
};

/** One event for each id: here `id` is one value. */
export const deleteAsEmployee = (portal: Portal, chat: Chat, employee: Employee, message: ChatMessage): void => {
  deleteMessage(portal, message);
  for (const id of message.connectorMids) raiseChange(portal, chat, employee, 'DELETE', { id });
};

const raiseChange = (portal: Portal, chat: Chat, employee: Employee, what: 'UPDATE' | 'DELETE', message: object): void => {
  portal.raise({
    name: `ONIMCONNECTORMESSAGE${what}`,
    data: {
      CONNECTOR: chat.connector,
      LINE: chat.line,
      MESSAGES: [{ im: { chat_id: chat.id }, message, chat: { id: chat.externalChatId } }],
    },
    actorId: employee.id,
  });
};

export const addSystemLine = (portal: Portal, chat: Chat, text: string): ChatMessage =>
  addMessage(portal, chat, { authorId: 0, kind: 'system', text }).message;

/** At once, or after the time that the line gives the client to come back (FULL_CLOSE_TIME, minutes). */
export const finishChat = (portal: Portal, chat: Chat, actorId: number): Chat => {
  const line = findLine(portal, chat.line);
  const minutes = Number(line?.settings['FULL_CLOSE_TIME'] ?? 0);
  return minutes > 0 && chat.closesAtMs === 0 ? beginClosing(portal, chat, minutes, actorId) : endChat(portal, chat, actorId);
};

const endChat = (portal: Portal, chat: Chat, actorId: number): Chat => {
  completeSessionActivity(portal, chat);
  return closeChat(portal, chat, actorId);
};

/** Closes what is due; `at` lets a test have it now. */
export const closeDue = (portal: Portal, atMs = Date.now()): void => {
  for (const chat of allChats(portal)) {
    if (chat.closesAtMs > 0 && chat.closesAtMs <= atMs) endChat(portal, chat, 0);
  }
};

/** Somebody wrote before the close: the dialogue goes on as it was. */
export const resume = (portal: Portal, chat: Chat): Chat => (chat.closesAtMs > 0 ? putChat(portal, { ...chat, closesAtMs: 0 }) : chat);

/** `ONIMCONNECTORMESSAGEADD`; automatic texts come with `user_id` 0. */
const passToConnector = (portal: Portal, chat: Chat, message: ChatMessage, author: Employee | null): void => {
  const signature =
    author !== null && connectors(portal).get(chat.connector)?.needSignature === true ? `[b]${fullName(author)}:[/b] [br]` : '';
  portal.raise({
    name: 'ONIMCONNECTORMESSAGEADD',
    data: {
      CONNECTOR: chat.connector,
      LINE: chat.line,
      MESSAGES: [
        {
          im: { chat_id: chat.id, message_id: message.id },
          message: {
            user_id: message.authorId,
            text: signature + message.text,
            ...(message.files.length > 0 && { files: message.files.map(file => eventFile(portal, file)) }),
          },
          chat: { id: chat.externalChatId },
        },
      ],
    },
    actorId: author?.id ?? 0,
  });
};

const eventFile = (portal: Portal, { id, name, mime, size, sha256 }: ChatFile) => ({
  name,
  type: mime.split('/')[0] === 'image' ? 'image' : 'file',
  mime,
  link: chatFileLink(portal, id, sha256, name),
  size,
});

/** A public link to a file of the portal's disk; the hash makes it unguessable. */
export const chatFileLink = (portal: Portal, id: number, sha256: string, name: string): string =>
  `${portal.site.baseUrl}/rest-files/${portal.memberId}/${id}/${sha256.slice(0, 32)}/${encodeURIComponent(name)}`;
