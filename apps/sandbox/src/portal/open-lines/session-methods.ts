/** `imopenlines.session.*`, `operator.*` and `dialog.get`: everything here acts as the employee whose token it is. */
import type { Portal } from '../portal-data.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { accessDenied, RestError } from '../rest/rest-error.ts';
import { portalTime } from '../rest/time-block.ts';
import { findEmployee, fullName } from '../users/employees.ts';
import { mayJoin } from './chat-rights.ts';
import { assignOperator, findChat, findChatByUserCode, findSession, messagesOf, putChat, userCode } from './chats.ts';
import type { Chat } from './chats.ts';
import { addSystemLine, chatFileLink, closeDue, finishChat, openEmployeeSession } from './conversation.ts';
import { viewDialog } from './dialog-view.ts';
import { findLine, queueOf } from './lines.ts';

export const sessionMethods: readonly RestMethod[] = [
  { name: 'imopenlines.dialog.get', scope: 'imopenlines', run: getDialog },
  { name: 'imopenlines.session.open', scope: 'imopenlines', run: open },
  { name: 'imopenlines.session.start', scope: 'imopenlines', run: call => done(start(call, joinableChat(call))) },
  { name: 'imopenlines.session.join', scope: 'imopenlines', run: call => done(join(call, joinableChat(call))) },
  { name: 'imopenlines.session.intercept', scope: 'imopenlines', run: intercept },
  { name: 'imopenlines.session.mode.pin', scope: 'imopenlines', run: pin },
  { name: 'imopenlines.session.history.get', scope: 'imopenlines', run: history },
  { name: 'imopenlines.operator.answer', scope: 'imopenlines', run: call => done(answer(call, joinableChat(call))) },
  { name: 'imopenlines.operator.transfer', scope: 'imopenlines', run: transfer },
  { name: 'imopenlines.operator.skip', scope: 'imopenlines', run: skip },
  { name: 'imopenlines.operator.finish', scope: 'imopenlines', run: call => finish(call, true) },
  { name: 'imopenlines.operator.another.finish', scope: 'imopenlines', run: call => finish(call, false) },
  { name: 'imopenlines.operator.spam', scope: 'imopenlines', run: call => finish(call, true) },
];

const done = (chat: Chat): Answer => ({ result: true, externalId: chat.id });

const chatOf = ({ parameters, portal }: Call): Chat => {
  closeDue(portal);
  const id = parameters.integer('CHAT_ID');
  const chat = id === undefined ? undefined : findChat(portal, id);
  if (chat === undefined) throw new RestError(400, 'CHAT_ID', 'Chat ID is not specified or the chat does not exist');
  return chat;
};

const joinableChat = (call: Call): Chat => {
  const chat = chatOf(call);
  if (!mayJoin(call.portal, call.employee, chat)) throw accessDenied(400, 'You do not have access to this chat');
  return chat;
};

const wrongOperator = (): RestError => new RestError(400, 'OPERATOR_WRONG', 'You can not redirect to this operator');

/** Only a chat that waits in the queue can be answered: a taken one is intercepted, a closed one is started. */
export function answer({ portal, employee }: Pick<Call, 'portal' | 'employee'>, chat: Chat): Chat {
  if (chat.sessionId === 0) throw accessDenied(400, 'The session is closed');
  if (chat.ownerId === employee.id) throw accessDenied(400, 'You are already responsible for this chat');
  if (chat.ownerId !== 0) throw accessDenied(400, 'Another operator is already responsible for this chat');
  return assignOperator(portal, chat, employee.id);
}

/** On a closed chat a new session whose operator is the caller; an open one is only joined. */
export function start(call: Pick<Call, 'portal' | 'employee'>, chat: Chat): Chat {
  return chat.sessionId === 0 ? openEmployeeSession(call.portal, chat, call.employee) : join(call, chat);
}

function join({ portal, employee }: Pick<Call, 'portal' | 'employee'>, chat: Chat): Chat {
  return putChat(portal, { ...chat, participantIds: [...new Set([...chat.participantIds, employee.id])] });
}

export function take({ portal, employee }: Pick<Call, 'portal' | 'employee'>, chat: Chat): Chat {
  if (chat.ownerId === 0 || chat.ownerId === employee.id) throw wrongOperator();
  const taken = assignOperator(portal, chat, employee.id);
  addSystemLine(portal, taken, `${fullName(employee)} перехватывает диалог`);
  return taken;
}

function getDialog({ parameters, portal, employee }: Call): Answer {
  closeDue(portal);
  const chatId = parameters.integer('CHAT_ID') ?? Number(parameters.text('DIALOG_ID')?.replace(/^chat/, ''));
  const sessionId = parameters.integer('SESSION_ID');
  const code = parameters.text('USER_CODE');
  const chat =
    code !== undefined
      ? findChatByUserCode(portal, code)
      : findChat(portal, sessionId === undefined ? chatId || 0 : (findSession(portal, sessionId)?.chatId ?? 0));
  if (chat === undefined || !mayJoin(portal, employee, chat))
    throw new RestError(400, 'ACCESS_ERROR', 'You do not have access to this chat');
  return { result: viewDialog(portal, chat) };
}

function open({ parameters, portal, employee }: Call): Answer {
  const chat = findChatByUserCode(portal, parameters.argument('USER_CODE'));
  if (chat === undefined || !mayJoin(portal, employee, chat)) throw accessDenied(400, 'You do not have access to this chat');
  return { result: { chatId: chat.id }, externalId: chat.id };
}

function intercept(call: Call): Answer {
  if (call.parameters.integer('CHAT_ID') === undefined) throw new RestError(400, 'CHAT_ID_EMPTY', 'Chat ID is empty');
  return done(take(call, joinableChat(call)));
}

function pin(call: Call): Answer {
  const { parameters, portal, employee } = call;
  const chat = joinableChat(call);
  if (chat.ownerId !== employee.id) throw accessDenied(400, 'You are not the operator of this chat');
  putChat(portal, { ...chat, pinned: parameters.flag('ACTIVATE') ?? true });
  return done(chat);
}

/** At once, without asking the new operator; others leave the chat. */
function transfer(call: Call): Answer {
  const { parameters, portal, employee } = call;
  if (parameters.integer('CHAT_ID') === undefined) throw new RestError(400, 'CHAT_ID_EMPTY', 'Chat ID is empty');
  const chat = joinableChat(call);
  const target = parameters.text('TRANSFER_ID') ?? '';
  const queueId = parameters.integer('QUEUE_ID') ?? (target.startsWith('queue') ? Number(target.slice(5)) : undefined);
  const userId = parameters.integer('USER_ID') ?? (/^\d+$/.test(target) ? Number(target) : undefined);
  if (queueId !== undefined) return transferToQueue(portal, chat, queueId, fullName(employee));
  if (userId === undefined) throw new RestError(400, 'TRANSFER_ID_EMPTY', 'Queue ID or user ID is empty');
  const operator = findEmployee(portal, userId);
  if (operator?.active !== true || userId === employee.id || chat.sessionId === 0) throw wrongOperator();
  const transferred = assignOperator(portal, chat, operator.id);
  addSystemLine(portal, transferred, `${fullName(employee)} переводит диалог на ${fullName(operator)}`);
  return done(transferred);
}

const transferToQueue = (portal: Portal, chat: Chat, lineId: number, by: string): Answer => {
  const line = findLine(portal, lineId);
  if (line === undefined || chat.sessionId === 0) throw wrongOperator();
  const queue = queueOf(portal, line).map(({ id }) => id);
  const offered = putChat(portal, { ...assignOperator(portal, chat, 0), participantIds: queue });
  addSystemLine(portal, offered, `${by} переводит диалог в очередь «${line.settings['LINE_NAME'] ?? ''}»`);
  return done(offered);
};

const ownChat = (call: Call): Chat => {
  const chat = joinableChat(call);
  if (chat.ownerId !== call.employee.id) throw accessDenied(400, 'You are not the operator of this chat');
  return chat;
};

function skip(call: Call): Answer {
  return transferToQueue(call.portal, ownChat(call), chatOf(call).line, fullName(call.employee));
}

function finish(call: Call, byOperator: boolean): Answer {
  const chat = byOperator ? ownChat(call) : joinableChat(call);
  return done(finishChat(call.portal, chat, call.employee.id));
}

function history({ parameters, portal, employee }: Call): Answer {
  const sessionId = parameters.integer('SESSION_ID');
  const session = sessionId === undefined ? undefined : findSession(portal, sessionId);
  const chat = findChat(portal, session?.chatId ?? parameters.integer('CHAT_ID') ?? 0);
  if (chat === undefined || !mayJoin(portal, employee, chat)) throw accessDenied(400, 'You do not have access to this chat');
  const messages = messagesOf(portal, chat.id).filter(message => session === undefined || message.sessionId === session.id);
  const authors = [...new Set(messages.map(({ authorId }) => authorId))].filter(id => id !== 0);
  const files = messages.flatMap(message => message.files);
  const map = (rows: (readonly [number, unknown])[]): unknown =>
    rows.length === 0 ? [] : Object.fromEntries(rows.map(([id, row]) => [String(id), row]));
  return {
    result: {
      chatId: chat.id,
      sessionId: session?.id ?? chat.sessionId,
      canJoin: 'Y',
      message: map(
        messages.map(({ id, authorId, atMs, text, connectorMids, files: attached }) => [
          id,
          {
            id: String(id),
            chatid: String(chat.id),
            senderid: String(authorId),
            date: portalTime(atMs),
            text,
            params: {
              ...(connectorMids.length > 0 && { connectorMid: connectorMids }),
              ...(attached.length > 0 && { fileId: attached.map(file => file.id) }),
            },
          },
        ]),
      ),
      users: map(authors.map(id => [id, viewAuthor(portal, chat, id)])),
      files: map(
        files.map(({ id, name, size, mime, sha256 }) => [
          id,
          {
            id,
            type: mime.split('/')[0] === 'image' ? 'image' : 'file',
            name,
            size,
            urldownload: chatFileLink(portal, id, sha256, name),
          },
        ]),
      ),
      chat: {
        [chat.id]: { owner: String(chat.ownerId), entityId: userCode(chat), entityData1: viewDialog(portal, chat)['entity_data_1'] },
      },
    },
  };
}

const viewAuthor = (portal: Portal, chat: Chat, id: number): unknown => {
  const employee = findEmployee(portal, id);
  return { id, name: employee === undefined ? chat.clientName : fullName(employee), connector: employee === undefined, bot: false };
};
