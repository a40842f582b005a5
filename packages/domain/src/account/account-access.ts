/** Access to accounts: their lists as they are when they are used. */
import { standingTowards, type Standing } from '../access/access.ts';
import type { AccountId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import type { Account } from './account.ts';

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
