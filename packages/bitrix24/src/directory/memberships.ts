/** Where an employee belongs: his departments by `UF_DEPARTMENT`, workgroups by their members. */
import type { EmployeeId, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import { type RefusalWords, type RestFailure, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';

export const WORDS: RefusalWords = { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' };

export const portalId = z.union([z.string(), z.number()]).transform(String);
const isActive = z.union([z.boolean(), z.string()]).transform(active => active === true || active === 'Y' || active === '1');
/** PHP writes "none" as `false`, `null` or an empty list. */
const departments = z.union([z.array(portalId), z.literal(false), z.null()]).optional().transform(ids => ids || []); // prettier-ignore
const userBody = z.object({ ID: portalId, ACTIVE: isActive, UF_DEPARTMENT: departments });
const memberBody = z.object({ USER_ID: portalId, ROLE: z.string() });

/** Owner, moderator, member. Whoever is invited or asks to join is none yet (Bitrix24 docs, sonet_group.user.get). */
const MEMBERS = ['A', 'E', 'K'];

/** Departments of his own; he is not counted to those above them. */
export const departmentsOf = async (rest: RestClient, portal: PortalId, employeeId: EmployeeId): Promise<readonly string[] | Refusal> => {
  const params = { FILTER: { ID: employeeId }, select: ['ID', 'ACTIVE', 'UF_DEPARTMENT'] };
  const users = await rest.call({ portalId: portal, as: 'main' }, { method: 'user.get', params }, z.array(userBody), 'repeatable');
  if (!users.ok) return refusalOf(users.failure, WORDS);
  const user = users.value.find(({ ID }) => ID === employeeId);
  return user?.ACTIVE === true ? user.UF_DEPARTMENT : [];
};

/** A workgroup that is gone, or hidden from the employee under whose rights the application works, has nobody whom we know. */
export const workgroupMembers = async (
  rest: RestClient,
  portal: PortalId,
  workgroupId: string,
): Promise<readonly EmployeeId[] | Refusal> => {
  const members = await rest.call(
    { portalId: portal, as: 'main' },
    { method: 'sonet_group.user.get', params: { ID: workgroupId } },
    z.array(memberBody),
    'repeatable',
  );
  if (members.ok) return members.value.filter(({ ROLE }) => MEMBERS.includes(ROLE)).map(({ USER_ID }) => USER_ID as EmployeeId);
  return isNoGroup(members.failure) ? [] : refusalOf(members.failure, WORDS);
};

/** Refused with an empty code; only the sentence tells. */
const isNoGroup = ({ kind, description }: RestFailure): boolean =>
  kind === 'gone' || (kind === 'refused' && /socialnetwork group/i.test(description));
