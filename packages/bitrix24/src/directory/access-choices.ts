/** Whom a list may name: found by a part of the name, or named by id. */
import type { AccessChoices, AccessEntry, AccessKind, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import { fullName } from '../crm/employees.ts';
import { MAX_COMMANDS, type RestCommand } from '../rest/batch.ts';
import { type RestOutcome, refusalOf } from '../rest/errors.ts';
import type { Caller, RestClient } from '../rest/rest-client.ts';
import { portalId as id, WORDS } from './memberships.ts';

/** Bitrix24's pages are of 50. */
const PAGE = 50;
/** `department.get` finds a name only whole, so departments are read page by page and looked through here; a thousand is enough. */
const DEPARTMENT_PAGES = 20;
const CHOICES = 50;

const named = (kind: AccessKind) =>
  z.object({ ID: id, NAME: z.string().nullish() }).transform((found): AccessEntry => ({ kind, id: found.ID, name: found.NAME ?? '' }));
const user = z
  .object({ ID: id, NAME: z.string().nullish(), LAST_NAME: z.string().nullish() })
  .transform((found): AccessEntry => ({ kind: 'USER', id: found.ID, name: fullName(found.NAME, found.LAST_NAME) }));
const ANSWERS: Record<AccessKind, z.ZodType<AccessEntry[]>> = {
  USER: z.array(user),
  DEPARTMENT: z.array(named('DEPARTMENT')),
  WORKGROUP: z.array(named('WORKGROUP')),
};

const USER_FIELDS = ['ID', 'NAME', 'LAST_NAME'];

/** Two requests at most: the first page of each kind, then the other pages of departments. */
export const searchChoices = async (rest: RestClient, caller: Caller, text: string | null): Promise<AccessChoices | Refusal> => {
  const wanted = text?.trim() ?? '';
  const first = await rest.batch(
    caller,
    {
      employees: {
        method: 'user.get',
        params: {
          FILTER: { ACTIVE: true, USER_TYPE: 'employee', ...(wanted === '' ? {} : { NAME_SEARCH: wanted }) },
          sort: 'LAST_NAME',
          order: 'ASC',
          select: USER_FIELDS,
        },
      },
      departments: departmentPage(0),
      workgroups: {
        method: 'sonet_group.get',
        params: {
          ORDER: { NAME: 'ASC' },
          FILTER: { ACTIVE: 'Y', CLOSED: 'N', ...(wanted === '' ? {} : { '%NAME': wanted }) },
          // Of those who are no administrators Bitrix24 overlooks it: they find their own and the visible ones.
          IS_ADMIN: 'Y',
        },
      },
    },
    'repeatable',
  );
  if (!first.ok) return refusalOf(first.failure, WORDS);
  const employees = first.value.read('employees', ANSWERS.USER);
  const departments = first.value.read('departments', ANSWERS.DEPARTMENT);
  const workgroups = first.value.read('workgroups', ANSWERS.WORKGROUP);
  const failure = failureOf(employees) ?? failureOf(departments) ?? failureOf(workgroups);
  if (failure !== null) return refusalOf(failure, WORDS);
  if (!employees.ok || !departments.ok || !workgroups.ok) throw new Error('an answer without a failure is an answer');

  const more = departments.value.length < PAGE ? [] : await otherDepartments(rest, caller);
  if ('refused' in more) return more;
  const isWanted = ({ name }: AccessEntry): boolean => name.toLowerCase().includes(wanted.toLowerCase());
  return {
    employees: employees.value.slice(0, CHOICES),
    departments: [...departments.value, ...more].filter(isWanted).slice(0, CHOICES),
    workgroups: workgroups.value.slice(0, CHOICES),
  };
};

const departmentPage = (start: number): RestCommand => ({ method: 'department.get', params: { sort: 'NAME', order: 'ASC', START: start } });

async function otherDepartments(rest: RestClient, caller: Caller): Promise<AccessEntry[] | Refusal> {
  const starts = Array.from({ length: DEPARTMENT_PAGES - 1 }, (_, page) => (page + 1) * PAGE);
  const pages = Object.fromEntries(starts.map(start => [`page${start}`, departmentPage(start)]));
  const answer = await rest.batch(caller, pages, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  const read = Object.keys(pages).map(name => answer.value.read(name, ANSWERS.DEPARTMENT));
  const failure = read.map(failureOf).find(found => found !== null);
  return failure === undefined ? read.flatMap(page => (page.ok ? page.value : [])) : refusalOf(failure, WORDS);
}

const failureOf = <T>(outcome: RestOutcome<T>) => (outcome.ok ? null : outcome.failure);

/** Each id by itself: of departments and workgroups the documents promise no more. A dismissed employee may stand on a list; he may come back. */
export const nameEntries = async (
  rest: RestClient,
  portalId: PortalId,
  entries: readonly { kind: AccessKind; id: string }[],
): Promise<AccessEntry[] | Refusal> => {
  const found: AccessEntry[] = [];
  for (let begin = 0; begin < entries.length; begin += MAX_COMMANDS) {
    const some = entries.slice(begin, begin + MAX_COMMANDS);
    const commands = Object.fromEntries(some.map((entry, index) => [`entry${index}`, oneEntry(entry)]));
    const answer = await rest.batch({ portalId, as: 'main' }, commands, 'repeatable');
    if (!answer.ok) return refusalOf(answer.failure, WORDS);
    for (const [index, entry] of some.entries()) {
      const one = answer.value.read(`entry${index}`, ANSWERS[entry.kind]);
      if (!one.ok) return refusalOf(one.failure, WORDS);
      found.push(...one.value.filter(candidate => candidate.id === entry.id));
    }
  }
  return found;
};

function oneEntry({ kind, id: entryId }: { kind: AccessKind; id: string }): RestCommand {
  switch (kind) {
    case 'USER':
      return { method: 'user.get', params: { FILTER: { ID: entryId }, select: USER_FIELDS } };
    case 'DEPARTMENT':
      return { method: 'department.get', params: { ID: entryId } };
    case 'WORKGROUP':
      return { method: 'sonet_group.get', params: { GROUP_ID: entryId, IS_ADMIN: 'Y' } };
  }
}
