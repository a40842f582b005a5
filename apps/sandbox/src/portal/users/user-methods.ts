/** Employees, departments and the application's own card: what tells who opened the widget (SE-1). */
import { applicationStatus, FOREIGN_APPLICATION, GRANTED_SCOPES } from '../application.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readList, readText } from '../rest/parameters.ts';
import { departments } from './departments.ts';
import { employees } from './employees.ts';
import type { Employee } from './employees.ts';

export const userMethods: readonly RestMethod[] = [
  {
    name: 'app.info',
    scope: null,
    run: ({ portal, clientId }) => {
      const foreign = clientId !== portal.site.application.clientId;
      const { installed, applicationId } = portal.profile;
      return {
        result: {
          ID: String(foreign ? applicationId + 1 : applicationId),
          CODE: foreign ? FOREIGN_APPLICATION.code : portal.site.application.code,
          VERSION: String(portal.profile.version ?? 1),
          STATUS: applicationStatus(portal.site.application),
          INSTALLED: foreign || installed,
          PAYMENT_EXPIRED: 'N',
          DAYS: null,
          LANGUAGE_ID: 'ru',
          LICENSE: 'ru_basic',
          LICENSE_TYPE: 'basic',
          LICENSE_FAMILY: 'basic',
        },
      };
    },
  },
  {
    name: 'profile',
    scope: null,
    run: ({ employee }) => ({
      result: {
        ID: String(employee.id),
        ADMIN: employee.isAdministrator,
        NAME: employee.name,
        LAST_NAME: employee.lastName,
        PERSONAL_GENDER: '',
        TIME_ZONE: 'Europe/Moscow',
        PERSONAL_PHOTO: '',
      },
    }),
  },
  { name: 'user.admin', scope: null, run: ({ employee }) => ({ result: employee.isAdministrator }) },
  { name: 'user.access', scope: null, run: userAccess },
  { name: 'user.current', scope: 'user_brief', run: ({ employee }) => ({ result: briefUser(employee) }) },
  { name: 'user.get', scope: 'user_brief', run: getUsers },
  { name: 'user.search', scope: 'user_brief', run: getUsers },
  { name: 'department.get', scope: 'department', run: getDepartments },
  { name: 'scope', scope: null, run: () => ({ result: [...GRANTED_SCOPES] }) },
  { name: 'server.time', scope: null, run: () => ({ result: new Date().toISOString().replace(/\.\d+Z$/, '+00:00') }) },
];

function userAccess({ parameters, employee }: Call): Answer {
  const asked = (parameters.list('ACCESS') ?? [parameters.text('ACCESS')]).map(code => readText(code));
  const own = new Set(['AU', `U${employee.id}`, ...employee.departmentIds.flatMap(id => [`D${id}`, `DR${id}`])]);
  return { result: employee.isAdministrator || asked.some(code => code !== undefined && own.has(code)) };
}

function getUsers({ parameters, portal }: Call): Answer {
  // Both spellings are in use: keys inside FILTER, and filter keys beside the others.
  const filter = parameters.object('FILTER') ?? withoutControls(parameters.raw);
  const search = readText(filter['NAME_SEARCH'] ?? filter['FIND'])?.toLowerCase();
  const conditions = Object.fromEntries(Object.entries(filter).filter(([key]) => key !== 'NAME_SEARCH' && key !== 'FIND'));
  const selected = (readList(parameters.value('select')) ?? []).map(name => readText(name)?.toUpperCase());
  const found = employees(portal)
    .values()
    .map(briefUser)
    .filter(user => search === undefined || `${user.NAME} ${user.LAST_NAME}`.toLowerCase().includes(search))
    .filter(user => matchesFilter(conditions, field => ({ ...user, ACTIVE: user.ACTIVE ? '1' : '0' })[field as keyof typeof user]))
    .toSorted(byField(parameters.text('SORT') ?? 'ID', parameters.text('ORDER')));
  const rows =
    selected.length === 0
      ? found
      : found.map(user => Object.fromEntries(Object.entries(user).filter(([key]) => key === 'ID' || selected.includes(key))));
  return page(rows, parameters.integer('start'), users => users);
}

const withoutControls = (raw: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => !/^(select|start|sort|order|image_resize|admin_mode)$/i.test(key)));

const briefUser = (employee: Employee) => ({
  ID: String(employee.id),
  ACTIVE: employee.active,
  NAME: employee.name,
  LAST_NAME: employee.lastName,
  SECOND_NAME: '',
  WORK_POSITION: employee.position,
  PERSONAL_PHOTO: '',
  TIME_ZONE: 'Europe/Moscow',
  IS_ONLINE: 'Y',
  USER_TYPE: 'employee',
  UF_DEPARTMENT: employee.departmentIds,
});

function getDepartments({ parameters, portal }: Call): Answer {
  const filter = Object.fromEntries(
    ['ID', 'NAME', 'SORT', 'PARENT', 'UF_HEAD'].flatMap(name => {
      const value = parameters.raw[name]; // `sort` in small letters is the order of the answer
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const rows = departments(portal)
    .values()
    .filter(department => matchesFilter(filter, field => department[field as keyof typeof department]))
    .toSorted(byField(readText(parameters.raw['sort']) ?? 'ID', readText(parameters.raw['order'])));
  return page(rows, parameters.integer('START'), found => found);
}

/** Numbers as numbers, names as in Russian; an unknown field leaves the order as it is. */
const byField =
  (field: string, direction: string | undefined) =>
  (a: object, b: object): number => {
    const [one, other] = [a, b].map(row => readText((row as Record<string, unknown>)[field.toUpperCase()]) ?? '');
    if (one === undefined || other === undefined) return 0;
    const order = /^\d+$/.test(one) && /^\d+$/.test(other) ? Number(one) - Number(other) : one.localeCompare(other, 'ru');
    return direction?.toUpperCase() === 'DESC' ? -order : order;
  };
