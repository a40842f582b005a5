import { useApolloClient, useMutation, useQuery } from '@vue/apollo-composable';
import { DisconnectAccountDocument, LinesDocument, type LinesQuery, ManagedAccountsDocument } from '@olchat/client';
import type { QueuedMessages } from '@olchat/client';
import { computed, type Ref } from 'vue';
import { useWords } from '../locales/use-words.ts';
import type { UseConnection } from '../connection/use-connection.ts';
import { useFailureWords } from '../page/failure-words.ts';
import type { ManagedAccount } from './managed-account.ts';
import { useFollowedAccounts } from './use-followed-accounts.ts';

export type Line = LinesQuery['lines'][number];

export interface UseAccountList extends Pick<UseConnection, 'isOffline' | 'isStopped'> {
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
  const { client } = useApolloClient();
  const known = useFollowedAccounts<ManagedAccount>({
    ask: async () =>
      (await client.query({ query: ManagedAccountsDocument, variables: { forSettings: isAdministrator } })).data.managedAccounts,
    changed: (before, event) => ({ settings: null, ...before, ...event }),
  });
  const { accounts, isOffline, isStopped } = known;
  const put = (answered: ManagedAccount): void =>
    known.put(
      withLaterState(
        answered,
        accounts.value.find(({ id }) => id === answered.id),
      ),
    );
  const lines = useQuery(LinesDocument, null, { enabled: isAdministrator });
  const disconnection = useMutation(DisconnectAccountDocument, { throws: 'always' });

  async function reload(): Promise<void> {
    // What fails stands in `failure`.
    await Promise.allSettled([known.load(), ...(isAdministrator ? [lines.refetch()] : [])]);
  }

  return {
    loading: computed(() => {
      if (known.loading.value !== 'ready' || !isAdministrator || lines.result.value) return known.loading.value;
      return lines.error.value ? 'failed' : 'loading';
    }),
    failure: computed(() => known.failure.value ?? lines.error.value),
    isOffline,
    isStopped,
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

/** The feed may have told of a state after an answer was written that comes only now. */
function withLaterState(answered: ManagedAccount, known: ManagedAccount | undefined): ManagedAccount {
  if (!known || Date.parse(known.stateSince) <= Date.parse(answered.stateSince)) return answered;
  const { state, stateReason, stateSince } = known;
  return { ...answered, state, stateReason, stateSince };
}
