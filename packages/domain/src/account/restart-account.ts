/** «Перезагрузить коннектор» (C-5): the worker that holds the account closes its session and opens a new one; nothing is lost by it. */
import type { AccountId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Storage } from '../ports/storage.ts';
import { accountLane } from '../ports/tasks.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Account } from './account.ts';

export async function restartAccount(deps: { storage: Storage }, caller: Caller, accountId: AccountId): Promise<Account | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  return deps.storage.transaction(caller.portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    if (account === null) return refuse('ACCOUNT_NOT_FOUND');
    if (!account.wanted) return refuse('ACCOUNT_NOT_CONNECTED', { accountState: account.state });
    await tx.tasks.add({ name: 'restart-session', laneKey: accountLane(accountId), subjectId: accountId });
    return account;
  });
}
