/** `imconnector.send.messages`: what a client wrote stands in his chat; the chat is made, and its dialogue opened, where there is none. */
import { keepChatFile } from '../im/im-methods.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call } from '../rest/method.ts';
import { isObject, readInteger, readList, readText } from '../rest/parameters.ts';
import { findEmployee } from '../users/employees.ts';
import { addMessage, connectorUserId, findChatByUserCode, putChat, userCode } from './chats.ts';
import type { Chat, ChatMessage } from './chats.ts';
import { connectors } from './connectors.ts';
import { closeDue, greet, openClientSession, postAsEmployee, resume } from './conversation.ts';
import { entries, openPair, part } from './incoming-call.ts';
import { fetchedFile, fetchedPicture } from './incoming-files.ts';
import type { Line } from './lines.ts';

export function sendMessages(call: Call): Answer {
  const { connector, line } = openPair(call);
  const sent = entries(call).map(entry => sendOne(call, connector, line, entry));
  const accepted = sent.flatMap(({ message }) => message ?? []);
  return {
    result: { SUCCESS: true, DATA: { RESULT: sent.map(({ view }) => view) } },
    ...(accepted.length === 0 && { refused: true as const }),
    externalId: accepted.map(({ id }) => id).join(','),
    ours: sent.flatMap(({ ours, message }) => (message === undefined ? [] : ours)).join(','),
  };
}

interface Sent {
  view: Record<string, unknown>;
  ours: string;
  message?: ChatMessage;
}

const sendOne = (call: Call, connector: string, line: Line, entry: Record<string, unknown>): Sent => {
  const { portal } = call;
  const [user, message, externalChat] = [part(entry, 'user'), part(entry, 'message'), part(entry, 'chat')];
  const ours = readText(message['id']) ?? '';
  const errors = problemsOf(call, user, message, externalChat);
  if (errors.length > 0) return { view: { user, message, chat: externalChat, SUCCESS: false, ERRORS: errors }, ours };

  const client = { name: readText(user['name']) ?? '', lastName: readText(user['last_name']) ?? '', phone: readText(user['phone']) ?? '' };
  closeDue(portal);
  const known = withPicture(call, user, resume(portal, findOrCreateChat(portal, connector, line, user, externalChat, client)));
  const isNewSession = known.sessionId === 0;
  const author = findEmployee(portal, readInteger(message['user_id']) ?? 0);
  const text = readText(message['text']) ?? '';
  const files = filesOf(message).map(({ url, name }) => keepChatFile(portal, name, fetchedFile(call, url).content));

  let added: ChatMessage;
  if (author === undefined) {
    const open = isNewSession ? openClientSession(portal, known, line, client) : known;
    const unread = putChat(portal, { ...open, unread: true });
    added = addMessage(portal, unread, {
      authorId: known.clientId,
      kind: 'client',
      text,
      files,
      connectorMids: [ours],
      atMs: dateOf(message),
    }).message;
    const chat = findChatByUserCode(portal, userCode(known));
    if (isNewSession && chat !== undefined) greet(portal, chat, line);
  } else {
    // On behalf of a manager: an ordinary message of his, so the portal hands it back to the connector.
    const open = isNewSession ? openClientSession(portal, known, line, client) : known;
    added = postAsEmployee(portal, open, author, text, files);
  }
  portal.changed('timeline');
  const chat = findChatByUserCode(portal, userCode(known)) ?? known;
  return {
    ours,
    message: added,
    view: {
      user: String(chat.clientId),
      message: { id: ours, date: {}, text, files: filesOf(message) },
      chat: { id: chat.externalChatId, name: chat.title, description: '' },
      extra: {
        disable_tracker: readText(message['disable_crm']) === 'Y' ? 'Y' : 'N',
        skip_phone_validate: readText(user['skip_phone_validate']) ?? 'N',
      },
      SUCCESS: true,
      session: { ID: String(chat.sessionId), CHAT_ID: String(chat.id) },
    },
  };
};

/** Letters, spaces, hyphen, apostrophe; 25 characters (Bitrix24 docs, imconnector.send.messages). */
const NAME = /^[\p{L}\p{M} '’-]{0,25}$/u;

const problemsOf = (
  call: Call,
  user: Record<string, unknown>,
  message: Record<string, unknown>,
  chat: Record<string, unknown>,
): string[] => {
  const problems: string[] = [];
  const chatId = readText(chat['id']) ?? '';
  if (!readText(user['id'])) problems.push('user.id is not specified');
  if (chatId === '' || chatId.includes('|')) problems.push('chat.id is not specified or has a wrong symbol');
  for (const name of ['name', 'last_name'])
    if (!NAME.test(readText(user[name]) ?? '')) problems.push(`user.${name} has wrong symbols or is too long`);
  if (!readText(message['id'])) problems.push('message.id is not specified');
  const files = filesOf(message);
  if (!readText(message['text']) && files.length === 0) problems.push('message.text or message.files is not specified');
  for (const { url } of files) if (!fetchedFile(call, url).fetched) problems.push(`message.files: ${url} could not be downloaded`);
  if (message['user_id'] !== undefined && findEmployee(call.portal, readInteger(message['user_id']) ?? 0) === undefined)
    problems.push('message.user_id is unknown');
  return problems;
};

const filesOf = (message: Record<string, unknown>): { url: string; name: string }[] =>
  (readList(message['files']) ?? []).filter(isObject).map(file => {
    const url = readText(file['url']) ?? '';
    return { url, name: readText(file['name']) ?? url.split('/').at(-1) ?? 'file' };
  });

const dateOf = (message: Record<string, unknown>): number => {
  const seconds = readInteger(message['date']);
  return seconds === undefined ? Date.now() : seconds * 1000;
};

const findOrCreateChat = (
  portal: Portal,
  connector: string,
  line: Line,
  user: Record<string, unknown>,
  externalChat: Record<string, unknown>,
  client: { name: string; lastName: string },
): Chat => {
  const externalUserId = readText(user['id']) ?? '';
  const externalChatId = readText(externalChat['id']) ?? '';
  const isGroup = connectors(portal).get(connector)?.chatGroup === true;
  const clientId = connectorUserId(portal, connector, line.id, externalUserId);
  const clientName = [client.name, client.lastName].filter(Boolean).join(' ') || 'Гость';
  const known = findChatByUserCode(portal, `${connector}|${line.id}|${externalChatId}|${isGroup ? 0 : clientId}`);
  if (known !== undefined) return known;
  return putChat(portal, {
    id: portal.nextId('chat', 1767),
    title: `${readText(externalChat['name']) || clientName} - ${line.settings['LINE_NAME'] ?? ''}`,
    connector,
    line: line.id,
    externalChatId,
    clientId: isGroup ? 0 : clientId,
    externalUserId,
    clientName,
    ownerId: 0,
    participantIds: [],
    sessionId: 0,
    pinned: false,
    closesAtMs: 0,
    cards: [],
    activityId: null,
    unread: false,
    lastMessageId: 0,
    createdAtMs: Date.now(),
  });
};

/** The picture of the client as it was given now; without one the portal keeps what it has. */
const withPicture = (call: Call, user: Record<string, unknown>, chat: Chat): Chat => {
  const picture = fetchedPicture(call, user);
  if (picture === undefined || picture.sha256 === chat.clientPicture?.sha256) return chat;
  const clientPicture = keepChatFile(call.portal, `client.${picture.mime.split('/')[1]}`, picture.content);
  return putChat(call.portal, { ...chat, clientPicture });
};
