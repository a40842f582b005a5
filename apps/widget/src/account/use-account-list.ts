import { useMutation, useQuery, useSubscription } from '@vue/apollo-composable';
import { AccountStateDocument, DisconnectAccountDocument, LinesDocument, type LinesQuery, type QueuedMessages } from '@olchat/client';
import { computed, type Ref, ref, watch } from 'vue';
import { useWords } from '../locales/use-words.ts';
import { type Account, useAccounts } from './use-accounts.ts';

export type Line = LinesQuery['lines'][number];

export interface UseAccountList {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  accounts: Ref<readonly Account[]>;
  lines: Ref<readonly Line[]>;
  reload: () => Promise<void>;
  /** Answers with the sentence of a refusal. The queue is the administrator's choice. */
  disconnect: (accountId: string, queued: QueuedMessages) => Promise<string | undefined>;
}

/** The accounts of the portal, live: the list, and every change of state after it. For administrators. */
export function useAccountList(): UseAccountList {
  const { t } = useWords();
  const known = useAccounts();
  const lines = useQuery(LinesDocument);
  const disconnection = useMutation(DisconnectAccountDocument, { throws: 'always' });
  const changed = ref(new Map<string, Account>());

  watch(known.accounts, () => changed.value.clear());
  const { onResult } = useSubscription(AccountStateDocument, {}, { fetchPolicy: 'no-cache' });
  onResult(({ data }) => {
    const event = data?.accountState;
    if (event?.__typename === 'AccountStateChanged') changed.value.set(event.account.id, event.account);
    if (event?.__typename === 'FeedResync') void reload();
  });

  async function reload(): Promise<void> {
    await Promise.allSettled([known.reload(), lines.refetch()]);
  }

  return {
    loading: computed(() => {
      if (lines.error.value && !lines.result.value) return 'failed';
      return lines.result.value ? known.loading.value : 'loading';
    }),
    accounts: computed(() => {
      const listed = known.accounts.value.map(account => changed.value.get(account.id) ?? account);
      const added = [...changed.value.values()].filter(({ id }) => !listed.some(account => account.id === id));
      return [...listed, ...added];
    }),
    lines: computed(() => lines.result.value?.lines ?? []),
    reload,
    disconnect: async (accountId, queued) => {
      try {
        const answer = await disconnection.mutate({ input: { accountId, queued } });
        const result = answer?.data?.disconnectAccount;
        if (!result) throw new Error('An answer without data');
        if ('code' in result) return result.message;
        changed.value.set(accountId, result.account);
        return undefined;
      } catch {
        return t('connect.failed');
      }
    },
  };
}
