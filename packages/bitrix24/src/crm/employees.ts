/** Employees by id. An unknown id is absent from the answer; a dismissed employee comes with `ACTIVE: false` (Bitrix24 docs, user.get). */
import type { EmployeeId, PortalEmployee, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import type { RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';

const PAGE = 50;

const userBody = z.object({
  ID: z.union([z.string(), z.number()]).transform(String),
  NAME: z.string().nullish(),
  LAST_NAME: z.string().nullish(),
  ACTIVE: z.union([z.boolean(), z.string()]).transform(active => active === true || active === 'Y' || active === '1'),
});

export const fullName = (name: string | null | undefined, lastName: string | null | undefined): string =>
  [name, lastName].map(part => part?.trim() ?? '').filter(part => part !== '').join(' '); // prettier-ignore

export const readEmployees = async (
  rest: RestClient,
  portalId: PortalId,
  ids: readonly EmployeeId[],
): Promise<PortalEmployee[] | Refusal> => {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return [];
  const pages: Record<string, RestCommand> = {};
  for (let start = 0; start < unique.length; start += PAGE) {
    pages[`page${start}`] = {
      method: 'user.get',
      params: { FILTER: { ID: unique.slice(start, start + PAGE) }, select: ['ID', 'NAME', 'LAST_NAME', 'ACTIVE'] },
    };
  }
  const answer = await rest.batch({ portalId, as: 'main' }, pages, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' });

  const employees: PortalEmployee[] = [];
  for (const name of Object.keys(pages)) {
    const page = answer.value.read(name, z.array(userBody));
    if (!page.ok) return refusalOf(page.failure, { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' });
    for (const user of page.value) {
      employees.push({
        id: user.ID as EmployeeId,
        name: fullName(user.NAME, user.LAST_NAME),
        isAdministrator: null,
        isActive: user.ACTIVE,
      });
    }
  }
  return employees;
};
