import type { Directory } from '@olchat/domain';
import type { RestClient } from '../rest/rest-client.ts';
import { nameEntries, searchChoices } from './access-choices.ts';
import { departmentsOf, workgroupMembers } from './memberships.ts';

export const bitrix24Directory = (rest: RestClient): Directory => ({
  departmentsOf: (portalId, employeeId) => departmentsOf(rest, portalId, employeeId),
  workgroupMembers: (portalId, workgroupId) => workgroupMembers(rest, portalId, workgroupId),
  search: (portalId, as, text) => searchChoices(rest, { portalId, as }, text),
  named: (portalId, entries) => nameEntries(rest, portalId, entries),
});
