/** Orders have no `crm.item.*`: the few fields of `sale.order.get` that a message may name. Read with an administrator's token, as the method demands. */
import type { CardRef, FieldValue, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import type { RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { printDate } from './moment.ts';
import { printMoney } from './money.ts';
import type { Lookups } from './print-value.ts';

const text = z.union([z.string(), z.number()]).nullish().transform(value => String(value ?? '')); // prettier-ignore

const orderBody = z.object({
  order: z.object({ accountNumber: text, price: z.coerce.number().catch(0), currency: text, dateInsert: text, userDescription: text }),
});
type Order = z.output<typeof orderBody>['order'];

export const ORDER_FIELDS: readonly { code: string; title: { ru: string; en: string } }[] = [
  { code: 'ACCOUNT_NUMBER', title: { ru: 'Номер заказа', en: 'Order number' } },
  { code: 'PRICE', title: { ru: 'Сумма', en: 'Total' } },
  { code: 'DATE_INSERT', title: { ru: 'Дата создания', en: 'Created' } },
  { code: 'USER_DESCRIPTION', title: { ru: 'Комментарий клиента', en: 'Client’s comment' } },
];

export const orderCommand = (order: CardRef): RestCommand => ({ method: 'sale.order.get', params: { id: order.id } });

/** Null: it is gone. */
export const readOrder = async (rest: RestClient, portalId: PortalId, command: RestCommand): Promise<{ order: Order | null } | Refusal> => {
  const got = await rest.call({ portalId, as: 'main' }, command, orderBody, 'repeatable');
  if (got.ok) return got.value;
  return got.failure.kind === 'gone' || got.failure.kind === 'refused'
    ? { order: null }
    : refusalOf(got.failure, { right: 'card', otherwise: 'PORTAL_UNAVAILABLE' });
};

export const orderValue = (read: { order: Order | null } | null, code: string, lookups: Lookups, locale: 'ru' | 'en'): FieldValue => {
  const order = read?.order ?? null;
  if (order === null) return { kind: 'gap', reason: 'NOT_LINKED' };
  if (!ORDER_FIELDS.some(field => field.code === code)) return { kind: 'gap', reason: 'UNKNOWN' };
  const printed = print(order, code, lookups, locale);
  return printed === null || printed === '' ? { kind: 'gap', reason: 'EMPTY' } : { kind: 'value', text: printed };
};

const print = (order: Order, code: string, lookups: Lookups, locale: 'ru' | 'en'): string | null => {
  switch (code) {
    case 'ACCOUNT_NUMBER':
      return order.accountNumber;
    case 'PRICE':
      return printMoney(order.price, lookups.currencies.get(order.currency), order.currency);
    case 'DATE_INSERT':
      return printDate(order.dateInsert, locale);
    default:
      return order.userDescription.trim();
  }
};
