/** Custom fields: `userfieldconfig.*` for fields, `userfieldtype.*` for types that the application draws itself. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { isObject, readObject, readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { notFound, RestError } from '../rest/rest-error.ts';
import { COMPANY, CONTACT, DEAL, LEAD } from './card-types.ts';
import { userFields } from './item-fields.ts';
import type { UserField } from './item-fields.ts';
import { smartProcessTypes } from './items.ts';

export interface UserFieldType {
  userTypeId: string;
  clientId: string;
  handler: string;
  title: string;
  description: string;
}

export const userFieldTypes = (portal: Portal): Collection<UserFieldType> => portal.records('user-field-type');

export const userFieldMethods: readonly RestMethod[] = [
  { name: 'userfieldtype.add', scope: 'placement', administratorsOnly: true, run: addType },
  { name: 'userfieldtype.update', scope: 'placement', administratorsOnly: true, run: updateType },
  { name: 'userfieldtype.list', scope: 'placement', administratorsOnly: true, run: listTypes },
  { name: 'userfieldtype.delete', scope: 'placement', administratorsOnly: true, run: deleteType },
  { name: 'userfieldconfig.add', scope: 'userfieldconfig', administratorsOnly: true, run: addField },
  { name: 'userfieldconfig.get', scope: 'userfieldconfig', administratorsOnly: true, run: getField },
  { name: 'userfieldconfig.list', scope: 'userfieldconfig', administratorsOnly: true, run: listFields },
  { name: 'userfieldconfig.delete', scope: 'userfieldconfig', administratorsOnly: true, run: deleteField },
];

/** Full code of a field type of our application, ≤ 50 characters. */
export const fullTypeCode = (portal: Portal, userTypeId: string): string => `rest_${portal.profile.applicationId}_${userTypeId}`;
const MAX_CODE = 50;

const ownTypes = ({ portal, clientId }: Call): UserFieldType[] =>
  userFieldTypes(portal)
    .values()
    .filter(type => type.clientId === clientId);

function addType(call: Call): Answer {
  const { parameters, portal, clientId } = call;
  const userTypeId = parameters.argument('USER_TYPE_ID');
  const handler = parameters.argument('HANDLER');
  if (!/^[a-z0-9]+$/.test(userTypeId) || fullTypeCode(portal, userTypeId).length > MAX_CODE) {
    throw new RestError(400, 'ERROR_ARGUMENT', 'Wrong USER_TYPE_ID', { argument: 'USER_TYPE_ID' });
  }
  if (ownTypes(call).some(type => type.userTypeId === userTypeId || type.handler === handler)) {
    throw new RestError(400, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded');
  }
  const title = parameters.text('TITLE') ?? userTypeId;
  userFieldTypes(portal).put(userTypeId, { userTypeId, clientId, handler, title, description: parameters.text('DESCRIPTION') ?? '' });
  return { result: true, externalId: userTypeId };
}

const ownType = (call: Call): UserFieldType => {
  const userTypeId = call.parameters.argument('USER_TYPE_ID');
  const type = ownTypes(call).find(candidate => candidate.userTypeId === userTypeId);
  if (type === undefined) throw new RestError(400, 'ERROR_NOT_FOUND', 'User field type not found');
  return type;
};

function updateType(call: Call): Answer {
  const type = ownType(call);
  const { parameters } = call;
  userFieldTypes(call.portal).put(type.userTypeId, {
    ...type,
    handler: parameters.text('HANDLER') ?? type.handler,
    title: parameters.text('TITLE') ?? type.title,
    description: parameters.text('DESCRIPTION') ?? type.description,
  });
  return { result: true };
}

function listTypes(call: Call): Answer {
  return {
    result: ownTypes(call).map(({ userTypeId, handler, title, description }) => ({
      USER_TYPE_ID: userTypeId,
      HANDLER: handler,
      TITLE: title,
      DESCRIPTION: description,
    })),
  };
}

function deleteType(call: Call): Answer {
  userFieldTypes(call.portal).delete(ownType(call).userTypeId);
  return { result: true };
}

const viewField = (field: UserField) => ({
  id: String(field.id),
  entityId: field.entityId,
  fieldName: field.fieldName,
  userTypeId: field.userTypeId,
  multiple: 'N',
  mandatory: 'N',
  editFormLabel: { ru: field.title },
});

/** Every method of `userfieldconfig.*` names the module. */
const assertModule = ({ parameters }: Call): void => {
  if (parameters.text('moduleId') !== 'crm') throw new RestError(400, 'ERROR_ARGUMENT', 'Unknown module', { argument: 'moduleId' });
};

function addField(call: Call): Answer {
  assertModule(call);
  const { parameters, portal } = call;
  const asked = parameters.requiredObject('field');
  const entityId = readText(asked['entityId']) ?? '';
  const entityTypeId = entityTypeIdOfFields(portal, entityId);
  const fieldName = readText(asked['fieldName']) ?? '';
  const userTypeId = readText(asked['userTypeId']) ?? '';
  if (entityTypeId === undefined) throw new RestError(400, 'ERROR_ARGUMENT', 'Unknown entityId', { argument: 'entityId' });
  if (!/^UF_[A-Z0-9_]+$/.test(fieldName) || fieldName.length > MAX_CODE)
    throw new RestError(400, 'ERROR_ARGUMENT', 'Wrong fieldName', { argument: 'fieldName' });
  const ownCode = userTypeId.replace(`rest_${portal.profile.applicationId}_`, '');
  if (userTypeId.startsWith('rest_') && userFieldTypes(portal).get(ownCode) === undefined) {
    throw new RestError(400, 'ERROR_ARGUMENT', 'Unknown userTypeId', { argument: 'userTypeId' });
  }
  if (
    userFields(portal)
      .values()
      .some(field => field.entityId === entityId && field.fieldName === fieldName)
  ) {
    throw new RestError(400, 'ERROR_CORE', `Field ${fieldName} for object ${entityId} already exists`);
  }
  const labels = readObject(asked['editFormLabel']);
  const title = readText(labels?.['ru'] ?? Object.values(labels ?? {})[0]) ?? fieldName;
  const field: UserField = { id: portal.nextId('user-field', 7095), entityId, entityTypeId, fieldName, userTypeId, title };
  userFields(portal).put(recordKey(field.id), field);
  portal.changed('card');
  return { result: { field: viewField(field) }, externalId: field.id };
}

const STATIC_ENTITIES: Readonly<Record<string, number>> = { CRM_LEAD: LEAD, CRM_DEAL: DEAL, CRM_CONTACT: CONTACT, CRM_COMPANY: COMPANY };

/** Fields of a smart process hang on the `id` of its type, not on its `entityTypeId`. */
const entityTypeIdOfFields = (portal: Portal, entityId: string): number | undefined =>
  STATIC_ENTITIES[entityId] ??
  smartProcessTypes(portal)
    .values()
    .find(type => entityId === `CRM_${type.id}`)?.entityTypeId;

const existingField = (call: Call): UserField => {
  assertModule(call);
  const { parameters, portal } = call;
  const field = userFields(portal).get(recordKey(parameters.requiredInteger('id')));
  if (field === undefined) throw notFound('Field not found');
  return field;
};

function getField(call: Call): Answer {
  return { result: { field: viewField(existingField(call)) } };
}

function listFields(call: Call): Answer {
  assertModule(call);
  const { parameters, portal } = call;
  const filter = parameters.object('filter') ?? {};
  const fields = userFields(portal)
    .values()
    .map(viewField)
    .filter(field => matchesFilter(isObject(filter) ? filter : {}, name => field[name as keyof typeof field]));
  return page(fields, parameters.integer('start'), rows => ({ fields: rows }));
}

function deleteField(call: Call): Answer {
  userFields(call.portal).delete(recordKey(existingField(call).id));
  call.portal.changed('card');
  return { result: null };
}
