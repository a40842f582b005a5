import { useMutation, useQuery, useSubscription } from '@vue/apollo-composable';
import { AccountStateDocument, DisconnectAccountDocument, LinesDocument, type LinesQuery, ManagedAccountsDocument } from '@olchat/client';
import type { QueuedMessages } from '@olchat/client';
import { computed, type Ref, ref, watch } from 'vue';
import { useWords } from '../locales/use-words.ts';
import { useFailureWords } from '../page/failure-words.ts';
import type { ManagedAccount } from './managed-account.ts';

export type Line = LinesQuery['lines'][number];

export interface UseAccountList {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  accounts: Ref<readonly ManagedAccount[]>;
  lines: Ref<readonly Line[]>;
  reload: () => Promise<void>;
  /** An account as the server gave it after a change. */
  put: (account: ManagedAccount) => void;
  /** Answers with the sentence of a refusal. The queue is the administrator's choice. */
  disconnect: (accountId: string, queued: QueuedMessages) => Promise<string | undefined>;
}

/** The accounts, live: an administrator's list has every one of the portal and the open lines, an employee's those that he may use. */
export function useAccountList(isAdministrator: boolean): UseAccountList {
  const { t } = useWords();
  const inWords = useFailureWords();
  const known = useQuery(ManagedAccountsDocument, { forSettings: isAdministrator });
  const lines = useQuery(LinesDocument, null, { enabled: isAdministrator });
  const disconnection = useMutation(DisconnectAccountDocument, { throws: 'always' });
  const accounts = ref<ManagedAccount[]>([]);

  watch(
    () => known.result.value?.managedAccounts,
    listed => (accounts.value = [...(listed ?? [])]),
    { immediate: true },
  );
  const { onResult } = useSubscription(AccountStateDocument, {}, { fetchPolicy: 'no-cache' });
  onResult(({ data }) => {
    const event = data?.accountState;
    if (event?.__typename === 'AccountStateChanged') {
      const before = accounts.value.find(({ id }) => id === event.account.id);
      put({ settings: null, ...before, ...event.account });
    }
    if (event?.__typename === 'FeedResync') void reload();
  });

  function put(account: ManagedAccount): void {
    const at = accounts.value.findIndex(({ id }) => id === account.id);
    if (at === -1) accounts.value.push(account);
    else accounts.value[at] = account;
  }

  async function reload(): Promise<void> {
    // What fails stands in the queries' own errors, and so in `loading`.
    await Promise.allSettled([known.refetch(), ...(isAdministrator ? [lines.refetch()] : [])]);
  }

  return {
    loading: computed(() => {
      const needed = isAdministrator ? [known, lines] : [known];
      if (needed.some(({ error, result }) => error.value && !result.value)) return 'failed';
      return needed.every(({ result }) => result.value) ? 'ready' : 'loading';
    }),
    failure: computed(() => known.error.value ?? lines.error.value),
    accounts,
    lines: computed(() => lines.result.value?.lines ?? []),
    reload,
    put,
    disconnect: async (accountId, queued) => {
      try {
        const answer = await disconnection.mutate({ input: { accountId, queued } });
        const result = answer?.data?.disconnectAccount;
        if (!result) throw new Error('An answer without data');
        if ('code' in result) return result.message;
        put({ settings: null, ...accounts.value.find(({ id }) => id === accountId), ...result.account });
        return undefined;
      } catch (error) {
        return inWords(t('connect.failed'), error);
      }
    },
  };
}
