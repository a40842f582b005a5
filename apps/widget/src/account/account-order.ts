import type { SortKey } from '../page/sort-keys.ts';
import type { ManagedAccount } from './managed-account.ts';

export type AccountColumn = 'channel' | 'title' | 'address' | 'status';
export const ACCOUNT_COLUMNS: readonly AccountColumn[] = ['channel', 'title', 'address', 'status'];

/** What a column says of an account, as a person reads it. */
export type ColumnText = (account: ManagedAccount, column: AccountColumn) => string;

export function sortAccounts(
  accounts: readonly ManagedAccount[],
  order: readonly SortKey<AccountColumn>[],
  text: ColumnText,
  language: string,
): ManagedAccount[] {
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return [...accounts].sort((one, other) => {
    for (const { column, isDescending } of order) {
      const difference = compare(text(one, column), text(other, column));
      if (difference !== 0) return isDescending ? -difference : difference;
    }
    return 0;
  });
}

/** Every word of the search stands somewhere; digits find a number however it is written. */
export function findAccounts(accounts: readonly ManagedAccount[], search: string, text: ColumnText): ManagedAccount[] {
  const sought = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const digits = search.replace(/[\s()+-]/g, '');
  return accounts.filter(account => {
    const said = [...ACCOUNT_COLUMNS.map(column => text(account, column)), account.line?.name ?? ''].join(' ').toLocaleLowerCase();
    if (sought.every(word => said.includes(word))) return true;
    return /^\d{3,}$/.test(digits) && (account.address ?? '').replace(/\D/g, '').includes(digits);
  });
}
