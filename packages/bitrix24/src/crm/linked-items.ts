/** Contacts and companies of a card by their ids, in order; those whom the caller may not see are left out. */
import { type ActingAs, isRefusal, type PortalId, type Refusal } from '@olchat/domain';
import type { RestCommand } from '../rest/batch.ts';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { type Item, listedItems } from './item.ts';
import { COMPANY_TYPE_ID, CONTACT_TYPE_ID } from './object-types.ts';

/** `crm.item.list` answers 50 at most; a card with more people is read no further. */
const PAGE = 50;

export const CARD_WORDS: RefusalWords = { right: 'card', otherwise: 'PORTAL_UNAVAILABLE' };

export interface CardReader {
  portalId: PortalId;
  as: ActingAs;
}

/** What an earlier request brought, and how many linked records it could bring. */
export interface Foreseen {
  items: Item[];
  reach: number;
}

/** Multi-fields come only with `*` (Bitrix24 docs, crm.item.list). */
export const listCommand = (typeId: number, ids: string[]): RestCommand => ({
  method: 'crm.item.list',
  params: { entityTypeId: typeId, filter: { '@id': ids }, select: ['*'], start: -1 },
});

/** Only ids of this card count, whatever the portal made of the filter. */
export const linkedItems = async (
  rest: RestClient,
  caller: CardReader,
  typeId: number,
  ids: string[],
  brought: Foreseen,
): Promise<Item[] | Refusal> => {
  const found = new Map(brought.items.map(item => [item.id, item]));
  // References that the portal did not resolve bring nothing at all; a single missing record is one he may not see.
  const nothingCame = ids.length > 0 && !ids.some(id => found.has(id));
  const missing = (nothingCame ? ids : ids.slice(brought.reach)).slice(0, PAGE);
  if (missing.length > 0) {
    const listed = await rest.call(caller, listCommand(typeId, missing), listedItems, 'repeatable');
    // Without the right to read contacts or companies the card is shown without them.
    if (!listed.ok && listed.failure.kind !== 'denied') return refusalOf(listed.failure, CARD_WORDS);
    if (listed.ok) for (const item of listed.value.items) found.set(item.id, item);
  }
  return ids.map(id => found.get(id)).filter(item => item !== undefined);
};

/** Both lists in one request, where the ids are known before. */
export const contactsAndCompanies = async (
  rest: RestClient,
  caller: CardReader,
  ids: { contacts: string[]; companies: string[] },
): Promise<{ contacts: Item[]; companies: Item[] } | Refusal> => {
  const wanted = { contacts: ids.contacts.slice(0, PAGE), companies: ids.companies.slice(0, PAGE) };
  const commands: Record<string, RestCommand> = {};
  if (wanted.contacts.length > 0) commands['contacts'] = listCommand(CONTACT_TYPE_ID, wanted.contacts);
  if (wanted.companies.length > 0) commands['companies'] = listCommand(COMPANY_TYPE_ID, wanted.companies);
  if (Object.keys(commands).length === 0) return { contacts: [], companies: [] };
  const answer = await rest.batch(caller, commands, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, CARD_WORDS);
  const items = (name: 'contacts' | 'companies'): Item[] | Refusal => {
    if (wanted[name].length === 0) return [];
    const listed = answer.value.read(name, listedItems);
    if (!listed.ok) return listed.failure.kind === 'denied' ? [] : refusalOf(listed.failure, CARD_WORDS);
    const found = new Map(listed.value.items.map(item => [item.id, item]));
    return wanted[name].map(id => found.get(id)).filter(item => item !== undefined);
  };
  const contacts = items('contacts');
  if (isRefusal(contacts)) return contacts;
  const companies = items('companies');
  return isRefusal(companies) ? companies : { contacts, companies };
};
