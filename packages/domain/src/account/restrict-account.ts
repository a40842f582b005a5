/** «Доступ к коннектору» (C-19, A-10…A-12): the list of those who may use an account. */
import { provenList, type WantedAccess } from '../access/access-list.ts';
import { changeBy } from '../change/change.ts';
import type { AccountId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Account } from './account.ts';
import { announceAccount } from './account-change.ts';

export interface RestrictAccount {
  accountId: AccountId;
  /** Empty = everybody with access to the application. */
  access: WantedAccess;
}

/** NOT_FOUND names `access` when the portal does not know one of the entries; nothing is stored then. */
export async function restrictAccount(
  deps: { storage: Storage; directory: Directory; clock: Clock },
  caller: Caller,
  command: RestrictAccount,
): Promise<Account | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const known = await deps.storage.transaction(caller.portalId, tx => tx.accounts.find(command.accountId));
  if (known === null) return refuse('ACCOUNT_NOT_FOUND');
  const access = await provenList(deps.directory, caller.portalId, command.access);
  if (isRefusal(access)) return access;
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.lock(command.accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    const before = account.access;
    if (JSON.stringify(before) === JSON.stringify(access)) return account;
    account.access = access;
    await tx.accounts.save(account);
    await tx.changes.add(
      changeBy(caller, deps.clock.now(), {
        what: 'ACCOUNT_ACCESS',
        subjectId: account.id,
        subject: account.title,
        before: { access: before },
        after: { access },
      }),
    );
    // Whoever shows lists of accounts reads them again.
    announceAccount(tx, account);
    return account;
  });
}
