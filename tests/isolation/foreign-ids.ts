/** The variables of a field with one id of the first portal among the twin's own; and the same with one that does not exist. */
import { nowhere, type Place } from './places.ts';
import type { SettledPortals } from './settled-portals.ts';
import { TABLE } from './table/table.ts';

type Variables = Record<string, unknown>;

/** The same numbers in both portals. */
const SMART_CARD = { type: 'SMART_PROCESS', id: '61', smartProcessTypeId: '1038' };

/** Null: there is nothing to compare with, because the id is the caller's own as well. */
export function foreignIds(
  field: string,
  path: string,
  { first, second }: SettledPortals,
): [foreign: Variables, missing: Variables | null] {
  const expectation = TABLE[field];
  if (expectation === undefined) throw new Error(`${field} is not in the table`);
  const own = { ...second, idempotencyKey: crypto.randomUUID() };
  const keys = path.split('.');
  if (keys.join('.') === 'input.smartProcessTypeId')
    return [withValue(expectation.variables(own), keys, SMART_CARD.smartProcessTypeId), null];
  if (keys.at(-1) === 'smartProcessTypeId') return [withValue(expectation.variables(own), keys.slice(0, -1), SMART_CARD), null];

  const named = (place: Place): Variables => {
    const value = valueAt(expectation.variables(place), keys) ?? (field.startsWith('Subscription.') ? place.cursor : place.messageId);
    return withValue(expectation.variables(own), keys, value);
  };
  const [foreign, missing] = [named(first), named(nowhere('bm93aGVyZQ'))];
  // Chats of both portals have the same numbers.
  const isOwnToo = valueAt(foreign, keys) === second.dialogId;
  return [foreign, keys.at(-1) === 'idempotencyKey' || isOwnToo ? null : missing];
}

const isVariables = (value: unknown): value is Variables => typeof value === 'object' && value !== null;

const valueAt = (variables: Variables, keys: string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isVariables(inner) ? inner[key] : undefined), variables);

function withValue(variables: Variables, [key = '', ...rest]: string[], value: unknown): Variables {
  const inner = variables[key];
  return { ...variables, [key]: rest.length === 0 ? value : withValue(isVariables(inner) ? inner : {}, rest, value) };
}
