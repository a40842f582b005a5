/** Goods of a deal as lines that a person can read, not a table (M-6). */
import { z } from 'zod';
import type { RestCommand } from '../rest/batch.ts';
import { printMoney } from './money.ts';
import { currencyOf, type Lookups } from './print-value.ts';
import type { ReadRecord } from './read-values.ts';

export const PRODUCT_ROWS = 'PRODUCT_ROWS';

const number = z.coerce.number().catch(0);

export const productRowsBody = z.object({
  productRows: z.array(
    z.object({
      productName: z.string(),
      /** With discounts and taxes, for one. */
      price: number,
      quantity: number,
      measureName: z.string().nullish().transform(name => name ?? ''), // prettier-ignore
    }),
  ),
});

/** Short codes of the owners (Bitrix24 docs, crm.item.productrow.list); a smart process is `T` and its type id in hexadecimal. */
const OWNERS: Readonly<Record<number, string>> = { 1: 'L', 2: 'D' };

export const productRowsCommand = (typeId: number, id: string): RestCommand => ({
  method: 'crm.item.productrow.list',
  params: { filter: { '=ownerType': OWNERS[typeId] ?? `T${typeId.toString(16)}`, '=ownerId': id }, order: { sort: 'ASC' } },
});

/** `Монтаж — 2 шт × 1 500 ₽ = 3 000 ₽`, one line each; null without goods. */
export const printProductRows = ({ productRows, item }: ReadRecord, lookups: Lookups): string | null => {
  const code = currencyOf(item);
  const money = (amount: number): string => printMoney(amount, lookups.currencies.get(code), code);
  const lines = productRows.map(
    ({ productName, price, quantity, measureName }) =>
      `${productName} — ${[quantity, measureName].join(' ').trim()} × ${money(price)} = ${money(price * quantity)}`,
  );
  return lines.length === 0 ? null : lines.join('\n');
};
