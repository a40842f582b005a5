import { parseId, standingTowards, type Account, type AccountId } from '@olchat/domain';
import type { RequestContext } from '../context.ts';

/** Looked at each time it is used, also for each event of a subscription (A-13, SE-5). Where he belongs cannot be asked: no. */
export const mayUse = async ({ caller, services }: RequestContext, account: Account): Promise<boolean> =>
  account.mayBeUsedBy(await standingTowards(services, caller, [account.access]));

/** Null for a missing account and for one that the caller may not use alike (A-10, E-71). */
export async function usableAccount(context: RequestContext, id: string): Promise<Account | null> {
  const accountId = parseId<AccountId>(id);
  const account = accountId === undefined ? null : await context.loaders.account.load(accountId);
  return account !== null && (await mayUse(context, account)) ? account : null;
}
