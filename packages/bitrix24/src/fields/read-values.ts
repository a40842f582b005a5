/** Values of templates' variables: the records and their fields in one request, what they point to in a second (M-5, M-6). */
import type { CardFields, CardRef, EmployeeId, FieldValue, PortalId, Refusal, WantedValue } from '@olchat/domain';
import { cardKey, isRefusal, variableKey } from '@olchat/domain';
import { z } from 'zod';
import type { CardReader } from '../crm/linked-items.ts';
import { entityTypeId, hasItemMethods } from '../crm/object-types.ts';
import { type Order, readableOrder } from '../crm/order.ts';
import { type BatchAnswer, type RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { Caller, RestClient } from '../rest/rest-client.ts';
import { fieldsBody, fieldsOf, type Field } from './field.ts';
import { linkedValue, lookUp, type Printable } from './look-up.ts';
import { orderValue } from './order-fields.ts';
import { printValue } from './print-value.ts';
import { PRODUCT_ROWS, printProductRows, productRowsBody, productRowsCommand } from './product-rows.ts';

export type Item = Readonly<Record<string, unknown>>;
const itemBody = z.object({ item: z.record(z.string(), z.unknown()) });

const WORDS = { right: 'card', otherwise: 'PORTAL_UNAVAILABLE' } as const;
const gap = (reason: 'EMPTY' | 'UNKNOWN' | 'NOT_LINKED' | 'HIDDEN'): FieldValue => ({ kind: 'gap', reason });

/** A record of the template with what the first request brought of it. */
export interface ReadRecord {
  item: Item;
  fields: ReadonlyMap<string, Field>;
  productRows: z.output<typeof productRowsBody>['productRows'];
}

export const readValues = async (
  rest: RestClient,
  language: (portalId: PortalId) => Promise<'ru' | 'en'>,
  portalId: PortalId,
  employeeId: EmployeeId,
  wanted: readonly WantedValue[],
): ReturnType<CardFields['values']> => {
  const caller: Caller = { portalId, as: employeeId };
  const records = new Map(wanted.flatMap(({ record }) => (record === null ? [] : [[cardKey(record), record] as const])));
  const items = [...records.values()].filter(hasItemMethods);
  const answer = await rest.batch(caller, itemCommands(items, wanted), 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  const read = new Map<string, ReadRecord | FieldValue>();
  for (const record of items) {
    const one = recordOf(answer.value, record);
    if ('refused' in one) return one;
    read.set(cardKey(record), one);
  }
  const order = await orderOf(rest, { portalId, as: employeeId }, [...records.values()]);
  if (isRefusal(order)) return order;

  const locale = await language(portalId);
  const printables = wanted.flatMap(({ variable, record }): Printable[] => {
    const found = record === null ? undefined : read.get(cardKey(record));
    if (found === undefined || 'kind' in found) return [];
    const field = variable.field === PRODUCT_ROWS ? SUM : found.fields.get(variable.field);
    return field === undefined ? [] : [{ field, item: found.item, linkedField: variable.linkedField }];
  });
  if (order !== null) printables.push({ field: SUM, item: { opportunity: order.price }, linkedField: null });
  const lookups = await lookUp(rest, caller, printables);
  if ('refused' in lookups) return lookups;

  const valueOf = ({ variable, record }: WantedValue): FieldValue => {
    if (record === null) return gap('NOT_LINKED');
    if (!hasItemMethods(record)) return orderValue(order, variable.field, lookups, locale);
    const found = read.get(cardKey(record));
    if (found === undefined) return gap('NOT_LINKED');
    if ('kind' in found) return found;
    if (variable.field === PRODUCT_ROWS) return textOr(printProductRows(found, lookups), 'EMPTY');
    const field = found.fields.get(variable.field);
    if (field === undefined) return gap('UNKNOWN');
    if (variable.linkedField !== null) return linkedValue(field, found.item, variable.linkedField, lookups, locale);
    return textOr(printValue(field, found.item, lookups, locale), 'EMPTY');
  };
  return new Map(wanted.map(one => [variableKey(one.variable), valueOf(one)]));
};

/** Null: none is asked for, or it is gone or not for this employee. A template names one card, so there is one order at most. */
const orderOf = async (rest: RestClient, caller: CardReader, records: readonly CardRef[]): Promise<Order | null | Refusal> => {
  const card = records.find(record => !hasItemMethods(record));
  if (card === undefined) return null;
  const order = await readableOrder(rest, caller, card);
  return isRefusal(order) && order.code === 'NOT_FOUND' ? null : order;
};

/** Goods and orders are printed in a currency, as a sum is. */
const SUM: Field = { code: 'OPPORTUNITY', name: 'opportunity', type: 'double', title: '', statusType: '', items: new Map() };

const textOr = (text: string | null, reason: 'EMPTY'): FieldValue => (text === null ? gap(reason) : { kind: 'value', text });

const itemName = (record: CardRef): string => `item_${entityTypeId(record)}_${record.id}`;
const fieldsName = (record: CardRef): string => `fields_${entityTypeId(record)}`;
const rowsName = (record: CardRef): string => `rows_${entityTypeId(record)}_${record.id}`;

const itemCommands = (records: readonly CardRef[], wanted: readonly WantedValue[]): Record<string, RestCommand> => {
  const commands: Record<string, RestCommand> = {};
  for (const record of records) {
    const typeId = entityTypeId(record);
    commands[itemName(record)] = { method: 'crm.item.get', params: { entityTypeId: typeId, id: record.id, useOriginalUfNames: 'Y' } };
    commands[fieldsName(record)] = fieldsCommand(typeId);
    const wantsRows = wanted.some(
      one => one.variable.field === PRODUCT_ROWS && one.record !== null && cardKey(one.record) === cardKey(record),
    );
    if (wantsRows) commands[rowsName(record)] = productRowsCommand(typeId, record.id);
  }
  return commands;
};

export const fieldsCommand = (typeId: number): RestCommand => ({
  method: 'crm.item.fields',
  params: { entityTypeId: typeId, useOriginalUfNames: 'Y' },
});

/** A record that is gone or hidden makes gaps; only trouble of the portal is a refusal. */
const recordOf = (answer: BatchAnswer<string>, record: CardRef): ReadRecord | FieldValue | Refusal => {
  const item = answer.read(itemName(record), itemBody);
  if (!item.ok) {
    if (item.failure.kind === 'denied') return gap('HIDDEN');
    return item.failure.kind === 'gone' ? gap('NOT_LINKED') : refusalOf(item.failure, WORDS);
  }
  const fields = answer.read(fieldsName(record), fieldsBody);
  if (!fields.ok) return refusalOf(fields.failure, WORDS);
  const rows = answer.read(rowsName(record), productRowsBody);
  return withMultiFields({ item: item.value.item, fields: fieldsOf(fields.value), productRows: rows.ok ? rows.value.productRows : [] });
};

/** `crm.item.fields` names the multi-fields as one, `fm`; people know them as four. */
export const MULTI_FIELDS = ['PHONE', 'EMAIL', 'WEB', 'IM'] as const;
const multiFields = z.array(z.object({ typeId: z.string(), value: z.union([z.string(), z.number()]).transform(String) })).catch([]);

const withMultiFields = ({ item, fields, productRows }: ReadRecord): ReadRecord => {
  if (!fields.has('FM')) return { item, fields, productRows };
  const values = multiFields.parse(Object.values(item['fm'] ?? {}));
  const named = MULTI_FIELDS.map(code => ({ code, name: `fm ${code}`, type: 'string', title: code, statusType: '', items: new Map() }));
  return {
    item: {
      ...item,
      ...Object.fromEntries(named.map(({ code, name }) => [name, values.filter(one => one.typeId === code).map(one => one.value)])),
    },
    fields: new Map([...fields, ...named.map((field): [string, Field] => [field.code, field])]),
    productRows,
  };
};
