/** What values point to: employees, directories, currencies, pipelines, linked records; one request for all that is needed. */
import type { FieldValue, Refusal } from '@olchat/domain';
import { z } from 'zod';
import { MAX_COMMANDS, type RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { Caller, RestClient } from '../rest/rest-client.ts';
import { fieldsBody, fieldsOf, type Field } from './field.ts';
import { currenciesBody } from './money.ts';
import { firstValue, linkedRecord, type Lookups, printValue } from './print-value.ts';

export interface Printable {
  field: Field;
  item: Readonly<Record<string, unknown>>;
  linkedField: string | null;
}

interface LinkedItem {
  item: Readonly<Record<string, unknown>>;
  fields: ReadonlyMap<string, Field>;
}

export interface Found extends Lookups {
  /** Records that a `|FIELD` asks for, by `<type id>/<id>`. */
  linked: ReadonlyMap<string, LinkedItem>;
}

const usersBody = z.array(z.record(z.string(), z.unknown()));
const statusesBody = z.array(z.object({ STATUS_ID: z.string(), NAME: z.string() }));
const categoriesBody = z.object({ categories: z.array(z.object({ id: z.coerce.string(), name: z.string() })) });
const itemBody = z.object({ item: z.record(z.string(), z.unknown()) });

const USER_FIELDS = ['ID', 'NAME', 'LAST_NAME', 'SECOND_NAME', 'WORK_POSITION', 'WORK_PHONE', 'PERSONAL_MOBILE', 'EMAIL'] as const;
export const LINKED_USER_FIELDS = USER_FIELDS.filter(field => field !== 'ID');

const isUser = ({ type }: Field): boolean => type === 'user' || type === 'employee';
const text = ({ field, item }: Printable): string => {
  const raw = firstValue(item[field.name]);
  return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : '';
};

export const lookUp = async (rest: RestClient, caller: Caller, printables: readonly Printable[]): Promise<Found | Refusal> => {
  const found = nothing();
  const refusal = await lookUpInto(found, rest, caller, printables);
  if (refusal !== null) return refusal;
  // A field of a linked record may itself be an entry of a directory or a person.
  const inner = printables.flatMap(printable => innerOf(printable, found));
  return (await lookUpInto(found, rest, caller, inner)) ?? found;
};

const nothing = () => ({
  users: new Map<string, Readonly<Record<string, unknown>>>(),
  statuses: new Map<string, string>(),
  currencies: new Map<string, z.output<typeof currenciesBody>[number]>(),
  titles: new Map<string, string>(),
  categories: new Map<string, string>(),
  linked: new Map<string, LinkedItem>(),
});

const innerOf = (printable: Printable, found: Found): Printable[] => {
  if (printable.linkedField === null) return [];
  const linked = found.linked.get(linkedRecord(printable.field, text(printable)) ?? '');
  const field = linked?.fields.get(printable.linkedField);
  return linked === undefined || field === undefined ? [] : [{ field, item: linked.item, linkedField: null }];
};

const lookUpInto = async (
  found: ReturnType<typeof nothing>,
  rest: RestClient,
  caller: Caller,
  printables: readonly Printable[],
): Promise<Refusal | null> => {
  const needs = needsOf(printables);
  const commands = Object.fromEntries(Object.entries(commandsOf(needs)).slice(0, MAX_COMMANDS));
  if (Object.keys(commands).length === 0) return null;
  const answer = await rest.batch(caller, commands, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, { right: 'card', otherwise: 'PORTAL_UNAVAILABLE' });

  // A directory or a record that he may not read leaves its values without a name: they become gaps.
  const users = answer.value.read('users', usersBody);
  if (users.ok) for (const user of users.value) found.users.set(String(user['ID']), user);
  const currencies = answer.value.read('currencies', currenciesBody);
  if (currencies.ok) for (const currency of currencies.value) found.currencies.set(currency.CURRENCY, currency);
  for (const [index, directory] of [...needs.directories].entries()) {
    const statuses = answer.value.read(`statuses${index}`, statusesBody);
    if (statuses.ok) for (const status of statuses.value) found.statuses.set(`${directory}/${status.STATUS_ID}`, status.NAME);
  }
  for (const typeId of needs.categoriesOf) {
    const categories = answer.value.read(`categories${typeId}`, categoriesBody);
    if (categories.ok) for (const category of categories.value.categories) found.categories.set(category.id, category.name);
  }
  for (const key of needs.records) {
    const [typeId = '', id = ''] = key.split('/');
    const item = answer.value.read(`record_${typeId}_${id}`, itemBody);
    const fields = answer.value.read(`fields_${typeId}`, fieldsBody);
    if (!item.ok) continue;
    found.titles.set(key, titleOf(item.value.item));
    if (fields.ok) found.linked.set(key, { item: item.value.item, fields: fieldsOf(fields.value) });
  }
  return null;
};

interface Needs {
  users: Set<string>;
  directories: Set<string>;
  categoriesOf: Set<number>;
  records: Set<string>;
  /** Types whose fields a `|FIELD` needs. */
  linkedTypes: Set<string>;
  currencies: boolean;
}

function needsOf(printables: readonly Printable[]): Needs {
  const needs: Needs = {
    users: new Set(),
    directories: new Set(),
    categoriesOf: new Set(),
    records: new Set(),
    linkedTypes: new Set(),
    currencies: false,
  };
  for (const printable of printables) {
    const { field, item, linkedField } = printable;
    const value = text(printable);
    if (value === '') continue;
    if (isUser(field)) needs.users.add(value);
    if (field.type === 'crm_status' && field.statusType !== '') needs.directories.add(field.statusType);
    if (field.type === 'crm_category') needs.categoriesOf.add(Number(item['entityTypeId']));
    if (['money', 'crm_currency'].includes(field.type) || ['OPPORTUNITY', 'TAX_VALUE'].includes(field.code)) needs.currencies = true;
    const record = linkedRecord(field, value);
    if (record === null) continue;
    needs.records.add(record);
    if (linkedField !== null) needs.linkedTypes.add(record.split('/')[0] ?? '');
  }
  return needs;
}

function commandsOf(needs: Needs): Record<string, RestCommand> {
  const commands: Record<string, RestCommand> = {};
  if (needs.users.size > 0)
    commands['users'] = { method: 'user.get', params: { FILTER: { ID: [...needs.users] }, select: [...USER_FIELDS] } };
  if (needs.currencies) commands['currencies'] = { method: 'crm.currency.list' };
  for (const [index, directory] of [...needs.directories].entries())
    commands[`statuses${index}`] = { method: 'crm.status.list', params: { filter: { ENTITY_ID: directory }, order: { SORT: 'ASC' } } };
  for (const typeId of needs.categoriesOf)
    commands[`categories${typeId}`] = { method: 'crm.category.list', params: { entityTypeId: typeId } };
  for (const record of needs.records) {
    const [typeId = '', id = ''] = record.split('/');
    commands[`record_${typeId}_${id}`] = { method: 'crm.item.get', params: { entityTypeId: typeId, id, useOriginalUfNames: 'Y' } };
  }
  for (const typeId of needs.linkedTypes)
    commands[`fields_${typeId}`] = { method: 'crm.item.fields', params: { entityTypeId: typeId, useOriginalUfNames: 'Y' } };
  return commands;
}

const titleOf = (item: Readonly<Record<string, unknown>>): string => {
  const said = (name: string): string => (typeof item[name] === 'string' ? item[name].trim() : '');
  return said('title') || [said('name'), said('lastName')].filter(part => part !== '').join(' ') || `№ ${String(item['id'])}`;
};

/** `ASSIGNED_BY_ID|WORK_POSITION`, `COMPANY_ID|INDUSTRY`: a field of the record that the value points to. */
export const linkedValue = (
  field: Field,
  item: Readonly<Record<string, unknown>>,
  linkedField: string,
  found: Found,
  locale: 'ru' | 'en',
): FieldValue => {
  const value = text({ field, item, linkedField });
  if (value === '') return { kind: 'gap', reason: 'EMPTY' };
  if (isUser(field)) {
    if (!LINKED_USER_FIELDS.some(one => one === linkedField)) return { kind: 'gap', reason: 'UNKNOWN' };
    const said = found.users.get(value)?.[linkedField];
    return typeof said === 'string' && said.trim() !== '' ? { kind: 'value', text: said.trim() } : { kind: 'gap', reason: 'EMPTY' };
  }
  const record = linkedRecord(field, value);
  if (record === null) return { kind: 'gap', reason: 'UNKNOWN' };
  const linked = found.linked.get(record);
  if (linked === undefined) return { kind: 'gap', reason: 'HIDDEN' };
  const inner = linked.fields.get(linkedField);
  if (inner === undefined) return { kind: 'gap', reason: 'UNKNOWN' };
  const printed = printValue(inner, linked.item, found, locale);
  return printed === null ? { kind: 'gap', reason: 'EMPTY' } : { kind: 'value', text: printed };
};
