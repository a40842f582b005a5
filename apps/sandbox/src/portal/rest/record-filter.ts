/** Filters of list methods: operators before the field's name, lists of values, nested groups with `logic` (Bitrix24 docs, crm.item.list). */
import { isObject, readList, readText } from './parameters.ts';
import { RestError } from './rest-error.ts';

type Compare = (actual: string, wanted: string) => boolean;

const numeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);
const order: (actual: string, wanted: string) => number = (actual, wanted) =>
  numeric(actual) && numeric(wanted) ? Number(actual) - Number(wanted) : actual < wanted ? -1 : actual > wanted ? 1 : 0;
const equal: Compare = (actual, wanted) => order(actual, wanted) === 0;
const contains: Compare = (actual, wanted) => actual.toLowerCase().includes(wanted.toLowerCase());
/** `%` stands for any text. */
const like: Compare = (actual, wanted) => {
  const pattern = wanted
    .toLowerCase()
    .split('%')
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 's').test(actual.toLowerCase());
};

/** Longest first: `>=` must not be read as `>`. */
const OPERATORS: readonly (readonly [prefix: string, compare: Compare, negated: boolean])[] = [
  ['!=%', like, true],
  ['!%=', like, true],
  ['>=', (actual, wanted) => order(actual, wanted) >= 0, false],
  ['<=', (actual, wanted) => order(actual, wanted) <= 0, false],
  ['=%', like, false],
  ['%=', like, false],
  ['!%', contains, true],
  ['!@', equal, true],
  ['!=', equal, true],
  ['>', (actual, wanted) => order(actual, wanted) > 0, false],
  ['<', (actual, wanted) => order(actual, wanted) < 0, false],
  ['@', equal, false],
  ['%', contains, false],
  ['!', equal, true],
  ['=', equal, false],
  ['', equal, false],
];

/** `read` answers the value or values of a field; undefined = no such field, which the platform refuses. */
export const matchesFilter = (filter: Record<string, unknown>, read: (field: string) => unknown): boolean => {
  const conditions = Object.entries(filter).filter(([key]) => key.toLowerCase() !== 'logic');
  const logic = Object.entries(filter).find(([key]) => key.toLowerCase() === 'logic')?.[1];
  const test = ([key, wanted]: [string, unknown]): boolean =>
    /^\d+$/.test(key) && isObject(wanted) ? matchesFilter(wanted, read) : matchesCondition(key, wanted, read);
  return readText(logic)?.toUpperCase() === 'OR' ? conditions.some(test) : conditions.every(test);
};

const matchesCondition = (key: string, wanted: unknown, read: (field: string) => unknown): boolean => {
  const [prefix, compare, negated] = OPERATORS.find(([candidate]) => key.startsWith(candidate)) ?? ['', equal, false];
  const field = key.slice(prefix.length);
  const actual = read(field);
  if (actual === undefined) throw new RestError(400, 'INVALID_ARG_VALUE', `Invalid filter: field '${field}' is not allowed in filter`);
  const actuals = (readList(actual) ?? [actual]).map(comparable);
  const wanteds = (readList(wanted) ?? [wanted]).map(comparable);
  const found = (actuals.length === 0 ? [''] : actuals).some(one => wanteds.some(other => compare(one, other)));
  return negated ? !found : found;
};

const comparable = (value: unknown): string => (value === true ? '1' : value === false ? '0' : (readText(value) ?? ''));
