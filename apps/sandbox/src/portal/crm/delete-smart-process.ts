/** A type of smart process is deleted: its items and custom fields go with it, and no event tells of those (Bitrix24 docs, onCrmTypeDelete). */
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { deleteActivitiesOf } from './activities.ts';
import { NoSuchCard } from './card-changes.ts';
import { userFields, userFieldsOfType } from './item-fields.ts';
import { itemKey, items, itemsOfType, smartProcessTypes } from './items.ts';

/** What applications bound in its cards stays in their lists; whether the platform clears it is not documented. */
export const deleteSmartProcess = (portal: Portal, entityTypeId: number): void => {
  const type = smartProcessTypes(portal)
    .values()
    .find(candidate => candidate.entityTypeId === entityTypeId);
  if (type === undefined) throw new NoSuchCard(`There is no smart process ${entityTypeId}`);
  for (const item of itemsOfType(portal, entityTypeId)) {
    deleteActivitiesOf(portal, item);
    items(portal).delete(itemKey(item));
  }
  for (const { id } of userFieldsOfType(portal, entityTypeId)) userFields(portal).delete(recordKey(id));
  smartProcessTypes(portal).delete(recordKey(type.id));
  // The key of the type, not its entityTypeId.
  portal.raise({ name: 'ONCRMTYPEDELETE', data: { FIELDS: { ID: type.id } }, actorId: 0 });
  portal.changed('card');
};
