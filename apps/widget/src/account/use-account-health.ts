import { AccountHealthDocument, type AccountHealthFieldsFragment } from '@olchat/client';
import { useQuery } from '@vue/apollo-composable';
import { computed, type Ref } from 'vue';

export interface UseAccountHealth {
  health: Ref<AccountHealthFieldsFragment | undefined>;
  isFailed: Ref<boolean>;
  isLoading: Ref<boolean>;
  reload: () => Promise<void>;
}

/** How an account does (C-21). Counted when it is asked, so that a list of accounts costs nothing. */
export function useAccountHealth(accountId: () => string): UseAccountHealth {
  const { result, error, loading, refetch } = useQuery(AccountHealthDocument);
  return {
    health: computed(() => result.value?.accountHealth.find(({ id }) => id === accountId())?.health),
    isFailed: computed(() => error.value !== null && !loading.value),
    isLoading: loading,
    reload: async () => {
      await Promise.allSettled([refetch()]);
    },
  };
}
