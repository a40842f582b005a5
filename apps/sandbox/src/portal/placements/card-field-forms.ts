/** What people do with fields of applications' types: create one on a kind of card, and save what its frame put into the form. */
import { ORDER, entityName, isSmartProcess } from '../crm/card-types.ts';
import type { CardKey } from '../crm/card-types.ts';
import { userFields, userFieldsOfType } from '../crm/item-fields.ts';
import { cardOfItem, findItem, mayChangeCard, putItem, smartProcessTypes } from '../crm/items.ts';
import { fullTypeCode, userFieldTypes } from '../crm/user-field-methods.ts';
import { DeskError } from '../desk.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Employee } from '../users/employees.ts';

interface NewField {
  entityTypeId: number;
  userTypeId: string;
  title: string;
}

export const createCardField = (portal: Portal, employee: Employee, { entityTypeId, userTypeId, title }: NewField): void => {
  if (!employee.isAdministrator) throw new DeskError('Создавать поля может только администратор');
  if (userFieldTypes(portal).get(userTypeId) === undefined) throw new DeskError('Такого типа полей нет');
  const entityId = entityIdOfFields(portal, entityTypeId);
  if (entityId === undefined) throw new DeskError('У таких карточек нет пользовательских полей');
  const id = portal.nextId('user-field', 7095);
  userFields(portal).put(recordKey(id), {
    id,
    entityId,
    entityTypeId,
    fieldName: `UF_${entityId}_${Date.now()}`,
    userTypeId: fullTypeCode(portal, userTypeId),
    title,
  });
  portal.changed('card');
};

/** Fields of a smart process hang on the `id` of its type; orders have none. */
const entityIdOfFields = (portal: Portal, entityTypeId: number): string | undefined => {
  if (entityTypeId === ORDER) return undefined;
  if (!isSmartProcess(entityTypeId)) return `CRM_${entityName(entityTypeId)}`;
  const type = smartProcessTypes(portal)
    .values()
    .find(candidate => candidate.entityTypeId === entityTypeId);
  return type === undefined ? undefined : `CRM_${type.id}`;
};

export const saveCardFields = (portal: Portal, employee: Employee, key: CardKey, values: Readonly<Record<string, string>>): void => {
  const item = findItem(portal, key);
  if (item === undefined) throw new DeskError('Такой карточки нет');
  if (!mayChangeCard(employee, cardOfItem(item))) throw new DeskError('У вас нет прав на изменение этой карточки');
  const known = userFieldsOfType(portal, key.entityTypeId).map(({ fieldName }) => fieldName);
  const saved = Object.fromEntries(Object.entries(values).filter(([name]) => known.includes(name)));
  putItem(portal, { ...item, fields: { ...item.fields, ...saved } });
};
