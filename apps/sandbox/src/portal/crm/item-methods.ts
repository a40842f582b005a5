/** `crm.item.*`: the universal methods over leads, deals, contacts, companies and smart-process items. */
import type { Portal } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { isObject, readInteger, readList, readObject, readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { accessDenied, notFound, RestError } from '../rest/rest-error.ts';
import { portalTime } from '../rest/time-block.ts';
import { deleteActivitiesOf } from './activities.ts';
import { entityName, isSmartProcess } from './card-types.ts';
import { describeFields, isWritable } from './item-fields.ts';
import { readField, selectFields, sortItems, viewItem } from './item-view.ts';
import { cardOfItem, findItem, isItemType, itemKey, items, itemsOfType, mayChangeCard, mayReadCard, putItem } from './items.ts';
import type { FieldValue, Item, MultiField } from './items.ts';

export const itemMethods: readonly RestMethod[] = [
  { name: 'crm.item.get', scope: 'crm', run: get },
  { name: 'crm.item.list', scope: 'crm', run: list },
  { name: 'crm.item.fields', scope: 'crm', run: fields },
  { name: 'crm.item.add', scope: 'crm', run: add },
  { name: 'crm.item.update', scope: 'crm', run: update },
  { name: 'crm.item.delete', scope: 'crm', run: remove },
];

const itemType = ({ parameters, portal }: Call): number => {
  const entityTypeId = parameters.requiredInteger('entityTypeId');
  if (isItemType(portal, entityTypeId)) return entityTypeId;
  if (isSmartProcess(entityTypeId)) throw notFound('Smart process not found');
  throw new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', `Entity type ${entityName(entityTypeId)} is not supported`);
};

const existing = (call: Call): Item => {
  const item = findItem(call.portal, { entityTypeId: itemType(call), id: call.parameters.requiredInteger('id') });
  if (item === undefined) throw notFound();
  return item;
};

const usesOriginalNames = ({ parameters }: Call): boolean => parameters.flag('useOriginalUfNames') ?? false;

function get(call: Call): Answer {
  const item = existing(call);
  if (!mayReadCard(call.employee, cardOfItem(item))) throw accessDenied();
  return { result: { item: viewItem(item, usesOriginalNames(call)) } };
}

function list(call: Call): Answer {
  const { parameters, portal, employee } = call;
  const entityTypeId = itemType(call);
  const filter = parameters.object('filter') ?? {};
  const select = (parameters.list('select') ?? []).map(name => readText(name) ?? '');
  const found = itemsOfType(portal, entityTypeId)
    .filter(item => mayReadCard(employee, cardOfItem(item)))
    .filter(item => matchesFilter(filter, name => readField(portal, item, name)));
  const sorted = sortItems(portal, found, parameters.object('order') ?? {});
  return page(sorted, parameters.integer('start'), rows => ({
    items: rows.map(item => selectFields(viewItem(item, usesOriginalNames(call)), select)),
  }));
}

function fields(call: Call): Answer {
  return { result: { fields: describeFields(call.portal, itemType(call), usesOriginalNames(call)) } };
}

function add(call: Call): Answer {
  const { portal, employee, parameters } = call;
  const entityTypeId = itemType(call);
  if (employee.crmRight === 'read' || employee.crmRight === 'none') throw accessDenied();
  const now = portalTime(Date.now());
  const blank: Item = {
    entityTypeId,
    id: portal.nextId('item', 10_001),
    fields: { assignedById: employee.id, createdTime: now, updatedTime: now },
    fm: [],
  };
  const item = applyChanges(portal, blank, parameters.requiredObject('fields'));
  putItem(portal, item);
  raiseItemEvent(portal, item, 'ADD', employee.id);
  return { result: { item: viewItem(item, usesOriginalNames(call)) }, externalId: item.id };
}

function update(call: Call): Answer {
  const item = existing(call);
  if (!mayChangeCard(call.employee, cardOfItem(item))) throw accessDenied();
  const changes = call.parameters.requiredObject('fields');
  if (Object.keys(changes).length === 0) return { result: { item: viewItem(item, usesOriginalNames(call)) }, externalId: item.id };
  const changed = applyChanges(call.portal, item, changes);
  putItem(call.portal, changed);
  raiseItemEvent(call.portal, changed, 'UPDATE', call.employee.id);
  return { result: { item: viewItem(changed, usesOriginalNames(call)) }, externalId: changed.id };
}

function remove(call: Call): Answer {
  const item = existing(call);
  if (!mayChangeCard(call.employee, cardOfItem(item))) throw accessDenied();
  items(call.portal).delete(itemKey(item));
  deleteActivitiesOf(call.portal, item);
  raiseItemEvent(call.portal, item, 'DELETE', call.employee.id);
  call.portal.changed('card');
  return { result: [], externalId: item.id };
}

const raiseItemEvent = (portal: Portal, { entityTypeId, id }: Item, change: 'ADD' | 'UPDATE' | 'DELETE', actorId: number): void => {
  const dynamic = isSmartProcess(entityTypeId);
  const name = `ONCRM${dynamic ? 'DYNAMICITEM' : entityName(entityTypeId)}${change}`;
  portal.raise({ name, data: { FIELDS: { ID: id, ...(dynamic && { ENTITY_TYPE_ID: entityTypeId }) } }, actorId });
};

const applyChanges = (portal: Portal, item: Item, changes: Record<string, unknown>): Item => {
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
