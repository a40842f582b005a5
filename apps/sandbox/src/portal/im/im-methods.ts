/** `im.*`: what employees and applications do in chats of the messenger: those of open lines, and those that an application makes. */
import { createHash } from 'node:crypto';
import type { Collection } from '../../kernel/store.ts';
import { isParticipant } from '../open-lines/chat-rights.ts';
import { allChats, findChat, findMessage } from '../open-lines/chats.ts';
import type { Chat, ChatMessage } from '../open-lines/chats.ts';
import { isConnected } from '../open-lines/connectors.ts';
import { addSystemLine, changeAsEmployee, chatFileLink, deleteAsEmployee, invite, postAsEmployee } from '../open-lines/conversation.ts';
import { viewDialog } from '../open-lines/dialog-view.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readInteger, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { findEmployee } from '../users/employees.ts';
import { addChat, addMessageToGroup, addUsersToGroup, deleteUser, getChat, getMessages, groupChatOf, listUsers } from './group-chats.ts';
import { deleteNotice, notify } from './notices.ts';

export const imMethods: readonly RestMethod[] = [
  { name: 'im.message.add', scope: 'im', run: addMessage },
  { name: 'im.message.update', scope: 'im', run: updateMessage },
  { name: 'im.message.delete', scope: 'im', run: deleteOwnMessage },
  { name: 'im.dialog.get', scope: 'im', run: getDialog },
  { name: 'im.chat.user.add', scope: 'im', run: addUsers },
  { name: 'im.chat.user.list', scope: 'im', run: listParticipants },
  { name: 'im.chat.user.delete', scope: 'im', run: deleteUser },
  { name: 'im.chat.add', scope: 'im', run: addChat },
  { name: 'im.chat.get', scope: 'im', run: getChat },
  { name: 'im.dialog.messages.get', scope: 'im', run: getMessages },
  { name: 'im.v2.File.upload', scope: 'im', run: uploadFile },
  { name: 'im.notify.system.add', scope: 'im', run: notify },
  { name: 'im.notify.personal.add', scope: 'im', run: notify },
  { name: 'im.notify.delete', scope: 'im', run: deleteNotice },
];

/** Content of files that employees put into chats, base64. */
export const chatFileContents = (portal: Portal): Collection<{ sha256: string; mime: string; content: string }> =>
  portal.records('chat-file-content');

const MAX_FILE_BYTES = 100 * 1024 * 1024;
const accessError = (description = 'You do not have access to this chat'): RestError => new RestError(400, 'ACCESS_ERROR', description);

const ownChat = ({ portal, employee }: Call, dialogId: string | undefined): Chat => {
  const chat = findChat(portal, Number(dialogId?.replace(/^chat/, '')) || 0);
  if (chat === undefined || !isParticipant(employee, chat)) throw accessError();
  return chat;
};

/** What the portal says to an employee who writes where nothing can be sent (E-42). */
export const CHANNEL_NOT_CONFIGURED = 'Канал коммуникации не настроен';

export const requireConnected = (portal: Portal, chat: Chat): void => {
  if (!isConnected(portal, chat.connector, chat.line)) throw accessError(CHANNEL_NOT_CONFIGURED);
};

function addMessage(call: Call): Answer {
  const { parameters, portal, employee } = call;
  const text = parameters.text('MESSAGE') ?? '';
  if (text.trim() === '') throw new RestError(400, 'MESSAGE_EMPTY', "Message can't be empty");
  const dialogId = parameters.text('DIALOG_ID') ?? parameters.text('CHAT_ID');
  const group = groupChatOf(portal, dialogId);
  if (group !== undefined) return addMessageToGroup(call, group, text);
  const chat = ownChat(call, dialogId);
  if (parameters.flag('SYSTEM') === true) {
    const line = addSystemLine(portal, chat, text);
    return { result: line.id, externalId: line.id };
  }
  requireConnected(portal, chat);
  const message = postAsEmployee(portal, chat, employee, text);
  return { result: message.id, externalId: message.id };
}

/** A message of the caller himself, in a chat that he takes part in (Bitrix24 docs, im.message.update). */
const ownMessage = (call: Call): { chat: Chat; message: ChatMessage } => {
  const { parameters, portal, employee } = call;
  const id = parameters.integer('MESSAGE_ID') ?? parameters.integer('ID');
  if (id === undefined) throw new RestError(400, 'MESSAGE_ID_ERROR', 'Message ID is not specified');
  const chat = allChats(portal).find(one => isParticipant(employee, one) && findMessage(portal, one.id, id) !== undefined);
  const message = chat === undefined ? undefined : findMessage(portal, chat.id, id);
  if (chat === undefined || message === undefined || message.kind !== 'employee' || message.authorId !== employee.id) {
    throw new RestError(400, 'CANT_EDIT_MESSAGE', 'Time has expired for modification or you do not have access to the message');
  }
  return { chat, message };
};

function updateMessage(call: Call): Answer {
  const { chat, message } = ownMessage(call);
  const text = call.parameters.text('MESSAGE') ?? '';
  // An empty text deletes it, say the docs.
  if (text.trim() === '') deleteAsEmployee(call.portal, chat, call.employee, message);
  else changeAsEmployee(call.portal, chat, call.employee, message, text);
  return { result: true, externalId: message.id };
}

function deleteOwnMessage(call: Call): Answer {
  const { chat, message } = ownMessage(call);
  deleteAsEmployee(call.portal, chat, call.employee, message);
  return { result: true, externalId: message.id };
}

function getDialog(call: Call): Answer {
  return { result: viewDialog(call.portal, ownChat(call, call.parameters.text('DIALOG_ID'))) };
}

const chatId = ({ parameters }: Call): string => {
  const id = parameters.text('CHAT_ID');
  if (id === undefined || id === '') throw new RestError(400, 'CHAT_ID_EMPTY', "Chat ID can't be empty");
  return id;
};

function listParticipants(call: Call): Answer {
  const group = groupChatOf(call.portal, chatId(call));
  return group === undefined ? { result: ownChat(call, chatId(call)).participantIds } : listUsers(call, group);
}

function addUsers(call: Call): Answer {
  const { parameters, portal } = call;
  const group = groupChatOf(portal, chatId(call));
  if (group !== undefined) return addUsersToGroup(call, group);
  const chat = ownChat(call, parameters.text('CHAT_ID'));
  const guests = (parameters.list('USERS') ?? [])
    .flatMap(id => findEmployee(portal, readInteger(id) ?? 0) ?? [])
    .filter(({ active }) => active);
  if (guests.length === 0) throw new RestError(400, 'USER_NOT_FOUND', 'No user was found');
  invite(portal, chat, call.employee, guests);
  return { result: true, externalId: chat.id };
}

function uploadFile(call: Call): Answer {
  const { parameters, portal, employee } = call;
  const chat = ownChat(call, parameters.text('dialogId'));
  const fields = parameters.object('fields') ?? {};
  const name = readText(fields['name']) ?? '';
  const content = Buffer.from(readText(fields['content']) ?? '', 'base64');
  if (name === '' || content.length === 0) throw new RestError(400, 'FILE_EMPTY', 'The file is empty');
  if (content.length > MAX_FILE_BYTES) throw new RestError(400, 'FILE_TOO_LARGE', 'The file is too large');
  requireConnected(portal, chat);
  const file = keepChatFile(portal, name, content);
  const message = postAsEmployee(portal, chat, employee, readText(fields['message']) ?? '', [file]);
  const urlDownload = chatFileLink(portal, file.id, file.sha256, name);
  return {
    result: {
      file: { id: file.id, chatId: chat.id, type: fileKind(file.mime), name, size: file.size, status: 'done', urlDownload },
      messageId: message.id,
      chatId: chat.id,
      dialogId: `chat${chat.id}`,
    },
    externalId: message.id,
  };
}

export const keepChatFile = (portal: Portal, name: string, content: Buffer) => {
  const file = {
    id: portal.nextId('chat-file', 5437),
    name,
    mime: mimeOf(name),
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  chatFileContents(portal).put(recordKey(file.id), { sha256: file.sha256, mime: file.mime, content: content.toString('base64') });
  return file;
};

const MIME: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  txt: 'text/plain',
};
const mimeOf = (name: string): string => MIME[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
const fileKind = (mime: string): string => (/^(image|audio|video)\//.test(mime) ? (mime.split('/')[0] ?? 'file') : 'file');
