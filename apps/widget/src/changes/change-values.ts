import type { Change } from './use-changes.ts';

/** One field of a change: what it was and what it is, as JSON holds it; nothing where the record has nothing. */
export interface ChangedField {
  name: string;
  before: unknown;
  after: unknown;
}

/** The record holds its values as JSON objects of fields by their names in the API. What is no such object is shown as it stands. */
export function fieldsOf({ before, after }: Pick<Change, 'before' | 'after'>): ChangedField[] {
  const was = read(before);
  const is = read(after);
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].map(name => ({ name, before: was[name], after: is[name] }));
}

function read(json: string | null): Record<string, unknown> {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Words instead of JSON are for people as they are.
  }
  return { '': json };
}

export interface ValueWords {
  yes: string;
  no: string;
  nothing: string;
  everybody: string;
  seconds: (ms: number) => string;
  publication: (value: string) => string;
  kind: (value: string) => string;
}

/** A value as a person reads it, in the words of the field that it belongs to. */
export function valueInWords(name: string, value: unknown, words: ValueWords): string {
  if (value === undefined || value === null || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'sendIntervalMs' && typeof value === 'number') return words.seconds(value);
  if (name === 'defaultPublication' && typeof value === 'string') return words.publication(value);
  if (name === 'kind' && typeof value === 'string') return words.kind(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return name === 'access' ? words.everybody : words.nothing;
    return value.map(one => nameOf(one)).join(', ');
  }
  if (typeof value === 'object' && 'name' in value) return nameOf(value);
  if (typeof value === 'object') return Object.values(value).map(String).join(' · ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function nameOf(entry: unknown): string {
  if (typeof entry === 'object' && entry !== null && 'name' in entry) {
    const { name, id } = entry as { name: unknown; id?: unknown };
    if (typeof name === 'string' && name !== '') return name;
    return `№ ${String(id)}`;
  }
  return String(entry);
}
