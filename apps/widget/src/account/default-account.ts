import type { AccountFieldsFragment } from '@olchat/client';

type Account = Pick<AccountFieldsFragment, 'id' | 'title' | 'state'>;

/** While contacts are loading messages are taken in all the same (D-32). */
export function isUsable({ state }: Pick<Account, 'state'>): boolean {
  return state === 'CONNECTED' || state === 'SYNCHRONISING';
}

/** The line the form opens with: the only one; else the one last used for this client; else the employee's last; else the first by name (W-4). */
export function defaultAccount<Known extends Account>(
  accounts: readonly Known[],
  last: { forClient?: string | null | undefined; ofEmployee?: string | null | undefined },
): Known | undefined {
  const usable = accounts.filter(isUsable);
  return (
    usable.find(({ id }) => id === last.forClient) ??
    usable.find(({ id }) => id === last.ofEmployee) ??
    usable.toSorted((one, other) => one.title.localeCompare(other.title))[0]
  );
}
