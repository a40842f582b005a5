/** A card, its contacts and companies, and the addresses of all of them, in one request (D-2, D-21). */
import {
  type ActingAs,
  type CardAddress,
  type CardContent,
  type CardRef,
  type PortalId,
  isRefusal,
  type Refusal,
  refuse,
} from '@olchat/domain';
import { type BatchAnswer, type RestCommand, resultOf } from '../rest/batch.ts';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { companiesOf, contactsOf, gotItem, type Item, listedItems, personName } from './item.ts';
import { COMPANY_TYPE_ID, CONTACT_TYPE_ID, entityTypeId, hasItemMethods } from './object-types.ts';

/** Linked records are asked for by their place in the answer of the card, before anybody knows how many there are. */
const FORESEEN_CONTACTS = 20;
const FORESEEN_COMPANIES = 10;
/** `crm.item.list` answers 50 at most; a card with more people is read no further. */
const PAGE = 50;

const WORDS: RefusalWords = { right: 'card', otherwise: 'PORTAL_UNAVAILABLE' };

export const readCard = async (rest: RestClient, portalId: PortalId, as: ActingAs, card: CardRef): Promise<CardContent | Refusal> => {
  if (!hasItemMethods(card)) return refuse('NOT_FOUND', { rawCode: 'ENTITY_TYPE_NOT_SUPPORTED' });

  const answer = await rest.batch({ portalId, as }, cardCommands(card), 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  const got = answer.value.read('card', gotItem);
  if (!got.ok) {
    // A card that he may not see looks like one that is not there (E-71).
    return got.failure.kind === 'denied' ? refuse('NOT_FOUND') : refusalOf(got.failure, WORDS);
  }
  const { item } = got.value;

  const contacts = await linkedItems(
    rest,
    { portalId, as },
    CONTACT_TYPE_ID,
    contactsOf(item),
    foreseen(answer.value, 'contacts', FORESEEN_CONTACTS),
  );
  if (isRefusal(contacts)) return contacts;
  const companies = await linkedItems(
    rest,
    { portalId, as },
    COMPANY_TYPE_ID,
    companiesOf(item),
    foreseen(answer.value, 'companies', FORESEEN_COMPANIES),
  );
  if (isRefusal(companies)) return companies;
  return cardContent(card, item, contacts, companies);
};

type CardCommand = 'card' | 'contacts' | 'companies';

const cardCommands = (card: CardRef): Record<CardCommand, RestCommand> => {
  const linked = (typeId: number, single: string, list: string, count: number): RestCommand =>
    listCommand(typeId, [
      resultOf('card', 'item', single),
      ...Array.from({ length: count }, (_, index) => resultOf('card', 'item', list, index)),
    ]);
  return {
    card: { method: 'crm.item.get', params: { entityTypeId: entityTypeId(card), id: card.id } },
    contacts: linked(CONTACT_TYPE_ID, 'contactId', 'contactIds', FORESEEN_CONTACTS),
    companies: linked(COMPANY_TYPE_ID, 'companyId', 'companyIds', FORESEEN_COMPANIES),
  };
};

/** Multi-fields come only with `*` (Bitrix24 docs, crm.item.list). */
const listCommand = (typeId: number, ids: string[]): RestCommand => ({
  method: 'crm.item.list',
  params: { entityTypeId: typeId, filter: { '@id': ids }, select: ['*'], start: -1 },
});

/** What the one request brought, and how many linked records it could bring. */
interface Foreseen {
  items: Item[];
  reach: number;
}

const foreseen = (answer: BatchAnswer<CardCommand>, name: 'contacts' | 'companies', reach: number): Foreseen => {
  const listed = answer.read(name, listedItems);
  return listed.ok ? { items: listed.value.items, reach } : { items: [], reach: 0 };
};

/** In the order of `ids`; records that he may not see are left out. Only ids of this card count, whatever the portal made of the filter. */
const linkedItems = async (
  rest: RestClient,
  caller: { portalId: PortalId; as: ActingAs },
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
    if (!listed.ok && listed.failure.kind !== 'denied') return refusalOf(listed.failure, WORDS);
    if (listed.ok) for (const item of listed.value.items) found.set(item.id, item);
  }
  return ids.map(id => found.get(id)).filter(item => item !== undefined);
};

const cardContent = (card: CardRef, item: Item, contacts: Item[], companies: Item[]): CardContent => {
  const people: CardContent['people'] = [
    ...contacts.map(contact => ({ type: 'CONTACT' as const, id: contact.id, name: personName(contact) })),
    ...companies.map(company => ({ type: 'COMPANY' as const, id: company.id, name: company.title })),
  ];
  const addresses = [
    ...contacts.flatMap(contact => addressesOf('CONTACT', contact)),
    ...companies.flatMap(company => addressesOf('COMPANY', company)),
  ];
  switch (card.type) {
    case 'LEAD':
    case 'CONTACT':
    case 'COMPANY': {
      const name = holderName(card.type, item);
      return {
        card,
        title: item.title === '' ? name : item.title,
        addresses: [...addressesOf(card.type, item), ...addresses],
        people: [{ type: card.type, id: card.id, name }, ...people],
      };
    }
    case 'DEAL':
    case 'ORDER':
    case 'SMART_PROCESS':
      return { card, title: item.title, addresses, people };
  }
};

type Holder = 'LEAD' | 'CONTACT' | 'COMPANY';

const holderName = (type: Holder, item: Item): string => {
  if (type === 'COMPANY') return item.title;
  const name = personName(item);
  return name === '' ? item.title : name;
};

const KINDS = ['PHONE', 'IM', 'WEB'] as const;

const addressesOf = (type: Holder, item: Item): CardAddress[] => {
  const holder = { type, id: item.id, name: holderName(type, item) };
  return KINDS.flatMap(kind =>
    item.fm
      .filter(field => field.typeId === kind && field.value.trim() !== '')
      .map(field => ({ holder, kind, valueType: field.valueType, value: field.value })),
  );
};
