/** Fields of each type as `crm.item.fields` describes them; the same list says what may be selected, filtered and changed. */
import type { Collection } from '../../kernel/store.ts';
import type { Portal } from '../portal-data.ts';
import { COMPANY, CONTACT, DEAL, LEAD } from './card-types.ts';
import { smartProcessTypes } from './items.ts';

interface FieldDescription {
  name: string;
  type: string;
  title: string;
  isReadOnly?: boolean;
  isMultiple?: boolean;
  /** Directory of a `crm_status` field. */
  statusType?: string;
  items?: readonly { ID: string; VALUE: string }[];
}

/** A custom field; `USER_TYPE_ID` may be a type of an application, `rest_<application id>_<code>`. */
export interface UserField {
  id: number;
  /** `CRM_DEAL`, `CRM_<id of the smart-process type>` */
  entityId: string;
  entityTypeId: number;
  fieldName: string;
  userTypeId: string;
  title: string;
  isMultiple?: boolean;
  /** Values of an `enumeration`. */
  items?: readonly { ID: string; VALUE: string }[];
}

export const userFields = (portal: Portal): Collection<UserField> => portal.records('user-field');

const field = (name: string, type: string, title: string, more: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  type,
  title,
  ...more,
});

const COMMON = [
  field('id', 'integer', 'ID', { isReadOnly: true }),
  field('assignedById', 'user', 'Ответственный'),
  field('createdTime', 'datetime', 'Когда создан', { isReadOnly: true }),
  field('updatedTime', 'datetime', 'Когда обновлён', { isReadOnly: true }),
];
const TITLE = field('title', 'string', 'Название');
const PERSON = [
  field('name', 'string', 'Имя'),
  field('secondName', 'string', 'Отчество'),
  field('lastName', 'string', 'Фамилия'),
  field('post', 'string', 'Должность'),
];
const MULTI_FIELDS = [
  field('fm', 'crm_multifield', 'Контактные данные', { isMultiple: true }),
  ...['hasPhone', 'hasEmail', 'hasImol'].map(name => field(name, 'boolean', name, { isReadOnly: true })),
];
const MONEY = [field('opportunity', 'double', 'Сумма'), field('currencyId', 'crm_currency', 'Валюта')];
const CLIENT = [
  field('contactId', 'crm_contact', 'Контакт'),
  field('contactIds', 'crm_contact', 'Контакты', { isMultiple: true }),
  field('companyId', 'crm_company', 'Компания'),
];
const COMMENTS = field('comments', 'text', 'Комментарий');

const FIELDS: Readonly<Record<number, readonly FieldDescription[]>> = {
  [LEAD]: [
    ...COMMON,
    TITLE,
    ...PERSON,
    field('companyTitle', 'string', 'Название компании'),
    field('statusId', 'crm_status', 'Стадия', { statusType: 'STATUS' }),
    field('sourceId', 'crm_status', 'Источник', { statusType: 'SOURCE' }),
    ...MONEY,
    ...CLIENT,
    COMMENTS,
    ...MULTI_FIELDS,
  ],
  [DEAL]: [
    ...COMMON,
    TITLE,
    field('stageId', 'crm_status', 'Стадия', { statusType: 'DEAL_STAGE' }),
    field('categoryId', 'crm_category', 'Воронка'),
    field('closed', 'boolean', 'Закрыта'),
    field('closedate', 'date', 'Дата закрытия'),
    ...MONEY,
    ...CLIENT,
    COMMENTS,
  ],
  [CONTACT]: [
    ...COMMON,
    ...PERSON,
    field('typeId', 'crm_status', 'Тип контакта', { statusType: 'CONTACT_TYPE' }),
    field('companyId', 'crm_company', 'Компания'),
    field('companyIds', 'crm_company', 'Компании', { isMultiple: true }),
    COMMENTS,
    ...MULTI_FIELDS,
  ],
  [COMPANY]: [
    ...COMMON,
    TITLE,
    field('industry', 'crm_status', 'Сфера деятельности', { statusType: 'INDUSTRY' }),
    field('contactIds', 'crm_contact', 'Контакты', { isMultiple: true }),
    COMMENTS,
    ...MULTI_FIELDS,
  ],
};
const SMART_PROCESS_FIELDS = [
  ...COMMON,
  TITLE,
  field('stageId', 'crm_status', 'Стадия'),
  ...MONEY,
  field('parentId1', 'crm_entity', 'Лид'),
  field('parentId2', 'crm_entity', 'Сделка'),
  field('parentId3', 'crm_entity', 'Контакт'),
  field('parentId4', 'crm_entity', 'Компания'),
];

/** Flat aliases of the first value of a kind of multi-field: filterable, never stored. */
export const ALIASES: Readonly<Record<string, { typeId: string; valueTypes?: readonly string[] }>> = {
  phone: { typeId: 'PHONE' },
  phoneMobile: { typeId: 'PHONE', valueTypes: ['MOBILE'] },
  phoneWork: { typeId: 'PHONE', valueTypes: ['WORK'] },
  email: { typeId: 'EMAIL' },
  web: { typeId: 'WEB' },
  im: { typeId: 'IM' },
  imol: { typeId: 'IM', valueTypes: ['OPENLINE', 'IMOL'] },
};

const builtIn = (portal: Portal, entityTypeId: number): readonly FieldDescription[] =>
  FIELDS[entityTypeId] ?? smartProcessFields(portal, entityTypeId);

/** The client field is there where its type has it switched on. */
const smartProcessFields = (portal: Portal, entityTypeId: number): readonly FieldDescription[] => {
  const hasClient = smartProcessTypes(portal)
    .values()
    .some(type => type.entityTypeId === entityTypeId && type.isClientEnabled === 'Y');
  return hasClient ? [...SMART_PROCESS_FIELDS, ...CLIENT] : SMART_PROCESS_FIELDS;
};

export const userFieldsOfType = (portal: Portal, entityTypeId: number): UserField[] =>
  userFields(portal)
    .values()
    .filter(userField => userField.entityTypeId === entityTypeId);

export const isWritable = (portal: Portal, entityTypeId: number, name: string): boolean =>
  builtIn(portal, entityTypeId).some(description => description.name === name && description.isReadOnly !== true) ||
  userFieldsOfType(portal, entityTypeId).some(({ fieldName }) => fieldName === name);

export const isField = (portal: Portal, entityTypeId: number, name: string): boolean =>
  name in ALIASES ||
  builtIn(portal, entityTypeId).some(description => description.name === name) ||
  userFieldsOfType(portal, entityTypeId).some(({ fieldName }) => fieldName === name);

export const hasMultiFields = (entityTypeId: number): boolean => (FIELDS[entityTypeId] ?? []).some(({ name }) => name === 'fm');

export const builtInField = (portal: Portal, entityTypeId: number, name: string): FieldDescription | undefined => {
  const found = builtIn(portal, entityTypeId).find(description => description.name === name);
  const pipeline = found?.name === 'stageId' ? stagesOf(portal, entityTypeId) : undefined;
  return found !== undefined && pipeline !== undefined ? { ...found, statusType: pipeline } : found;
};

/** Each smart process has a directory of stages of its own. */
const stagesOf = (portal: Portal, entityTypeId: number): string | undefined => {
  const type = smartProcessTypes(portal)
    .values()
    .find(candidate => candidate.entityTypeId === entityTypeId);
  return type === undefined ? undefined : `DYNAMIC_${entityTypeId}_STAGE_${type.categoryId}`;
};

/** `UF_CRM_1720697698689` → `ufCrm_1720697698689`, `UF_CRM_SIZE` → `ufCrmSize` */
export const camelUserField = (name: string): string =>
  name
    .toLowerCase()
    .split('_')
    .map((part, index) => (index === 0 ? part : /^\d/.test(part) ? `_${part}` : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');

const upperName = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

export const describeFields = (portal: Portal, entityTypeId: number, useOriginalNames: boolean): Record<string, unknown> => {
  const description = (
    { type, title, name, isReadOnly = false, isMultiple = false, statusType, items }: FieldDescription,
    isDynamic: boolean,
  ) => ({
    type,
    isRequired: false,
    isReadOnly,
    isImmutable: name === 'id',
    isMultiple,
    isDynamic,
    title,
    upperName: isDynamic ? name : upperName(name),
    ...(statusType !== undefined && { statusType }),
    ...(items !== undefined && { items }),
    ...(isDynamic && { listLabel: title, formLabel: title, filterLabel: title }),
    settings: [],
  });
  return Object.fromEntries<unknown>([
    ...builtIn(portal, entityTypeId).map((one): [string, unknown] => [
      one.name,
      description(builtInField(portal, entityTypeId, one.name) ?? one, false),
    ]),
    ...userFieldsOfType(portal, entityTypeId).map(({ fieldName, userTypeId, title, isMultiple = false, items }): [string, unknown] => [
      useOriginalNames ? fieldName : camelUserField(fieldName),
      description(field(fieldName, userTypeId, title, { isMultiple, ...(items !== undefined && { items }) }), true),
    ]),
  ]);
};
