/** Smart-process types. */
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { notFound } from '../rest/rest-error.ts';
import { smartProcessTypes } from './items.ts';
import type { SmartProcessType } from './items.ts';

export const typeMethods: readonly RestMethod[] = [
  { name: 'crm.type.list', scope: 'crm', administratorsOnly: true, run: list },
  { name: 'crm.type.getByEntityTypeId', scope: 'crm', run: getByEntityTypeId },
];

const viewType = ({ categoryId: _, ...type }: SmartProcessType) => ({
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
