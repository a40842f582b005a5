/** Directories of the CRM: stages, sources, currencies, pipelines. */
import { PIPELINE_TYPES } from './card-types.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { RestError } from '../rest/rest-error.ts';

export const directoryMethods: readonly RestMethod[] = [
  { name: 'crm.status.list', scope: 'crm', run: listStatuses },
  { name: 'crm.currency.list', scope: 'crm', run: listCurrencies },
  { name: 'crm.category.list', scope: 'crm', run: listCategories },
];

const STATUSES = [
  { ENTITY_ID: 'STATUS', STATUS_ID: 'NEW', NAME: 'Не обработан' },
  { ENTITY_ID: 'STATUS', STATUS_ID: 'IN_PROCESS', NAME: 'В работе' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'NEW', NAME: 'Новая' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'EXECUTING', NAME: 'В работе' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'WON', NAME: 'Сделка успешна' },
  { ENTITY_ID: 'SOURCE', STATUS_ID: 'WEB', NAME: 'Веб-сайт' },
  { ENTITY_ID: 'SOURCE', STATUS_ID: 'CALL', NAME: 'Звонок' },
  { ENTITY_ID: 'CONTACT_TYPE', STATUS_ID: 'CLIENT', NAME: 'Клиенты' },
  { ENTITY_ID: 'INDUSTRY', STATUS_ID: 'OTHER', NAME: 'Другое' },
  { ENTITY_ID: 'DYNAMIC_1038_STAGE_10', STATUS_ID: 'DT1038_10:NEW', NAME: 'Начало' },
  { ENTITY_ID: 'DYNAMIC_1046_STAGE_12', STATUS_ID: 'DT1046_12:NEW', NAME: 'Начало' },
] as const;

/** By `<directory>/<entry>`. */
export const STATUS_NAMES: ReadonlyMap<string, string> = new Map(
  STATUSES.map(status => [`${status.ENTITY_ID}/${status.STATUS_ID}`, status.NAME]),
);

function listStatuses({ parameters }: Call): Answer {
  const rows = STATUSES.map((status, index) => ({ ID: String(index + 1), ...status, SORT: String((index + 1) * 10) })).filter(status =>
    matchesFilter(parameters.object('filter') ?? {}, name => status[name as keyof typeof status]),
  );
  return { result: rows, total: rows.length };
}

const CURRENCIES = [
  { CURRENCY: 'RUB', BASE: 'Y', FULL_NAME: 'Российский рубль', FORMAT_STRING: '# &#8381;', DEC_POINT: ',', THOUSANDS_SEP: '&nbsp;' },
  { CURRENCY: 'USD', BASE: 'N', FULL_NAME: 'Доллар США', FORMAT_STRING: '$#', DEC_POINT: '.', THOUSANDS_SEP: ',' },
] as const;

function listCurrencies(): Answer {
  const rows = CURRENCIES.map((currency, index) => ({ ...currency, DECIMALS: '2', LID: 'ru', SORT: String((index + 1) * 100) }));
  return { result: rows, total: rows.length };
}

const CATEGORIES = [
  { id: 0, name: 'Общая' },
  { id: 3, name: 'Опт' },
];

function listCategories({ parameters }: Call): Answer {
  const entityTypeId = parameters.requiredInteger('entityTypeId');
  if (!PIPELINE_TYPES.includes(entityTypeId)) throw new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type is not supported');
  const categories = CATEGORIES.map(category => ({ ...category, entityTypeId, isDefault: category.id === 0 ? 'Y' : 'N', sort: 500 }));
  return { result: { categories }, total: categories.length };
}
