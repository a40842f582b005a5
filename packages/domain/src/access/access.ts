/** Who may use something: a list of employees, departments and workgroups, of an account (A-10…A-13) or of a template (M-8). */
import type { EmployeeId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Directory } from '../ports/directory.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

/** Employees, departments without their sub-departments, workgroups; nothing else can be on a list. */
export const ACCESS_KINDS = ['USER', 'DEPARTMENT', 'WORKGROUP'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** One line of a list. `id` is Bitrix24's own; the name is as it was when the list was saved. */
export interface AccessEntry {
  kind: AccessKind;
  id: string;
  name: string;
}

/** Where an employee belongs now, as far as the lists that were looked at ask. */
export interface Standing {
  employeeId: EmployeeId;
  isAdministrator: boolean;
  departments: ReadonlySet<string>;
  workgroups: ReadonlySet<string>;
  /** Why departments or workgroups are not known; null when they are. */
  unknown: Refusal | null;
}

/**
 * Null: the list lets him in. An empty list lets everybody in. While nobody can be asked where he belongs, administrators go on
 * for others it must be proven. `missing`: what is answered for a thing that does not exist, which is the same (E-71).
 */
export function listRefusal(list: readonly AccessEntry[], standing: Standing, missing: Refusal): Refusal | null {
  if (list.length === 0) return null;
  const isNamed = list.some(({ kind, id }) => {
    switch (kind) {
      case 'USER':
        return id === standing.employeeId;
      case 'DEPARTMENT':
        return standing.departments.has(id);
      case 'WORKGROUP':
        return standing.workgroups.has(id);
    }
  });
  if (isNamed) return null;
  if (standing.unknown === null || list.every(({ kind }) => kind === 'USER')) return missing;
  return standing.isAdministrator ? null : standing.unknown;
}

/** Asks where the caller belongs, and only what these lists make necessary: a list of employees costs no question. */
export async function standingTowards(
  deps: { directory: Directory },
  caller: Caller,
  lists: readonly (readonly AccessEntry[])[],
): Promise<Standing> {
  const { portalId, employeeId, isAdministrator } = caller;
  const undecided = lists.filter(list => !list.some(({ kind, id }) => kind === 'USER' && id === employeeId)).flat();
  const ids = (kind: AccessKind): string[] => [...new Set(undecided.filter(entry => entry.kind === kind).map(({ id }) => id))];
  const groups = ids('WORKGROUP');
  const [departments, ...members] = await Promise.all([
    ids('DEPARTMENT').length === 0 ? [] : deps.directory.departmentsOf(portalId, employeeId),
    ...groups.map(group => deps.directory.workgroupMembers(portalId, group)),
  ]);
  const isMember = (index: number): boolean => {
    const list = members[index];
    return list !== undefined && !isRefusal(list) && list.includes(employeeId);
  };
  return {
    employeeId,
    isAdministrator,
    departments: new Set(isRefusal(departments) ? [] : departments),
    workgroups: new Set(groups.filter((_group, index) => isMember(index))),
    unknown: [departments, ...members].find(isRefusal) ?? null,
  };
}
