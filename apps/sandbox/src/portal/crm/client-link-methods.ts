/** Who belongs to whom: contacts of deals, leads and companies, companies of contacts; search by phone. */
import { accessDenied, notFound } from '../rest/rest-error.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readText } from '../rest/parameters.ts';
import { COMPANY, CONTACT, DEAL, entityName, LEAD } from './card-types.ts';
import { cardOfItem, findItem, itemsOfType, mayReadCard, numbers } from './items.ts';
import type { Item } from './items.ts';
import { normalisePhone } from './phone-numbers.ts';

export const clientLinkMethods: readonly RestMethod[] = [
  { name: 'crm.deal.contact.items.get', scope: 'crm', run: call => links(call, DEAL, 'CONTACT_ID', 'contactIds', 'contactId') },
  { name: 'crm.lead.contact.items.get', scope: 'crm', run: call => links(call, LEAD, 'CONTACT_ID', 'contactIds', 'contactId') },
  { name: 'crm.company.contact.items.get', scope: 'crm', run: call => links(call, COMPANY, 'CONTACT_ID', 'contactIds', 'contactId') },
  { name: 'crm.contact.company.items.get', scope: 'crm', run: call => links(call, CONTACT, 'COMPANY_ID', 'companyIds', 'companyId') },
  { name: 'crm.duplicate.findbycomm', scope: 'crm', run: findByCommunication },
];

function links(
  { parameters, portal, employee }: Call,
  entityTypeId: number,
  idName: string,
  listField: string,
  primaryField: string,
): Answer {
  const item = findItem(portal, { entityTypeId, id: parameters.requiredInteger('id') });
  if (item === undefined) throw notFound();
  if (!mayReadCard(employee, cardOfItem(item))) throw accessDenied();
  const ids = numbers(item.fields[listField]);
  const primary = Number(item.fields[primaryField] ?? 0) || ids[0];
  return { result: ids.map((id, index) => ({ [idName]: id, SORT: (index + 1) * 10, ROLE_ID: 0, IS_PRIMARY: id === primary ? 'Y' : 'N' })) };
}

const SEARCHED = [LEAD, CONTACT, COMPANY];

/** Answers `[]` when nobody is found, as PHP writes an empty map. */
function findByCommunication({ parameters, portal }: Call): Answer {
  const type = parameters.text('type')?.toUpperCase();
  const only = parameters.text('entity_type')?.toUpperCase();
  const wanted = (parameters.list('values') ?? []).slice(0, 20).map(value => comparable(type, readText(value) ?? ''));
  const matches = (item: Item): boolean => item.fm.some(({ typeId, value }) => typeId === type && wanted.includes(comparable(type, value)));
  const found = SEARCHED.filter(entityTypeId => only === undefined || entityName(entityTypeId) === only).flatMap(entityTypeId => {
    const ids = itemsOfType(portal, entityTypeId)
      .filter(matches)
      .map(({ id }) => id);
    return ids.length === 0 ? [] : [[entityName(entityTypeId), ids] as const];
  });
  return { result: found.length === 0 ? [] : Object.fromEntries(found) };
}

const comparable = (type: string | undefined, value: string): string => (type === 'PHONE' ? normalisePhone(value) : value.toLowerCase());
