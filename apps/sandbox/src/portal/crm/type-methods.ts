/** Smart-process types and dictionaries of the CRM. */
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { notFound } from '../rest/rest-error.ts';
import { smartProcessTypes } from './items.ts';
import type { SmartProcessType } from './items.ts';

export const typeMethods: readonly RestMethod[] = [
  { name: 'crm.type.list', scope: 'crm', administratorsOnly: true, run: list },
  { name: 'crm.type.getByEntityTypeId', scope: 'crm', run: getByEntityTypeId },
  { name: 'crm.status.list', scope: 'crm', run: listStatuses },
];

const viewType = (type: SmartProcessType) => ({
  ...type,
  isStagesEnabled: 'Y',
  isUseInUserfieldEnabled: 'Y',
  isAutomationEnabled: 'N',
});

function list({ parameters, portal }: Call): Answer {
  return page(smartProcessTypes(portal).values(), parameters.integer('start'), types => ({ types: types.map(viewType) }));
}

function getByEntityTypeId({ parameters, portal }: Call): Answer {
  const entityTypeId = parameters.requiredInteger('entityTypeId');
  const type = smartProcessTypes(portal)
    .values()
    .find(candidate => candidate.entityTypeId === entityTypeId);
  if (type === undefined) throw notFound('Smart process not found');
  return { result: { type: viewType(type) } };
}

const STATUSES = [
  { ENTITY_ID: 'STATUS', STATUS_ID: 'NEW', NAME: 'Не обработан' },
  { ENTITY_ID: 'STATUS', STATUS_ID: 'IN_PROCESS', NAME: 'В работе' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'NEW', NAME: 'Новая' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'EXECUTING', NAME: 'В работе' },
  { ENTITY_ID: 'DEAL_STAGE', STATUS_ID: 'WON', NAME: 'Сделка успешна' },
  { ENTITY_ID: 'SOURCE', STATUS_ID: 'WEB', NAME: 'Веб-сайт' },
  { ENTITY_ID: 'SOURCE', STATUS_ID: 'CALL', NAME: 'Звонок' },
  { ENTITY_ID: 'CONTACT_TYPE', STATUS_ID: 'CLIENT', NAME: 'Клиенты' },
] as const;

function listStatuses({ parameters }: Call): Answer {
  const rows = STATUSES.map((status, index) => ({ ID: String(index + 1), ...status, SORT: String((index + 1) * 10) })).filter(status =>
    matchesFilter(parameters.object('filter') ?? {}, name => status[name as keyof typeof status]),
  );
  return { result: rows, total: rows.length };
}
