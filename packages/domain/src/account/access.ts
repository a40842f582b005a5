/** Who may use an account: a list of employees, departments and workgroups (A-10…A-13). */
import type { EmployeeId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Directory } from '../ports/directory.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { AccountId } from '../ids.ts';
import type { Storage } from '../ports/storage.ts';
import type { Account } from './account.ts';

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
 * for others it must be proven.
 */
export function listRefusal(list: readonly AccessEntry[], standing: Standing): Refusal | null {
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
  if (standing.unknown === null || list.every(({ kind }) => kind === 'USER')) return refuse('ACCOUNT_NOT_FOUND');
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

/** As `standingTowards`, for the list that the account has now. Asked before the transaction that uses it: nobody waits for the portal inside one. */
export async function standingFor(
  deps: { storage: Storage; directory: Directory },
  caller: Caller,
  accountId: AccountId,
): Promise<Standing> {
  const account = await deps.storage.transaction(caller.portalId, tx => tx.accounts.find(accountId));
  return standingTowards(deps, caller, account === null ? [] : [account.access]);
}

/** Those of the accounts that the caller may use now. What cannot be proven now is not shown. */
export async function usableAccounts(deps: { directory: Directory }, caller: Caller, accounts: readonly Account[]): Promise<Account[]> {
  const standing = await standingTowards(
    deps,
    caller,
    accounts.map(({ access }) => access),
  );
  return accounts.filter(account => account.mayBeUsedBy(standing));
}
