/** A chat that the portal knows and we do not: after a lost answer, or made before our time (Bitrix24 docs, "find a CRM object by its dialogue"). */
import {
  type CardContent,
  type CardRef,
  isRefusal,
  type LineId,
  type Messenger,
  type OpenedDialog,
  type PortalId,
  type Refusal,
} from '@olchat/domain';
import type { LineClient } from '@olchat/domain';
import { z } from 'zod';
import { type Item, listedItems } from '../crm/item.ts';
import { chatEntityWord, CONTACT_TYPE_ID } from '../crm/object-types.ts';
import { readCard } from '../crm/read-card.ts';
import type { RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { connectorId } from './connector-id.ts';
import { DIALOG_WORDS, dialogBody } from './dialogs.ts';
import { formatUserCode, isUserCodeMark, parseUserCode, type UserCode } from './user-code.ts';

const LEAD_TYPE_ID = 1;
/** Chats of one card that are looked at. */
const MAX_CHATS = 20;
/** People behind an order or a smart-process item whose chats are looked at. */
const MAX_HOLDERS = 5;

export interface WantedDialog {
  lineId: LineId;
  messenger: Messenger;
  client: LineClient;
}

/** First the mark that Bitrix24 writes into the client's records, on the card's people and on whoever has his phone; then the card's chats. */
export const findDialog = async (
  rest: RestClient,
  portalId: PortalId,
  wanted: WantedDialog,
  card: CardRef | null,
): Promise<OpenedDialog | null | Refusal> => {
  const content = card === null ? null : await readCard(rest, portalId, 'main', card);
  if (isRefusal(content)) return content;
  const marks = content === null ? [] : marksOf(content);
  let code = marks.map(parseUserCode).find(found => found !== undefined && isWanted(found, wanted));
  if (code === undefined && wanted.client.phone !== null) {
    const ofPhone = await marksOfPhone(rest, portalId, wanted.client.phone);
    if (isRefusal(ofPhone)) return ofPhone;
    code = ofPhone.map(parseUserCode).find(found => found !== undefined && isWanted(found, wanted));
  }
  if (code !== undefined) {
    const opened = await openByCode(rest, portalId, code);
    if (opened !== null) return opened;
  }
  for (const holder of content === null ? [] : chatHolders(content)) {
    const found = await findInChatsOfCard(rest, portalId, wanted, holder);
    if (found !== null) return found;
  }
  return null;
};

/** The complete code is in a mark only when it has the connector user. */
const isWanted = (code: UserCode, { lineId, messenger, client }: WantedDialog): boolean =>
  code.connector === connectorId(messenger) && code.lineId === lineId && code.clientExternalId === client.externalId;

const marksOf = (content: CardContent): string[] =>
  content.addresses.filter(({ kind, value }) => kind === 'IM' && isUserCodeMark(value)).map(({ value }) => value);

/** Orders and smart-process items have no chats of their own: those of their people stand for them (G-4). */
const chatHolders = ({ card, people }: CardContent): CardRef[] =>
  chatEntityWord(card) !== undefined
    ? [card]
    : people.slice(0, MAX_HOLDERS).map(({ type, id }) => ({ type, id, smartProcessTypeId: null }));

const idList = z.union([z.array(z.union([z.string(), z.number()])), z.record(z.string(), z.union([z.string(), z.number()]))]).optional().transform(ids => Object.values(ids ?? {})); // prettier-ignore
const duplicates = z.union([z.object({ CONTACT: idList, LEAD: idList }), z.array(z.never()).transform(() => ({ CONTACT: [], LEAD: [] }))]);

const marksOfPhone = async (rest: RestClient, portalId: PortalId, phone: string): Promise<string[] | Refusal> => {
  const caller = { portalId, as: 'main' as const };
  const command = { method: 'crm.duplicate.findbycomm', params: { type: 'PHONE', values: [phone] } };
  const found = await rest.call(caller, command, duplicates, 'repeatable');
  if (!found.ok) return refusalOf(found.failure, DIALOG_WORDS);
  const lists: Record<string, RestCommand> = {};
  if (found.value.CONTACT.length > 0) lists['contacts'] = withFields(CONTACT_TYPE_ID, found.value.CONTACT);
  if (found.value.LEAD.length > 0) lists['leads'] = withFields(LEAD_TYPE_ID, found.value.LEAD);
  if (Object.keys(lists).length === 0) return [];

  const answer = await rest.batch(caller, lists, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, DIALOG_WORDS);
  const marks: string[] = [];
  for (const name of Object.keys(lists)) {
    const list = answer.value.read(name, listedItems);
    if (!list.ok) return refusalOf(list.failure, DIALOG_WORDS);
    marks.push(...list.value.items.flatMap(marksOfItem));
  }
  return marks;
};

const withFields = (entityTypeId: number, ids: (string | number)[]): RestCommand => ({
  method: 'crm.item.list',
  params: { entityTypeId, filter: { '@id': ids }, select: ['*'], start: -1 },
});

const marksOfItem = (item: Item): string[] =>
  item.fm.filter(field => field.typeId === 'IM' && isUserCodeMark(field.value)).map(field => field.value);

const opened = z.object({ chatId: z.union([z.string(), z.number()]).transform(String) });

/** Null: the mark outlived its chat, or the main token may not see it. */
const openByCode = async (rest: RestClient, portalId: PortalId, code: UserCode): Promise<OpenedDialog | null> => {
  const userCode = formatUserCode(code);
  const command = { method: 'imopenlines.session.open', params: { USER_CODE: userCode } };
  const chat = await rest.call({ portalId, as: 'main' }, command, opened, 'repeatable');
  return chat.ok ? { openLineChatId: chat.value.chatId, userCode } : null;
};

const chatsBody = z.array(z.object({ CHAT_ID: z.union([z.string(), z.number()]).transform(String), CONNECTOR_ID: z.string() }));

const findInChatsOfCard = async (
  rest: RestClient,
  portalId: PortalId,
  wanted: WantedDialog,
  card: CardRef,
): Promise<OpenedDialog | null | Refusal> => {
  const word = chatEntityWord(card);
  if (word === undefined) return null;
  const caller = { portalId, as: 'main' as const };
  const params = { CRM_ENTITY_TYPE: word, CRM_ENTITY: card.id, ACTIVE_ONLY: 'N' };
  const chats = await rest.call(caller, { method: 'imopenlines.crm.chat.get', params }, chatsBody, 'repeatable');
  if (!chats.ok) return refusalOf(chats.failure, DIALOG_WORDS);
  const ours = chats.value.filter(chat => chat.CONNECTOR_ID === connectorId(wanted.messenger)).slice(0, MAX_CHATS);
  if (ours.length === 0) return null;

  const commands = Object.fromEntries(
    ours.map(chat => [`chat${chat.CHAT_ID}`, { method: 'imopenlines.dialog.get', params: { CHAT_ID: chat.CHAT_ID } }]),
  );
  const answer = await rest.batch(caller, commands, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, DIALOG_WORDS);
  for (const name of Object.keys(commands)) {
    const dialog = answer.value.read(name, dialogBody);
    const code = dialog.ok ? parseUserCode(dialog.value.userCode) : undefined;
    if (dialog.ok && code !== undefined && isWanted(code, wanted)) {
      return { openLineChatId: dialog.value.openLineChatId, userCode: formatUserCode(code) };
    }
  }
  return null;
};
