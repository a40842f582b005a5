/** Chats of the portal's own messenger that an application makes for people (Bitrix24 docs, im.chat.*). Closed ones: who is not in it sees nothing. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call } from '../rest/method.ts';
import { readInteger } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { findEmployee } from '../users/employees.ts';

export interface GroupChat {
  id: number;
  title: string;
  type: 'OPEN' | 'CHAT';
  ownerId: number;
  userIds: number[];
  entityType: string;
  entityId: string;
}

export interface GroupMessage {
  id: number;
  chatId: number;
  /** 0: a system message. */
  authorId: number;
  text: string;
  atMs: number;
}

const chats = (portal: Portal): Collection<GroupChat> => portal.records('group-chat');
const messages = (portal: Portal): Collection<GroupMessage> => portal.records('group-message');

export const groupChats = (portal: Portal): GroupChat[] => chats(portal).values();
export const findGroupChat = (portal: Portal, id: number): GroupChat | undefined => chats(portal).get(recordKey(id));
export const groupMessages = (portal: Portal, chatId: number): GroupMessage[] => messages(portal).values(`${recordKey(chatId)}/`);

const accessError = (description = 'Action unavailable'): RestError => new RestError(400, 'ACCESS_ERROR', description);

export const mayReadGroup = (chat: GroupChat, employeeId: number): boolean => chat.userIds.includes(employeeId);

/** `chat<id>` or the number; undefined when it is not a chat of this kind. */
export const groupChatOf = (portal: Portal, dialogId: string | undefined): GroupChat | undefined =>
  findGroupChat(portal, Number(dialogId?.replace(/^chat/, '')) || 0);

const TYPES = ['OPEN', 'CHAT'] as const;
const COLOURS = 'RED GREEN MINT LIGHT_BLUE DARK_BLUE PURPLE AQUA PINK LIME BROWN AZURE KHAKI SAND MARENGO GRAY GRAPHITE'.split(' ');

export function addChat({ parameters, portal, employee }: Call): Answer {
  const type = TYPES.find(known => known === (parameters.text('TYPE') ?? 'CHAT'));
  const colour = parameters.text('COLOR');
  if (type === undefined || (colour !== undefined && !COLOURS.includes(colour)))
    throw new RestError(400, 'WRONG_REQUEST', 'Something went wrong');
  const users = employeesOf(portal, parameters.list('USERS') ?? []);
  const chat: GroupChat = {
    // A range of their own: open-line chats keep the numbers that they have without them.
    id: portal.nextId('group-chat', 100_001),
    title: parameters.text('TITLE') ?? `Чат №${portal.nextId('untitled-chat', 1)}`,
    type,
    ownerId: employee.id,
    userIds: [...new Set([employee.id, ...users])],
    entityType: parameters.text('ENTITY_TYPE') ?? '',
    entityId: parameters.text('ENTITY_ID') ?? '',
  };
  put(portal, chat);
  const greeting = parameters.text('MESSAGE');
  if (greeting !== undefined && greeting.trim() !== '') addGroupMessage(portal, chat, employee.id, greeting);
  return { result: chat.id, externalId: chat.id };
}

/** Null when there is none, or a parameter is missing. */
export function getChat({ parameters, portal }: Call): Answer {
  const [type, id] = [parameters.text('ENTITY_TYPE') ?? '', parameters.text('ENTITY_ID') ?? ''];
  const chat = type === '' || id === '' ? undefined : groupChats(portal).find(one => one.entityType === type && one.entityId === id);
  return { result: chat === undefined ? null : { ID: chat.id } };
}

export function listUsers(call: Call, chat: GroupChat): Answer {
  return { result: mayReadGroup(chat, call.employee.id) ? chat.userIds : [] };
}

export function addUsersToGroup({ parameters, portal, employee }: Call, chat: GroupChat): Answer {
  if (!mayReadGroup(chat, employee.id)) throw accessError();
  const users = employeesOf(portal, parameters.list('USERS') ?? []);
  put(portal, { ...chat, userIds: [...new Set([...chat.userIds, ...users])] });
  return { result: true, externalId: chat.id };
}

export function deleteUser({ parameters, portal, employee }: Call): Answer {
  const chatId = parameters.text('CHAT_ID');
  if (chatId === undefined || chatId === '') throw new RestError(400, 'CHAT_ID_EMPTY', "Chat ID can't be empty");
  const userId = parameters.integer('USER_ID');
  if (userId === undefined || userId <= 0) throw new RestError(400, 'USER_ID_EMPTY', "User ID can't be empty");
  const chat = groupChatOf(portal, chatId);
  if (chat === undefined || !mayReadGroup(chat, employee.id)) throw accessError();
  if (!chat.userIds.includes(userId)) throw new RestError(400, 'USER_NOT_FOUND', 'The specified user is not in the chat');
  const mayRemove = chat.ownerId === employee.id || userId === employee.id;
  if (!mayRemove || userId === chat.ownerId)
    throw new RestError(403, 'ACCESS_DENIED_KICK', 'Insufficient rights to exclude participants from the chat');
  put(portal, { ...chat, userIds: chat.userIds.filter(id => id !== userId) });
  return { result: true, externalId: chat.id };
}

const MAX_READ = 50;
const READ_BY_DEFAULT = 20;

/** Newest first. */
export function getMessages({ parameters, portal, employee }: Call): Answer {
  const dialogId = parameters.text('DIALOG_ID');
  if (dialogId === undefined || dialogId === '') throw new RestError(400, 'DIALOG_ID_EMPTY', "Dialog ID can't be empty");
  const chat = groupChatOf(portal, dialogId);
  if (chat === undefined || !mayReadGroup(chat, employee.id))
    throw accessError('The current user does not have access permission to the dialog');
  const limit = Math.min(parameters.integer('LIMIT') ?? READ_BY_DEFAULT, MAX_READ);
  const newest = groupMessages(portal, chat.id).slice(-limit).toReversed();
  return {
    result: {
      chat_id: chat.id,
      messages: newest.map(({ id, authorId, text, atMs }) => ({
        id,
        chat_id: chat.id,
        author_id: authorId,
        date: new Date(atMs).toISOString(),
        text,
        params: null,
      })),
      users: [],
      files: [],
    },
  };
}

export function addMessageToGroup({ parameters, portal, employee }: Call, chat: GroupChat, text: string): Answer {
  if (!mayReadGroup(chat, employee.id)) throw accessError();
  const message = addGroupMessage(portal, chat, parameters.flag('SYSTEM') === true ? 0 : employee.id, text);
  return { result: message.id, externalId: message.id };
}

export const addGroupMessage = (portal: Portal, chat: GroupChat, authorId: number, text: string): GroupMessage => {
  const message: GroupMessage = { id: portal.nextId('chat-message', 34_239), chatId: chat.id, authorId, text, atMs: Date.now() };
  messages(portal).put(`${recordKey(chat.id)}/${recordKey(message.id)}`, message);
  portal.changed('chat');
  return message;
};

const put = (portal: Portal, chat: GroupChat): void => {
  chats(portal).put(recordKey(chat.id), chat);
  portal.changed('chat');
};

/** Unknown and dismissed people are left out, as the platform does without a word. */
const employeesOf = (portal: Portal, ids: readonly unknown[]): number[] =>
  ids.map(id => readInteger(id) ?? 0).filter(id => findEmployee(portal, id)?.active === true);
