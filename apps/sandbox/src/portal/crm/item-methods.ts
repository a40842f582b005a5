/** `crm.item.*`: the universal methods over leads, deals, contacts, companies and smart-process items. */
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { accessDenied, notFound, RestError } from '../rest/rest-error.ts';
import { portalTime } from '../rest/time-block.ts';
import { deleteActivitiesOf } from './activities.ts';
import { entityName, isSmartProcess } from './card-types.ts';
import { applyChanges, changeItem, raiseItemEvent } from './change-item.ts';
import { describeFields } from './item-fields.ts';
import { readField, selectFields, sortItems, viewItem } from './item-view.ts';
import { cardOfItem, findItem, isItemType, itemKey, items, itemsOfType, mayChangeCard, mayReadCard, putItem } from './items.ts';
import type { Item } from './items.ts';

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
  const changed = changeItem(call.portal, item, changes, call.employee.id);
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
