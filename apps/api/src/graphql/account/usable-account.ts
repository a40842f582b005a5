import { parseId, type Account, type AccountId } from '@olchat/domain';
import type { RequestContext } from '../context.ts';

/** Null for a missing account and for one that the caller may not use alike (A-10, E-71). */
export async function usableAccount({ caller, loaders }: RequestContext, id: string): Promise<Account | null> {
  const accountId = parseId<AccountId>(id);
  const account = accountId === undefined ? null : await loaders.account.load(accountId);
  return account?.mayBeUsedBy(caller.employeeId) === true ? account : null;
}
