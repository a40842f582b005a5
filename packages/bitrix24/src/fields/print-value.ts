/** A raw value of a CRM field as the card prints it (M-6). Pure: what other records say has been looked up before. */
import { fullName } from '../crm/employees.ts';
import type { Field } from './field.ts';
import { printDate, printMoment } from './moment.ts';
import { type Currency, parseMoney, printMoney } from './money.ts';
import { plainText } from './plain-text.ts';

export interface Lookups {
  /** Raw answers of `user.get` by id. */
  users: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Names of a directory's entries by `<directory>/<entry>`. */
  statuses: ReadonlyMap<string, string>;
  currencies: ReadonlyMap<string, Currency>;
  /** Titles of linked records by `<type id>/<id>`. */
  titles: ReadonlyMap<string, string>;
  /** Names of pipelines by id. */
  categories: ReadonlyMap<string, string>;
}

const YES_NO = { ru: { yes: 'да', no: 'нет' }, en: { yes: 'yes', no: 'no' } };

/** The value, or the first of several that says anything. */
export const firstValue = (raw: unknown): unknown => (Array.isArray(raw) ? raw.find(value => !isEmpty(value)) : raw);

/** Null: the card shows nothing there. */
export const printValue = (field: Field, item: Readonly<Record<string, unknown>>, lookups: Lookups, locale: 'ru' | 'en'): string | null => {
  const raw = firstValue(item[field.name]);
  if (isEmpty(raw)) return null;
  const text = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : null;
  if (text === null) return null;
  const printed = print(field, text, item, lookups, locale);
  return printed === null || printed.trim() === '' ? null : printed;
};

const print = (
  field: Field,
  text: string,
  item: Readonly<Record<string, unknown>>,
  lookups: Lookups,
  locale: 'ru' | 'en',
): string | null => {
  // A sum of the record itself stands beside its currency; the card prints them as one.
  if (field.code === 'OPPORTUNITY' || field.code === 'TAX_VALUE') return sum(text, currencyOf(item), lookups);
  switch (field.type) {
    case 'boolean':
      return ['1', 'Y', 'true'].includes(text) ? YES_NO[locale].yes : YES_NO[locale].no;
    case 'date':
      return printDate(text, locale);
    case 'datetime':
      return printMoment(text, locale);
    case 'money': {
      const money = parseMoney(text);
      return money === null ? null : printMoney(money.amount, lookups.currencies.get(money.code), money.code);
    }
    case 'enumeration':
      return field.items.get(text) ?? null;
    case 'crm_status':
      return lookups.statuses.get(`${field.statusType}/${text}`) ?? null;
    case 'crm_currency':
      return lookups.currencies.get(text)?.FULL_NAME || text;
    case 'crm_category':
      return lookups.categories.get(text) ?? null;
    case 'user':
    case 'employee':
      return userName(lookups.users.get(text));
    case 'address':
      // `Улица, дом|;|<latitude>;<longitude>`
      return plainText(text.split('|')[0] ?? '');
    case 'crm':
    case 'crm_entity':
    case 'crm_lead':
    case 'crm_deal':
    case 'crm_contact':
    case 'crm_company':
      return lookups.titles.get(linkedRecord(field, text) ?? '') ?? null;
    default:
      return plainText(text);
  }
};

/** Currency of the record's own sums; empty when it has none. */
export const currencyOf = (item: Readonly<Record<string, unknown>>): string =>
  typeof item['currencyId'] === 'string' ? item['currencyId'] : '';

const sum = (text: string, code: string, lookups: Lookups): string | null =>
  Number.isNaN(Number(text)) ? null : printMoney(Number(text), lookups.currencies.get(code), code);

const LINK_TYPES: Readonly<Record<string, number>> = { crm_lead: 1, crm_deal: 2, crm_contact: 3, crm_company: 4 };
const PREFIXES: Readonly<Record<string, number>> = { L: 1, D: 2, C: 3, CO: 4 };

/** `<type id>/<id>` of the record that a value points to; null for a plain value and for a link of a kind that we cannot follow. */
export const linkedRecord = (field: Field, text: string): string | null => {
  const known = LINK_TYPES[field.type];
  if (known !== undefined) return Number(text) > 0 ? `${known}/${text}` : null;
  // `parentId2` of a smart process points to a deal.
  const parent = field.type === 'crm_entity' ? /^PARENT_ID_?(\d+)$/.exec(field.code)?.[1] : undefined;
  if (parent !== undefined) return Number(text) > 0 ? `${parent}/${text}` : null;
  // A custom link holds `D_17`, or the bare id where only one type is allowed, which nobody tells.
  const [, prefix = '', id = ''] = field.type === 'crm' ? (/^([A-Z]+)_(\d+)$/.exec(text) ?? []) : [];
  const typeId = PREFIXES[prefix];
  return typeId === undefined ? null : `${typeId}/${id}`;
};

const said = (value: unknown): string => (typeof value === 'string' ? value : '');

const userName = (user: Readonly<Record<string, unknown>> | undefined): string | null => {
  const name = fullName(said(user?.['NAME']), said(user?.['LAST_NAME']));
  return name === '' ? null : name;
};

const isEmpty = (raw: unknown): boolean => raw === null || raw === undefined || raw === '' || (Array.isArray(raw) && raw.length === 0);
