import { useQuery } from '@vue/apollo-composable';
import { type AccountFieldsFragment, AccountsDocument, ViewerDocument, type ViewerQuery } from '@olchat/client';
import { computed, type Ref } from 'vue';

export type Account = AccountFieldsFragment;
export type Viewer = ViewerQuery['viewer'];

export interface UseAccounts {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  accounts: Ref<readonly Account[]>;
  viewer: Ref<Viewer | undefined>;
  reload: () => Promise<void>;
}

/** The WhatsApp accounts the employee may use, and what the server remembers about the employee. */
export function useAccounts(): UseAccounts {
  const accounts = useQuery(AccountsDocument, { messenger: 'WHATSAPP' });
  const viewer = useQuery(ViewerDocument);
  return {
    loading: computed(() => {
      if (accounts.result.value && viewer.result.value) return 'ready';
      return accounts.error.value || viewer.error.value ? 'failed' : 'loading';
    }),
    accounts: computed(() => accounts.result.value?.accounts ?? []),
    viewer: computed(() => viewer.result.value?.viewer),
    reload: async () => {
      // What fails stands in the queries' own errors, and so in `loading`.
      await Promise.allSettled([accounts.refetch(), viewer.refetch()]);
    },
  };
}
