/** `imopenlines.crm.*`: chats of a CRM record. Only leads, deals, contacts and companies have them. */
import { COMPANY, CONTACT, DEAL, LEAD, sameCard } from '../crm/card-types.ts';
import type { CardKey } from '../crm/card-types.ts';
import { findCard, mayReadCard } from '../crm/items.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { accessDenied, RestError } from '../rest/rest-error.ts';
import { findEmployee } from '../users/employees.ts';
import { allChats, findChat, putChat } from './chats.ts';
import type { Chat } from './chats.ts';
import { connectors } from './connectors.ts';
import { invite, postAsEmployee } from './conversation.ts';

export const crmChatMethods: readonly RestMethod[] = [
  { name: 'imopenlines.crm.chat.get', scope: 'imopenlines', run: getChats },
  { name: 'imopenlines.crm.chat.getLastId', scope: 'imopenlines', run: getLastChat },
  { name: 'imopenlines.crm.chat.user.add', scope: 'imopenlines', run: addUser },
  { name: 'imopenlines.crm.chat.user.delete', scope: 'imopenlines', run: deleteUser },
  { name: 'imopenlines.crm.message.add', scope: 'imopenlines', run: addMessage },
];

const TYPES: Readonly<Record<string, number>> = { lead: LEAD, deal: DEAL, contact: CONTACT, company: COMPANY };

const cardOf = ({ parameters, portal, employee }: Call): CardKey => {
  const entityTypeId = TYPES[parameters.text('CRM_ENTITY_TYPE')?.toLowerCase() ?? ''];
  const id = parameters.integer('CRM_ENTITY');
  if (entityTypeId === undefined || id === undefined) {
    throw new RestError(400, 'ERROR_ARGUMENT', 'Wrong CRM entity', {
      argument: entityTypeId === undefined ? 'CRM_ENTITY_TYPE' : 'CRM_ENTITY',
    });
  }
  const card = findCard(portal, { entityTypeId, id });
  if (card === undefined || !mayReadCard(employee, card)) throw accessDenied(400, 'You do not have access to this CRM entity');
  return { entityTypeId, id };
};

const chatsOf = ({ portal }: Call, card: CardKey): Chat[] =>
  allChats(portal).filter(chat => chat.cards.some(linked => sameCard(linked, card)));

function getChats(call: Call): Answer {
  const onlyActive = call.parameters.flag('ACTIVE_ONLY') ?? true;
  const found = chatsOf(call, cardOf(call)).filter(chat => !onlyActive || chat.sessionId !== 0);
  return {
    result: found.map(({ id, connector }) => ({
      CHAT_ID: String(id),
      CONNECTOR_ID: connector,
      CONNECTOR_TITLE: connectors(call.portal).get(connector)?.name ?? connector,
    })),
  };
}

function getLastChat(call: Call): Answer {
  const last = chatsOf(call, cardOf(call)).at(-1);
  if (last === undefined) throw new RestError(400, 'CRM_CHAT_EMPTY_CRM_DATA', 'There is no chat');
  return { result: last.id };
}

/** The chat of the call; it must be linked to that very record. */
const linkedChat = (call: Call): Chat => {
  const card = cardOf(call);
  const id = call.parameters.integer('CHAT_ID');
  const chat = id === undefined ? chatsOf(call, card).at(-1) : findChat(call.portal, id);
  if (chat === undefined || !chat.cards.some(linked => sameCard(linked, card))) {
    throw new RestError(400, 'CHAT_NOT_IN_CRM', 'The chat does not belong to this CRM entity');
  }
  return chat;
};

function addUser(call: Call): Answer {
  const chat = linkedChat(call);
  const userId = call.parameters.integer('USER_ID') ?? 0;
  const guest = findEmployee(call.portal, userId);
  if (guest?.active !== true) throw new RestError(400, 'CRM_CHAT_USER_NOT_ACTIVE', 'The user is not active');
  if (chat.participantIds.includes(userId)) throw new RestError(400, 'WRONG_REQUEST', 'The user is already in the chat');
  invite(call.portal, chat, call.employee, [guest]);
  return { result: chat.id, externalId: chat.id };
}

function deleteUser(call: Call): Answer {
  const chat = linkedChat(call);
  const userId = call.parameters.integer('USER_ID') ?? 0;
  if (!chat.participantIds.includes(userId)) throw new RestError(400, 'WRONG_REQUEST', 'The user is not in the chat');
  putChat(call.portal, { ...chat, participantIds: chat.participantIds.filter(id => id !== userId) });
  return { result: chat.id, externalId: chat.id };
}

function addMessage(call: Call): Answer {
  const { parameters, portal } = call;
  const chat = linkedChat(call);
  const text = parameters.argument('MESSAGE');
  const author = findEmployee(portal, parameters.integer('USER_ID') ?? 0);
  const card = findCard(portal, cardOf(call));
  if (author === undefined || card === undefined || !mayReadCard(author, card) || !chat.participantIds.includes(author.id)) {
    throw accessDenied(400, 'The user has no access to the chat or to the CRM entity');
  }
  const message = postAsEmployee(portal, chat, author, text);
  return { result: message.id, externalId: message.id };
}
