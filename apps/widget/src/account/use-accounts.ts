import { useQuery, useSubscription } from '@vue/apollo-composable';
import {
  type AccountFieldsFragment,
  AccountsDocument,
  AccountStateDocument,
  type Messenger,
  ViewerDocument,
  type ViewerQuery,
} from '@olchat/client';
import { computed, type Ref, shallowRef } from 'vue';

export type Account = AccountFieldsFragment;
export type Viewer = ViewerQuery['viewer'];

export interface UseAccounts {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  accounts: Ref<readonly Account[]>;
  viewer: Ref<Viewer | undefined>;
  reload: () => Promise<void>;
}

/** The accounts of a messenger that the employee may use, live, and what the server remembers about the employee. */
export function useAccounts(messenger: Messenger): UseAccounts {
  const accounts = useQuery(AccountsDocument, { messenger });
  const viewer = useQuery(ViewerDocument);
  async function reload(): Promise<void> {
    live.value = new Map();
    // What fails stands in the queries' own errors, and so in `loading`.
    await Promise.allSettled([accounts.refetch(), viewer.refetch()]);
  }

  /** States that changed since the list was loaded. */
  const live = shallowRef<ReadonlyMap<string, Account>>(new Map());
  const { onResult } = useSubscription(AccountStateDocument, {}, { fetchPolicy: 'no-cache' });
  onResult(({ data }) => {
    const event = data?.accountState;
    // From here on nothing is missed; what happened between the list and now may be.
    if (event?.__typename === 'FeedPosition' || event?.__typename === 'FeedResync') void accounts.refetch()?.catch(() => undefined);
    if (event?.__typename === 'AccountStateChanged' && event.account.messenger === messenger)
      live.value = new Map(live.value).set(event.account.id, event.account);
  });

  return {
    loading: computed(() => {
      if (accounts.result.value && viewer.result.value) return 'ready';
      return accounts.error.value || viewer.error.value ? 'failed' : 'loading';
    }),
    failure: computed(() => accounts.error.value ?? viewer.error.value),
    accounts: computed(() => (accounts.result.value?.accounts ?? []).map(account => live.value.get(account.id) ?? account)),
    viewer: computed(() => viewer.result.value?.viewer),
    reload,
  };
}
