import type { Publication } from '@olchat/client';
import type { Account } from '../account/use-accounts.ts';

/** What stands in the select before anybody touches it: the last one used (T-18), else the account's own, where they are available. */
export function publicationMode(
  account: Pick<Account, 'publications' | 'defaultPublication'> | undefined,
  wanted: Publication | undefined,
) {
  const isAvailable = (publication: Publication | undefined): publication is Publication =>
    account?.publications.some(one => one.publication === publication && one.available) ?? false;
  if (isAvailable(wanted)) return wanted;
  const own = account?.defaultPublication;
  return isAvailable(own) ? own : 'NONE';
}
