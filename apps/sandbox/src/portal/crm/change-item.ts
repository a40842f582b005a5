/** The fields of an item change: by a method of the REST API, or because a person saved the card. */
import { isObject, readInteger, readList, readObject, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { portalTime } from '../rest/time-block.ts';
import type { Portal } from '../portal-data.ts';
import { entityName, isSmartProcess } from './card-types.ts';
import { isWritable } from './item-fields.ts';
import { putItem } from './items.ts';
import type { FieldValue, Item, MultiField } from './items.ts';

/** Stored, and told to whoever bound the event. */
export const changeItem = (portal: Portal, item: Item, changes: Record<string, unknown>, actorId: number): Item => {
  const changed = applyChanges(portal, item, changes);
  putItem(portal, changed);
  raiseItemEvent(portal, changed, 'UPDATE', actorId);
  return changed;
};

export const raiseItemEvent = (portal: Portal, { entityTypeId, id }: Item, change: 'ADD' | 'UPDATE' | 'DELETE', actorId: number): void => {
  const dynamic = isSmartProcess(entityTypeId);
  const name = `ONCRM${dynamic ? 'DYNAMICITEM' : entityName(entityTypeId)}${change}`;
  portal.raise({ name, data: { FIELDS: { ID: id, ...(dynamic && { ENTITY_TYPE_ID: entityTypeId }) } }, actorId });
};

export const applyChanges = (portal: Portal, item: Item, changes: Record<string, unknown>): Item => {
  const changed: Item = { ...item, fields: { ...item.fields, updatedTime: portalTime(Date.now()) } };
  for (const [name, value] of Object.entries(changes)) {
    if (name === 'fm') changed.fm = applyMultiFields(portal, item.fm, value);
    // Unknown and read-only fields are passed over in silence, as by the platform.
    else if (isWritable(portal, item.entityTypeId, name)) changed.fields[name] = fieldValue(value);
  }
  return changed;
};

const fieldValue = (value: unknown): FieldValue => {
  const list = readList(value);
  if (list !== undefined) return list.map(one => readInteger(one) ?? 0);
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : (readText(value) ?? '');
};

/** `n0`, `n1` … (or a list) add; a numeric id changes; a numeric id with an empty value deletes. */
const applyMultiFields = (portal: Portal, fm: readonly MultiField[], value: unknown): MultiField[] => {
  const result = new Map(fm.map(one => [String(one.id), one]));
  const isAdding = Array.isArray(value);
  for (const [key, change] of Object.entries(readObject(value) ?? {})) {
    if (!isObject(change)) continue;
    const known = isAdding ? undefined : result.get(key);
    const text = readText(change['value']);
    if (known !== undefined && text === '') result.delete(key);
    else if (known !== undefined)
      result.set(key, { ...known, value: text ?? known.value, valueType: readText(change['valueType']) ?? known.valueType });
    else if (text !== undefined && text !== '') {
      const id = portal.nextId('multi-field', 10_001);
      result.set(String(id), {
        id,
        typeId: multiFieldType(change['typeId']),
        valueType: readText(change['valueType']) ?? 'WORK',
        value: text,
      });
    }
  }
  return [...result.values()];
};

const multiFieldType = (value: unknown): MultiField['typeId'] => {
  const type = readText(value);
  if (type === 'PHONE' || type === 'EMAIL' || type === 'WEB' || type === 'IM') return type;
  throw new RestError(400, 'INVALID_ARG_VALUE', `Unknown multi-field type '${type ?? ''}'`);
};
