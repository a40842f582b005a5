/** A card, the people behind it, and the addresses of all of them; leads, deals, contacts and companies in one request (D-2, D-21). */
import { type ActingAs, type CardContent, type CardRef, isRefusal, type PortalId, type Refusal, refuse } from '@olchat/domain';
import { type BatchAnswer, type RestCommand, resultOf } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { addressesOf, holderName, peopleOf } from './holder.ts';
import { companiesOf, contactsOf, gotItem, type Item, listedItems } from './item.ts';
import { CARD_WORDS, type CardReader, type Foreseen, linkedItems, listCommand } from './linked-items.ts';
import { COMPANY_TYPE_ID, CONTACT_TYPE_ID, entityTypeId } from './object-types.ts';
import { readOrder } from './order.ts';
import { readParents } from './parents.ts';

/** Linked records are asked for by their place in the answer of the card, before anybody knows how many there are. */
const FORESEEN_CONTACTS = 20;
const FORESEEN_COMPANIES = 10;

export const readCard = async (rest: RestClient, portalId: PortalId, as: ActingAs, card: CardRef): Promise<CardContent | Refusal> => {
  const caller = { portalId, as };
  if (card.type === 'ORDER') return readOrder(rest, caller, card);
  const read = await readItem(rest, caller, card);
  if (isRefusal(read)) return read;
  const content = cardContent(card, read);
  const isAlone = card.type === 'SMART_PROCESS' && contactsOf(read.item).length === 0 && companiesOf(read.item).length === 0;
  if (!isAlone) return content;
  const people = await readParents(read.item, parent => readCard(rest, portalId, as, parent));
  return isRefusal(people) ? people : { ...content, ...people };
};

interface ReadItem {
  item: Item;
  contacts: Item[];
  companies: Item[];
}

const readItem = async (rest: RestClient, caller: CardReader, card: CardRef): Promise<ReadItem | Refusal> => {
  const answer = await rest.batch(caller, cardCommands(card), 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, CARD_WORDS);
  const got = answer.value.read('card', gotItem);
  if (!got.ok) {
    // A card that he may not see looks like one that is not there (E-71).
    return got.failure.kind === 'denied' ? refuse('NOT_FOUND') : refusalOf(got.failure, CARD_WORDS);
  }
  const { item } = got.value;
  const broughtContacts = foreseen(answer.value, 'contacts', FORESEEN_CONTACTS);
  const contacts = await linkedItems(rest, caller, CONTACT_TYPE_ID, contactsOf(item), broughtContacts);
  if (isRefusal(contacts)) return contacts;
  const broughtCompanies = foreseen(answer.value, 'companies', FORESEEN_COMPANIES);
  const companies = await linkedItems(rest, caller, COMPANY_TYPE_ID, companiesOf(item), broughtCompanies);
  return isRefusal(companies) ? companies : { item, contacts, companies };
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

const foreseen = (answer: BatchAnswer<CardCommand>, name: 'contacts' | 'companies', reach: number): Foreseen => {
  const listed = answer.read(name, listedItems);
  return listed.ok ? { items: listed.value.items, reach } : { items: [], reach: 0 };
};

const cardContent = (card: CardRef, { item, contacts, companies }: ReadItem): CardContent => {
  const people = peopleOf(contacts, companies);
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
