/** Chats of open lines, their sessions (one cycle of conversation) and their messages. */
import type { Collection } from '../../kernel/store.ts';
import type { CardKey } from '../crm/card-types.ts';
import { md5, recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';

export interface Chat {
  id: number;
  title: string;
  connector: string;
  line: number;
  /** Third part of USER_CODE. */
  externalChatId: string;
  /** The portal's own number of the client («connector user»): fourth part of USER_CODE. */
  clientId: number;
  externalUserId: string;
  clientName: string;
  /** As the connector last gave it and the portal fetched it. */
  clientPicture?: ChatFile;
  /** Current operator; 0 = nobody yet, or the session is closed. */
  ownerId: number;
  participantIds: number[];
  /** Open session; 0 = none. */
  sessionId: number;
  pinned: boolean;
  /** Its operator ended it; it closes then (FULL_CLOSE_TIME). 0: nobody did. */
  closesAtMs: number;
  /** CRM records it is linked to, the main one first. */
  cards: CardKey[];
  /** The open-line activity of the current or last session. */
  activityId: number | null;
  unread: boolean;
  lastMessageId: number;
  createdAtMs: number;
}

export interface Session {
  id: number;
  chatId: number;
  operatorId: number;
  closed: boolean;
  createdAtMs: number;
}

export interface ChatFile {
  id: number;
  name: string;
  mime: string;
  size: number;
  sha256: string;
}

export interface ChatMessage {
  id: number;
  chatId: number;
  sessionId: number;
  /** 0 = system or automatic; otherwise an employee or the connector user. */
  authorId: number;
  /** `client` came through the connector; `automatic` is a greeting and the like; `system` is a line in the chat that nobody else sees. */
  kind: 'client' | 'employee' | 'automatic' | 'system';
  text: string;
  atMs: number;
  /** CONNECTOR_MID: the messenger's ids of this message. */
  connectorMids: string[];
  files: ChatFile[];
  mark: 'none' | 'sending' | 'delivered' | 'failed';
}

const chats = (portal: Portal): Collection<Chat> => portal.records('chat');
const sessions = (portal: Portal): Collection<Session> => portal.records('session');
const messages = (portal: Portal): Collection<ChatMessage> => portal.records('chat-message');
const userCodes = (portal: Portal): Collection<number> => portal.records('chat-by-user-code');
/** The same client of the same connector on the same line keeps his number for ever. */
const connectorUsers = (portal: Portal): Collection<number> => portal.records('connector-user');

export const userCode = ({ connector, line, externalChatId, clientId }: Chat): string =>
  `${connector}|${line}|${externalChatId}|${clientId}`;

export const connectorUserId = (portal: Portal, connector: string, line: number, externalUserId: string): number => {
  const key = md5(`${connector}|${line}|${externalUserId}`);
  const known = connectorUsers(portal).get(key);
  if (known !== undefined) return known;
  const id = portal.nextId('connector-user', 585);
  connectorUsers(portal).put(key, id);
  return id;
};

export const findChat = (portal: Portal, id: number): Chat | undefined => chats(portal).get(recordKey(id));
export const allChats = (portal: Portal): Chat[] => chats(portal).values();
export const chatsOfLine = (portal: Portal, line: number): Chat[] => allChats(portal).filter(chat => chat.line === line);

/** USER_CODE with or without `imol|`. */
export const findChatByUserCode = (portal: Portal, code: string): Chat | undefined => {
  const id = userCodes(portal).get(code.replace(/^imol\|/, ''));
  return id === undefined ? undefined : findChat(portal, id);
};

export const putChat = (portal: Portal, chat: Chat): Chat => {
  chats(portal).put(recordKey(chat.id), chat);
  userCodes(portal).put(userCode(chat), chat.id);
  portal.changed('chat');
  return chat;
};

export const findSession = (portal: Portal, id: number): Session | undefined => sessions(portal).get(recordKey(id));

const messageKey = (chatId: number, id: number): string => `${recordKey(chatId)}/${recordKey(id)}`;
export const messagesOf = (portal: Portal, chatId: number): ChatMessage[] => messages(portal).values(`${recordKey(chatId)}/`);
export const findMessage = (portal: Portal, chatId: number, id: number): ChatMessage | undefined =>
  messages(portal).get(messageKey(chatId, id));
export const putMessage = (portal: Portal, message: ChatMessage): void => {
  messages(portal).put(messageKey(message.chatId, message.id), message);
  portal.changed('chat');
};
export const deleteMessage = (portal: Portal, message: ChatMessage): void => {
  messages(portal).delete(messageKey(message.chatId, message.id));
  portal.changed('chat');
};

/** Appends to the chat and answers the chat as it is now. */
export const addMessage = (
  portal: Portal,
  chat: Chat,
  message: Pick<ChatMessage, 'authorId' | 'kind' | 'text'> & Partial<ChatMessage>,
): { chat: Chat; message: ChatMessage } => {
  const added: ChatMessage = {
    id: portal.nextId('chat-message', 34_239),
    chatId: chat.id,
    sessionId: chat.sessionId,
    atMs: Date.now(),
    connectorMids: [],
    files: [],
    mark: message.kind === 'employee' || message.kind === 'automatic' ? 'sending' : 'none',
    ...message,
  };
  putMessage(portal, added);
  return { chat: putChat(portal, { ...chat, lastMessageId: added.id }), message: added };
};

export const openSession = (portal: Portal, chat: Chat, operatorId: number, actorId: number): Chat => {
  const session: Session = { id: portal.nextId('session', 323), chatId: chat.id, operatorId, closed: false, createdAtMs: Date.now() };
  sessions(portal).put(recordKey(session.id), session);
  const opened = putChat(portal, {
    ...chat,
    sessionId: session.id,
    ownerId: operatorId,
    participantIds: operatorId === 0 ? chat.participantIds : [...new Set([...chat.participantIds, operatorId])],
    pinned: false,
    closesAtMs: 0,
  });
  raiseDialogEvents(portal, opened, session, 'START', actorId);
  return opened;
};

/** Closing removes every employee from the chat. */
export const closeChat = (portal: Portal, chat: Chat, actorId: number): Chat => {
  const session = findSession(portal, chat.sessionId);
  const closed = putChat(portal, { ...chat, ownerId: 0, participantIds: [], sessionId: 0, pinned: false, unread: false, closesAtMs: 0 });
  if (session !== undefined) {
    sessions(portal).put(recordKey(session.id), { ...session, closed: true });
    raiseDialogEvents(portal, chat, { ...session, closed: true }, 'FINISH', actorId);
  }
  return closed;
};

/** The operator of chat and session together; taking a chat removes the other operators from it. */
export const assignOperator = (portal: Portal, chat: Chat, operatorId: number): Chat => {
  const session = findSession(portal, chat.sessionId);
  if (session !== undefined) sessions(portal).put(recordKey(session.id), { ...session, operatorId });
  return putChat(portal, {
    ...chat,
    ownerId: operatorId,
    participantIds: operatorId === 0 ? chat.participantIds : [operatorId],
    closesAtMs: 0,
  });
};

/** The session stays open until its time is over, or somebody writes. */
export const beginClosing = (portal: Portal, chat: Chat, minutes: number, actorId: number): Chat => {
  const closing = putChat(portal, { ...chat, closesAtMs: Date.now() + minutes * 60_000, unread: false });
  const session = findSession(portal, chat.sessionId);
  if (session !== undefined) raiseDialogEvents(portal, chat, session, 'FINISH', actorId, minutes);
  return closing;
};

const raiseDialogEvents = (
  portal: Portal,
  chat: Chat,
  session: Session,
  phase: 'START' | 'FINISH',
  actorId: number,
  closeTermMinutes = 0,
): void => {
  const connector = { connector_id: chat.connector, line_id: chat.line, chat_id: chat.externalChatId, user_id: chat.externalUserId };
  portal.raise({
    name: `ONIMCONNECTORDIALOG${phase}`,
    data: {
      CONNECTOR: chat.connector,
      LINE: chat.line,
      DATA: [
        {
          connector,
          session: { id: session.id, closed: session.closed ? 'Y' : 'N', parent_id: 0, close_term: closeTermMinutes },
          chat: { id: chat.id },
          user: { id: chat.clientId },
        },
      ],
    },
    actorId,
  });
  portal.raise({
    name: `ONSESSION${phase}`,
    data: { DATA: { connector, chat: { chat_id: chat.id }, line: { id: chat.line } } },
    actorId,
  });
};

export const clearChats = (portal: Portal): void => {
  for (const records of [chats(portal), sessions(portal), messages(portal), userCodes(portal)]) records.clear();
};
