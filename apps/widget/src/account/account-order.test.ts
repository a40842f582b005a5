import { describe, expect, it } from 'vitest';
import { managedAccount } from '../../testing/builders.ts';
import { pressColumn } from '../page/sort-keys.ts';
import { type ColumnText, findAccounts, sortAccounts } from './account-order.ts';

const text: ColumnText = (account, column) =>
  ({ channel: account.kind, title: account.title, address: account.address ?? '', status: account.state })[column];

const accounts = [
  managedAccount({ id: 'a', title: 'Линия 10', state: 'CONNECTED', address: '+79000000091' }),
  managedAccount({ id: 'b', title: 'линия 2', state: 'DISCONNECTED', address: '+79000000092' }),
  managedAccount({ id: 'c', title: 'Склад', state: 'CONNECTED', address: null, line: null }),
];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

describe('the order of accounts (C-9)', () => {
  it('is by one column, and turns round at a second press', () => {
    const once = pressColumn([], 'title', false);
    expect(ids(sortAccounts(accounts, once, text, 'ru'))).toBe('bac');
    const twice = pressColumn(once, 'title', false);
    expect(ids(sortAccounts(accounts, twice, text, 'ru'))).toBe('cab');
  });

  it('is by several columns with Ctrl, the first pressed first', () => {
    const order = pressColumn(pressColumn([], 'status', false), 'title', true);
    expect(ids(sortAccounts(accounts, order, text, 'ru'))).toBe('acb');
    expect(ids(sortAccounts(accounts, pressColumn(order, 'title', true), text, 'ru'))).toBe('cab');
  });

  it('forgets the other columns without Ctrl', () => {
    const order = pressColumn(pressColumn([], 'status', false), 'title', true);
    expect(pressColumn(order, 'address', false)).toEqual([{ column: 'address', isDescending: false }]);
  });
});

describe('a search of accounts (C-9)', () => {
  it.each([
    ['', 'abc'],
    ['СКЛАД', 'c'],
    ['линия 2', 'b'],
    ['продажи', 'ab'],
    ['+7 900 000-00-92', 'b'],
    ['0000091', 'a'],
    ['ничего такого', ''],
  ])('«%s» finds «%s»', (search, found) => {
    expect(ids(findAccounts(accounts, search, text))).toBe(found);
  });
});
