import { expect, it } from 'vitest';
import { account, managedAccount } from '../../testing/builders.ts';
import { eventually, fakeApi } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useAccountList } from './use-account-list.ts';

it('keeps the state that the feed told when an answer to a change comes after it (C-8)', async () => {
  const before = { state: 'CONNECTING', stateSince: '2026-01-01T09:00:00.000Z' } as const;
  const api = fakeApi({ managedAccounts: () => [managedAccount(before)] });
  const { result } = mountComposable(() => useAccountList(true), api);
  await eventually(() => expect(result.accounts.value.map(({ state }) => state)).toEqual(['CONNECTING']));
  await eventually(() => expect(api.calls('managedAccounts')).toHaveLength(2));
  api.feed('accountState').emit({
    ...{ __typename: 'AccountStateChanged', cursor: '2' },
    account: account({ state: 'CONNECTED', stateSince: '2026-01-01T09:00:05.000Z' }),
  });
  result.put(managedAccount({ ...before, title: 'Новое имя' }));
  expect(result.accounts.value.map(({ state, title }) => [state, title])).toEqual([['CONNECTED', 'Новое имя']]);
});
