/** A chat as `imopenlines.dialog.get` and `im.dialog.get` show it. */
import { COMPANY, CONTACT, DEAL, entityName, LEAD } from '../crm/card-types.ts';
import type { Portal } from '../portal-data.ts';
import { findSession, messagesOf, userCode } from './chats.ts';
import type { Chat } from './chats.ts';

const yes = (value: boolean): 'Y' | 'N' => (value ? 'Y' : 'N');

/** CRM flag | type | id | pinned | waiting action (here: for its close) | OL session | created | line | block date | block reason; the sixth is documented. */
const entityData1 = (portal: Portal, chat: Chat): string => {
  const [main] = chat.cards;
  const session = findSession(portal, chat.sessionId);
  return [
    yes(main !== undefined),
    main === undefined ? 'NONE' : entityName(main.entityTypeId),
    main?.id ?? 0,
    yes(chat.pinned),
    yes(chat.closesAtMs > 0),
    chat.sessionId,
    Math.floor((session?.createdAtMs ?? 0) / 1000),
    chat.line,
    0,
    0,
  ].join('|');
};

/** Pairs of linked records. */
const entityData2 = ({ cards }: Chat): string =>
  [LEAD, COMPANY, CONTACT, DEAL]
    .flatMap(type => [entityName(type), cards.find(({ entityTypeId }) => entityTypeId === type)?.id ?? 0])
    .join('|');

export const viewDialog = (portal: Portal, chat: Chat): Record<string, unknown> => ({
  id: chat.id,
  name: chat.title,
  description: '',
  owner: chat.ownerId,
  type: 'lines',
  entity_type: 'LINES',
  entity_id: userCode(chat),
  entity_data_1: entityData1(portal, chat),
  entity_data_2: entityData2(chat),
  entity_data_3: '',
  manager_list: chat.participantIds,
  message_type: 'L',
  readed_list: lastReadByClient(portal, chat),
  last_message_id: chat.lastMessageId,
  dialog_id: `chat${chat.id}`,
});

/** «Delivered» of a connector also counts as read (Bitrix24 docs, imconnector.send.status.delivery). */
const lastReadByClient = (portal: Portal, chat: Chat): unknown[] => {
  const delivered = messagesOf(portal, chat.id).findLast(({ mark }) => mark === 'delivered');
  return delivered === undefined ? [] : [{ user_id: chat.clientId, message_id: delivered.id }];
};
