/** Who works on the portal and where he belongs: employees, departments, workgroups. Ids are Bitrix24's own. */
import type { AccessEntry, AccessKind } from '../access/access.ts';
import type { EmployeeId, PortalId } from '../ids.ts';
import type { ActingAs } from './crm.ts';
import type { Refusal } from '../refusal.ts';

/** Whom a list may name, by kind. */
export interface AccessChoices {
  employees: AccessEntry[];
  departments: AccessEntry[];
  workgroups: AccessEntry[];
}

/** Asks the portal, so it is never called inside a transaction. A refusal says why the portal cannot be asked. */
export interface Directory {
  /** Ids of the departments that he belongs to himself; none for somebody dismissed or unknown. */
  departmentsOf(portalId: PortalId, employeeId: EmployeeId): Promise<readonly string[] | Refusal>;
  /** Those who joined it; none for a workgroup that is gone. */
  workgroupMembers(portalId: PortalId, workgroupId: string): Promise<readonly EmployeeId[] | Refusal>;
  /**
   * Working employees, departments and workgroups whose name has this text; null: the first ones of each, by name. At most 50 of each.
   * An employee finds the workgroups that Bitrix24 shows him, `main` all of them.
   */
  search(portalId: PortalId, as: ActingAs, text: string | null): Promise<AccessChoices | Refusal>;
  /** The same entries in the same order with their names; one that does not exist is left out. */
  named(portalId: PortalId, entries: readonly { kind: AccessKind; id: string }[]): Promise<AccessEntry[] | Refusal>;
}
