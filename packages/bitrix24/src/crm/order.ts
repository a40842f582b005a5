/** An order of the shop (Bitrix24 docs, sale.order.get): read with the main token, for an employee only after he proved that he may see it. */
import { type CardAddress, type CardContent, type CardRef, isRefusal, type Refusal, refuse } from '@olchat/domain';
import { z } from 'zod';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { addressesOf, peopleOf } from './holder.ts';
import { CARD_WORDS, type CardReader, contactsAndCompanies } from './linked-items.ts';
import { COMPANY_TYPE_ID, CONTACT_TYPE_ID } from './object-types.ts';
import { orderReadRefusal } from './order-access.ts';

const text = z.union([z.string(), z.number()]).nullish().transform(value => String(value ?? '').trim()); // prettier-ignore
const listOf = <T extends z.ZodType>(item: T) => z.union([z.array(item), z.record(z.string(), item)]).nullish().transform(all => Object.values(all ?? {})); // prettier-ignore

const orderBody = z.object({
  order: z.object({
    accountNumber: text,
    orderTopic: text,
    price: z.coerce.number().catch(0),
    currency: text,
    dateInsert: text,
    userDescription: text,
    clients: listOf(
      z.object({ entityTypeId: z.coerce.number(), entityId: z.union([z.string(), z.number()]).transform(String), isPrimary: text }),
    ),
    propertyValues: listOf(z.object({ code: text, value: z.unknown() })),
  }),
});
export type Order = z.output<typeof orderBody>['order'];

export const readOrder = async (rest: RestClient, caller: CardReader, card: CardRef): Promise<CardContent | Refusal> => {
  const order = await readableOrder(rest, caller, card);
  if (isRefusal(order)) return order;
  // His own rights decide whom of the clients he sees.
  const linked = await contactsAndCompanies(rest, caller, {
    contacts: clientsOf(order, CONTACT_TYPE_ID),
    companies: clientsOf(order, COMPANY_TYPE_ID),
  });
  if (isRefusal(linked)) return linked;
  const { contacts, companies } = linked;
  const title = order.orderTopic === '' ? TITLES[await rest.language(caller.portalId)](order.accountNumber) : order.orderTopic;
  return {
    card,
    title,
    addresses: [
      ...contacts.flatMap(contact => addressesOf('CONTACT', contact)),
      ...companies.flatMap(company => addressesOf('COMPANY', company)),
      ...ownPhones(order, card.id, title),
    ],
    people: peopleOf(contacts, companies),
  };
};

/** The order, for an employee who has proven that he may see it; NOT_FOUND where it is not, or not for him (E-71). */
export const readableOrder = async (rest: RestClient, caller: CardReader, card: CardRef): Promise<Order | Refusal> => {
  const refusal = caller.as === 'main' ? null : await orderReadRefusal(rest, caller.portalId, caller.as, card.id);
  return refusal ?? getOrder(rest, caller, card);
};

const TITLES = { ru: (number: string) => `Заказ № ${number}`, en: (number: string) => `Order ${number}` };

/** Null where it is, NOT_FOUND where it is not. */
export const orderExists = async (rest: RestClient, portalId: CardReader['portalId'], card: CardRef): Promise<Refusal | null> => {
  const order = await getOrder(rest, { portalId, as: 'main' }, card);
  return isRefusal(order) ? order : null;
};

/** The primary contact, else the primary company; null for an order of nobody in the CRM. */
export const orderClient = async (rest: RestClient, portalId: CardReader['portalId'], card: CardRef): Promise<CardRef | null | Refusal> => {
  const order = await getOrder(rest, { portalId, as: 'main' }, card);
  if (isRefusal(order)) return order;
  const [contact] = clientsOf(order, CONTACT_TYPE_ID);
  if (contact !== undefined) return { type: 'CONTACT', id: contact, smartProcessTypeId: null };
  const [company] = clientsOf(order, COMPANY_TYPE_ID);
  return company === undefined ? null : { type: 'COMPANY', id: company, smartProcessTypeId: null };
};

const getOrder = async (rest: RestClient, { portalId }: CardReader, card: CardRef): Promise<Order | Refusal> => {
  const got = await rest.call({ portalId, as: 'main' }, { method: 'sale.order.get', params: { id: card.id } }, orderBody, 'repeatable');
  if (got.ok) return got.value.order;
  const { kind, code } = got.failure;
  // "order is not exists" has a number for a code; of the method's own refusals it is the only one that a numeric id can meet.
  if (kind === 'refused') return refuse('NOT_FOUND', { rawCode: code });
  // Not the caller's rights: those of the application, or a portal that did not grant it the shop.
  if (kind === 'denied') return refuse('PORTAL_TOKEN_REFUSED', { rawCode: code });
  return kind === 'app-closed' ? refuse('PORTAL_UNAVAILABLE', { rawCode: code }) : refusalOf(got.failure, CARD_WORDS);
};

/** The primary one first, each once. */
const clientsOf = ({ clients }: Order, typeId: number): string[] => {
  const ofType = clients.filter(client => client.entityTypeId === typeId && Number(client.entityId) > 0);
  return [...new Set(ofType.toSorted((a, b) => Number(b.isPrimary === 'Y') - Number(a.isPrimary === 'Y')).map(client => client.entityId))];
};

/** Typed in the shop by whoever ordered: after those of the client's own records. */
const ownPhones = ({ propertyValues }: Order, id: string, name: string): CardAddress[] =>
  propertyValues.flatMap(({ code, value }) =>
    /PHONE/i.test(code) && (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== ''
      ? [{ holder: { type: 'ORDER' as const, id, name }, kind: 'PHONE' as const, valueType: 'OTHER', value: String(value) }]
      : [],
  );
