/** CRM items (leads, deals, contacts, companies, smart-process items) and orders: records, finding, rights. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { fullName, findEmployee } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';
import { COMPANY, CONTACT, DEAL, LEAD, ORDER } from './card-types.ts';
import type { CardKey } from './card-types.ts';

export type FieldValue = string | number | boolean | null | number[] | string[];

export interface MultiField {
  id: number;
  typeId: 'PHONE' | 'EMAIL' | 'WEB' | 'IM';
  valueType: string;
  value: string;
}

export interface Item extends CardKey {
  /** By camelCase name; custom fields by their own `UF_CRM_…`. */
  fields: Record<string, FieldValue>;
  fm: MultiField[];
}

/** Orders live in the shop: other methods, other shape. */
export interface Order {
  id: number;
  accountNumber: string;
  responsibleId: number;
  price: number;
  currency: string;
  statusId: string;
  clients: { entityTypeId: number; entityId: number; isPrimary: 'Y' | 'N' }[];
  propertyValues: { code: string; name: string; value: string }[];
}

export interface SmartProcessType {
  id: number;
  title: string;
  entityTypeId: number;
  isClientEnabled: 'Y' | 'N';
  /** Its only pipeline: part of the names of its stages. */
  categoryId: number;
}

export const itemKey = ({ entityTypeId, id }: CardKey): string => `${recordKey(entityTypeId)}/${recordKey(id)}`;
export const items = (portal: Portal): Collection<Item> => portal.records('item');
export const orders = (portal: Portal): Collection<Order> => portal.records('order');
export const smartProcessTypes = (portal: Portal): Collection<SmartProcessType> => portal.records('smart-process-type');

export const findItem = (portal: Portal, key: CardKey): Item | undefined => items(portal).get(itemKey(key));
export const itemsOfType = (portal: Portal, entityTypeId: number): Item[] => items(portal).values(`${recordKey(entityTypeId)}/`);
export const putItem = (portal: Portal, item: Item): void => {
  items(portal).put(itemKey(item), item);
  portal.changed('card');
};

export const isItemType = (portal: Portal, entityTypeId: number): boolean =>
  [LEAD, DEAL, CONTACT, COMPANY].includes(entityTypeId) ||
  smartProcessTypes(portal)
    .values()
    .some(type => type.entityTypeId === entityTypeId);

/** What items and orders have in common: whatever a timeline can belong to. */
export interface Card extends CardKey {
  title: string;
  responsibleId: number;
}

export const findCard = (portal: Portal, key: CardKey): Card | undefined => {
  if (key.entityTypeId === ORDER) {
    const order = orders(portal).get(recordKey(key.id));
    return order === undefined ? undefined : { ...key, title: `Заказ №${order.accountNumber}`, responsibleId: order.responsibleId };
  }
  const item = findItem(portal, key);
  return item === undefined ? undefined : cardOfItem(item);
};

export const cardOfItem = (item: Item): Card => ({
  entityTypeId: item.entityTypeId,
  id: item.id,
  title: itemTitle(item),
  responsibleId: Number(item.fields['assignedById'] ?? 0),
});

export const itemTitle = ({ fields, id }: Item): string =>
  String(fields['title'] ?? '') || [fields['name'], fields['lastName']].filter(Boolean).join(' ') || `#${id}`;

export const mayReadCard = (employee: Employee, card: Card): boolean => {
  switch (employee.crmRight) {
    case 'all':
    case 'read':
      return true;
    case 'own':
      return card.responsibleId === employee.id;
    case 'none':
      return false;
  }
};

export const mayChangeCard = (employee: Employee, card: Card): boolean => employee.crmRight !== 'read' && mayReadCard(employee, card);

export const numbers = (value: FieldValue | undefined): number[] => (Array.isArray(value) ? value.map(Number) : []);

/** «Мария Смирнова», or the bare number of one who is unknown. */
export const employeeName = (portal: Portal, id: number): string => {
  const employee = findEmployee(portal, id);
  return employee === undefined ? String(id) : fullName(employee);
};
