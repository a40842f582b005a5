import { type AccountFieldsFragment, AccountsDocument, type Messenger, ViewerDocument, type ViewerQuery } from '@olchat/client';
import { useApolloClient, useQuery } from '@vue/apollo-composable';
import { computed, onScopeDispose, type Ref, watch } from 'vue';
import { useFollowedAccounts } from './use-followed-accounts.ts';

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
  const { client } = useApolloClient();
  const followed = useFollowedAccounts<Account>({
    ask: async () => (await client.query({ query: AccountsDocument, variables: { messenger } })).data.accounts,
    // Which accounts there are is for the list to say; a feed tells of both messengers.
    changed: (before, event) => (before ? event : event.messenger === messenger ? 'ask' : undefined),
  });
  const viewer = useQuery(ViewerDocument);
  askWhenLimitsEnd(followed.accounts, followed.load);

  return {
    loading: computed(() => {
      if (followed.loading.value === 'ready' && viewer.result.value) return 'ready';
      return followed.loading.value === 'failed' || viewer.error.value ? 'failed' : 'loading';
    }),
    failure: computed(() => followed.failure.value ?? viewer.error.value),
    accounts: followed.accounts,
    viewer: computed(() => viewer.result.value?.viewer),
    reload: async () => {
      // What fails stands in `failure`.
      await Promise.allSettled([followed.load(), viewer.refetch()]);
    },
  };
}

/** The server names no moment that has come: one that is past by the clock here is asked about again after so long. */
const NOT_YET_MS = 15_000;
const AT_LATEST_MS = 24 * 3_600_000;

/** Limits end by themselves, and no event tells of it. */
function askWhenLimitsEnd(accounts: Ref<readonly Account[]>, ask: () => Promise<void>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(accounts, list => {
    clearTimeout(timer);
    const moments = list
      .flatMap(({ limits }) => [limits.nextMessageAt, limits.nextFirstMessageAt, limits.firstMessagesHeldUntil])
      .filter(moment => moment !== null);
    if (moments.length === 0) return;
    const inMs = Math.min(...moments.map(moment => Date.parse(moment))) - Date.now();
    timer = setTimeout(() => void ask(), Math.min(Math.max(inMs, NOT_YET_MS), AT_LATEST_MS));
  });
  onScopeDispose(() => clearTimeout(timer));
}
