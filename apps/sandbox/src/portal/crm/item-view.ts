/** An item as `crm.item.get` and `crm.item.list` show it, and as filters read it. */
import type { Portal } from '../portal-data.ts';
import { readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { ALIASES, camelUserField, hasMultiFields, isField } from './item-fields.ts';
import type { Item, MultiField } from './items.ts';

const aliasValues = (item: Item, alias: string): MultiField[] => {
  const kind = ALIASES[alias];
  return item.fm.filter(({ typeId, valueType }) => typeId === kind?.typeId && (kind.valueTypes?.includes(valueType) ?? true));
};

const flag = (value: boolean): 'Y' | 'N' => (value ? 'Y' : 'N');

export const viewItem = (item: Item, useOriginalNames: boolean): Record<string, unknown> => {
  const fields = Object.entries(item.fields).map(([name, value]): [string, unknown] => [
    useOriginalNames || !name.startsWith('UF_') ? name : camelUserField(name),
    value,
  ]);
  const view: Record<string, unknown> = { id: item.id, ...Object.fromEntries(fields), entityTypeId: item.entityTypeId };
  if (!hasMultiFields(item.entityTypeId)) return view;
  for (const alias of Object.keys(ALIASES)) {
    const [first] = aliasValues(item, alias);
    if (first !== undefined) view[alias] = first.value;
  }
  return { ...view, hasPhone: flag('phone' in view), hasEmail: flag('email' in view), hasImol: flag('imol' in view), fm: item.fm };
};

/** A list shows `fm` only with `*`; it cannot be named. */
export const selectFields = (view: Record<string, unknown>, select: readonly string[]): Record<string, unknown> => {
  if (select.includes('*')) return view;
  const wanted = (name: string): boolean => name !== 'fm' && (select.length === 0 || name === 'id' || select.includes(name));
  return Object.fromEntries(Object.entries(view).filter(([name]) => wanted(name)));
};

/** Value or values of a field for a filter; undefined when the type has no such field. */
export const readField = (portal: Portal, item: Item, name: string): unknown => {
  if (name === 'id') return item.id;
  if (name in ALIASES) return aliasValues(item, name).map(({ value }) => value);
  if (!isField(portal, item.entityTypeId, name)) {
    const original = Object.keys(item.fields).find(field => field.startsWith('UF_') && camelUserField(field) === name);
    return original === undefined ? undefined : item.fields[original];
  }
  return item.fields[name] ?? '';
};

export const sortItems = (portal: Portal, items: Item[], order: Record<string, unknown>): Item[] => {
  const criteria = Object.entries(order);
  return items.toSorted((one, other) => {
    for (const [field, direction] of criteria) {
      const [first, second] = [readField(portal, one, field), readField(portal, other, field)];
      if (first === undefined) throw new RestError(400, 'INVALID_ARG_VALUE', `Invalid order: field '${field}' is not allowed in order`);
      const compared =
        typeof first === 'number' && typeof second === 'number'
          ? first - second
          : (readText(first) ?? '').localeCompare(readText(second) ?? '');
      if (compared !== 0) return String(direction).toUpperCase() === 'DESC' ? -compared : compared;
    }
    return one.id - other.id;
  });
};
