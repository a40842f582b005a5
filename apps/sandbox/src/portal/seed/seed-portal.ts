/** The seed's content of one portal: put at the first start, and put again by a reset. */
import { randomBytes } from 'node:crypto';
import { clearActivities } from '../crm/activities.ts';
import { itemKey, items, orders, smartProcessTypes } from '../crm/items.ts';
import { userFields } from '../crm/item-fields.ts';
import { productRows } from '../crm/product-row-methods.ts';
import { clearChats } from '../open-lines/chats.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal, PortalProfile } from '../portal-data.ts';
import { departments } from '../users/departments.ts';
import { employees } from '../users/employees.ts';
import { workgroups } from '../users/workgroups.ts';
import { seededItems, seededOrders, seededProductRows, seededSmartProcessTypes, seededUserFields } from './seeded-cards.ts';
import { seededDepartments, seededEmployees, seededWorkgroups } from './seeded-employees.ts';

/** Two portals with the same content: the second is the twin that shows every mix-up of tenants. */
export const SEEDED_PORTALS = [
  { memberId: 'a223c6b3710f85df22e9377d6c4f7553', title: 'ООО «Демо»', applicationId: 31 },
  { memberId: 'b7719e0c5d2a4f3684c1d0e9fa8b6c24', title: 'ООО «Двойник»', applicationId: 31 },
] as const;

/** Does nothing to a portal that was seeded before. */
export const seedPortal = (portal: Portal, { title, applicationId }: { title: string; applicationId: number }): void => {
  const profiles = portal.records<PortalProfile>('profile');
  if (profiles.get('profile') !== undefined) return;
  profiles.put('profile', {
    title,
    installed: false,
    installerSeen: false,
    applicationToken: randomBytes(16).toString('hex'),
    applicationId,
  });
  putContent(portal);
};

/** Cards, chats and timelines as in the beginning; installation, tokens, lines and connectors stay. Counters go on, so no id comes twice. */
export const resetPortal = (portal: Portal): void => {
  clearActivities(portal);
  clearChats(portal);
  for (const name of ['item', 'order', 'notice', 'group-chat', 'group-message', 'chat-file-content']) portal.records(name).clear();
  putContent(portal);
};

const putContent = (portal: Portal): void => {
  for (const employee of seededEmployees) employees(portal).put(recordKey(employee.id), employee);
  for (const department of seededDepartments) departments(portal).put(recordKey(Number(department.ID)), department);
  for (const workgroup of seededWorkgroups) workgroups(portal).put(recordKey(workgroup.id), workgroup);
  for (const type of seededSmartProcessTypes) smartProcessTypes(portal).put(recordKey(type.id), type);
  for (const field of seededUserFields) userFields(portal).put(recordKey(field.id), field);
  for (const row of seededProductRows) productRows(portal).put(recordKey(row.id), row);
  for (const item of seededItems) items(portal).put(itemKey(item), item);
  for (const order of seededOrders) orders(portal).put(recordKey(order.id), order);
  for (const what of ['card', 'timeline', 'chat'] as const) portal.changed(what);
};
