/** Orders have no `crm.item.*`: the few fields of `sale.order.get` that a message may name. */
import type { FieldValue } from '@olchat/domain';
import type { Order } from '../crm/order.ts';
import { printDate } from './moment.ts';
import { printMoney } from './money.ts';
import type { Lookups } from './print-value.ts';

export const ORDER_FIELDS: readonly { code: string; title: { ru: string; en: string } }[] = [
  { code: 'ACCOUNT_NUMBER', title: { ru: 'Номер заказа', en: 'Order number' } },
  { code: 'PRICE', title: { ru: 'Сумма', en: 'Total' } },
  { code: 'DATE_INSERT', title: { ru: 'Дата создания', en: 'Created' } },
  { code: 'USER_DESCRIPTION', title: { ru: 'Комментарий клиента', en: 'Client’s comment' } },
];

/** `order`: null where it is gone, or not for this employee. */
export const orderValue = (order: Order | null, code: string, lookups: Lookups, locale: 'ru' | 'en'): FieldValue => {
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
      return order.userDescription;
  }
};
