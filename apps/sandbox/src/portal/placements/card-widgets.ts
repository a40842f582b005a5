/** Fields of our own types in a card: each opens its handler in a frame inside the field (Bitrix24 docs, USERFIELD_TYPE). */
import type { CardKey } from '../crm/card-types.ts';
import { userFieldsOfType } from '../crm/item-fields.ts';
import { findItem } from '../crm/items.ts';
import { fullTypeCode, userFieldTypes } from '../crm/user-field-methods.ts';
import type { CardWidget } from '../desk.ts';
import type { Portal } from '../portal-data.ts';
import { mayUseApplication } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';

export const cardWidgets = (portal: Portal, employee: Employee, card: CardKey): CardWidget[] => {
  const item = findItem(portal, card);
  if (item === undefined || !portal.profile.installed || !mayUseApplication(employee)) return [];
  const types = new Map(
    userFieldTypes(portal)
      .values()
      .map(type => [fullTypeCode(portal, type.userTypeId), type]),
  );
  return userFieldsOfType(portal, card.entityTypeId).flatMap(({ fieldName, entityId, userTypeId, title }) => {
    const type = types.get(userTypeId);
    if (type === undefined) return [];
    const options = {
      MODE: 'view',
      ENTITY_ID: entityId,
      FIELD_NAME: fieldName,
      ENTITY_VALUE_ID: String(card.id),
      VALUE: item.fields[fieldName] ?? null,
      MULTIPLE: 'N',
      MANDATORY: 'N',
      XML_ID: null,
      ENTITY_DATA: { entityTypeId: card.entityTypeId, entityId: String(card.id), module: 'crm' },
    };
    return [{ fieldName, label: title, handler: type.handler, options }];
  });
};
