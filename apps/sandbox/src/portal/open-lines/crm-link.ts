/** What the line does in the CRM when a session opens: finds the client, marks him, puts its activity into the timelines. */
import { CONTACT, COMPANY, DEAL, LEAD } from '../crm/card-types.ts';
import type { CardKey } from '../crm/card-types.ts';
import { findActivity, nextActivityId, putActivity } from '../crm/activities.ts';
import { findItem, itemsOfType, numbers, putItem } from '../crm/items.ts';
import type { Item } from '../crm/items.ts';
import { normalisePhone } from '../crm/phone-numbers.ts';
import type { Portal } from '../portal-data.ts';
import { portalTime } from '../rest/time-block.ts';
import { putChat, userCode } from './chats.ts';
import type { Chat } from './chats.ts';
import { isOn } from './lines.ts';
import type { Line } from './lines.ts';

export interface ClientProfile {
  name: string;
  lastName: string;
  phone: string;
}

/** The chat with the CRM records of its client, found or created as the line's settings say. */
export const linkToCrm = (portal: Portal, chat: Chat, line: Line, client: ClientProfile): Chat => {
  if (!isOn(line, 'CRM') || chat.cards.length > 0) return chat;
  const found = findClient(portal, chat, client);
  const cards = found.length > 0 ? found : createLead(portal, line, client);
  const [main] = cards;
  if (main === undefined) return chat;
  markClient(portal, main, chat);
  return putChat(portal, { ...chat, cards });
};

/** A contact, company or lead by the chat's mark, else by phone; with a contact also his open deal. */
const findClient = (portal: Portal, chat: Chat, client: ClientProfile): CardKey[] => {
  const mark = imolMark(chat);
  const phone = normalisePhone(client.phone);
  const byMark = (item: Item): boolean => item.fm.some(({ typeId, value }) => typeId === 'IM' && value === mark);
  const byPhone = (item: Item): boolean =>
    phone !== '' && item.fm.some(({ typeId, value }) => typeId === 'PHONE' && normalisePhone(value) === phone);
  for (const matches of [byMark, byPhone]) {
    for (const entityTypeId of [CONTACT, LEAD, COMPANY]) {
      const item = itemsOfType(portal, entityTypeId).find(matches);
      if (item !== undefined) return [keyOf(item), ...(entityTypeId === CONTACT ? activeDeal(portal, item.id) : [])];
    }
  }
  return [];
};

const keyOf = ({ entityTypeId, id }: Item): CardKey => ({ entityTypeId, id });

const activeDeal = (portal: Portal, contactId: number): CardKey[] => {
  const deal = itemsOfType(portal, DEAL).find(
    ({ fields }) => fields['closed'] !== 'Y' && numbers(fields['contactIds']).includes(contactId),
  );
  return deal === undefined ? [] : [keyOf(deal)];
};

const createLead = (portal: Portal, line: Line, client: ClientProfile): CardKey[] => {
  if (line.settings['CRM_CREATE'] !== 'lead') return [];
  const id = portal.nextId('item', 10_001);
  const now = portalTime(Date.now());
  putItem(portal, {
    entityTypeId: LEAD,
    id,
    fields: {
      title: `${client.name} ${client.lastName} - ${line.settings['LINE_NAME'] ?? ''}`.trim(),
      name: client.name,
      lastName: client.lastName,
      statusId: 'NEW',
      assignedById: line.queue.find(({ entityType }) => entityType === 'user')?.entityId ?? 1,
      createdTime: now,
      updatedTime: now,
    },
    fm: client.phone === '' ? [] : [{ id: portal.nextId('multi-field', 10_001), typeId: 'PHONE', valueType: 'WORK', value: client.phone }],
  });
  return [{ entityTypeId: LEAD, id }];
};

const imolMark = (chat: Chat): string => `imol|${userCode(chat)}`;

const markClient = (portal: Portal, key: CardKey, chat: Chat): void => {
  const item = findItem(portal, key);
  const value = imolMark(chat);
  if (item === undefined || item.fm.some(one => one.value === value)) return;
  putItem(portal, { ...item, fm: [...item.fm, { id: portal.nextId('multi-field', 10_001), typeId: 'IM', valueType: 'OPENLINE', value }] });
};

/** «Чат с клиентом» in the timelines of the linked records, one for each session. */
export const addSessionActivity = (portal: Portal, chat: Chat, line: Line): Chat => {
  const [owner] = chat.cards;
  if (owner === undefined) return chat;
  const id = nextActivityId(portal);
  putActivity(portal, {
    id,
    kind: 'open-line',
    owner,
    bindings: chat.cards,
    clientId: null,
    responsibleId: chat.ownerId || (line.queue[0]?.entityId ?? 0),
    authorId: 0,
    completed: false,
    deadline: null,
    isIncomingChannel: true,
    badgeCode: '',
    originatorId: null,
    originId: null,
    layout: null,
    chatId: chat.id,
    createdAtMs: Date.now(),
    updatedAtMs: Date.now(),
  });
  return putChat(portal, { ...chat, activityId: id });
};

/** The session is over: its activity moves from the planned to the done. */
export const completeSessionActivity = (portal: Portal, chat: Chat): void => {
  const activity = chat.activityId === null ? undefined : findActivity(portal, chat.activityId);
  if (activity !== undefined) putActivity(portal, { ...activity, completed: true, updatedAtMs: Date.now() });
};
