/** Workgroups as the caller sees them: secret ones are there for their members only (Bitrix24 docs, sonet_group.*). */
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { page } from '../rest/paging.ts';
import { readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { RestError } from '../rest/rest-error.ts';
import { employees } from './employees.ts';
import { belongsTo, findWorkgroup, workgroups, type Workgroup } from './workgroups.ts';

export const workgroupMethods: readonly RestMethod[] = [
  { name: 'sonet_group.get', scope: 'sonet_group', run: getWorkgroups },
  { name: 'sonet_group.user.get', scope: 'sonet_group', run: getMembers },
];

const FILTERABLE = [
  'ID',
  'NAME',
  'OWNER_ID',
  'ACTIVE',
  'VISIBLE',
  'OPENED',
  'CLOSED',
  'DATE_CREATE',
  'DATE_UPDATE',
  'DATE_ACTIVITY',
  'IS_EXTRANET',
];

function getWorkgroups({ parameters, portal, employee }: Call): Answer {
  const seesAll = employee.isAdministrator && parameters.text('IS_ADMIN') === 'Y';
  const filter = parameters.object('FILTER') ?? {};
  const groupId = parameters.text('GROUP_ID');
  const order = Object.entries(parameters.object('ORDER') ?? { ID: 'DESC' });
  const rows = workgroups(portal)
    .values()
    .filter(group => seesAll || group.visible || belongsTo(group, employee.id))
    .map(groupView)
    .filter(view => groupId === undefined || view.ID === groupId)
    .filter(view => matchesFilter(filter, field => (FILTERABLE.includes(field) ? view[field as keyof typeof view] : undefined)))
    .toSorted((a, b) => compare(a, b, order));
  return page(rows, parameters.integer('start'), found => found);
}

type View = ReturnType<typeof groupView>;

const AT = '2026-01-12T10:00:00+03:00';

const groupView = (group: Workgroup) => ({
  ID: String(group.id),
  SITE_ID: 's1',
  NAME: group.name,
  DESCRIPTION: null,
  DATE_CREATE: AT,
  DATE_UPDATE: AT,
  ACTIVE: 'Y',
  VISIBLE: group.visible ? 'Y' : 'N',
  OPENED: 'N',
  CLOSED: group.closed ? 'Y' : 'N',
  SUBJECT_ID: '1',
  OWNER_ID: String(group.ownerId),
  KEYWORDS: null,
  NUMBER_OF_MEMBERS: String(group.members.filter(({ role }) => role !== 'Z').length),
  DATE_ACTIVITY: AT,
  SUBJECT_NAME: 'Рабочие группы',
  PROJECT: 'N',
  IS_EXTRANET: 'N',
});

function compare(a: View, b: View, order: [string, unknown][]): number {
  for (const [field, direction] of order) {
    const [one, other] = [a, b].map(view => view[field as keyof View] ?? '');
    const difference = field === 'ID' ? Number(one) - Number(other) : String(one).localeCompare(String(other), 'ru');
    if (difference !== 0) return readText(direction)?.toUpperCase() === 'DESC' ? -difference : difference;
  }
  return 0;
}

/** Only those who joined and still work; a wrong id, a missing group and a secret one answer with an empty code. */
function getMembers({ parameters, portal, employee }: Call): Answer {
  const id = parameters.integer('ID');
  if (id === undefined || id <= 0) throw new RestError(400, '', 'Wrong socialnetwork group ID');
  const group = findWorkgroup(portal, id);
  if (group === undefined || (!group.visible && !belongsTo(group, employee.id)))
    throw new RestError(400, '', 'Socialnetwork group not found');
  const working = new Set(
    employees(portal)
      .values()
      .filter(({ active }) => active)
      .map(found => found.id),
  );
  const members = group.members.filter(({ userId, role }) => role !== 'Z' && working.has(userId));
  return { result: members.map(({ userId, role }) => ({ USER_ID: String(userId), ROLE: role })) };
}
