import { type AccountFieldsFragment, AccountStateDocument } from '@olchat/client';
import { useSubscription } from '@vue/apollo-composable';
import { type Ref, ref, shallowRef } from 'vue';
import { type UseConnection, useConnection } from '../connection/use-connection.ts';
import { answersInOrder } from '../page/answers-in-order.ts';
import { useRepetition } from '../page/use-repetition.ts';

/** How a list of accounts is asked for, and what an event does to it. */
export interface FollowedList<Account> {
  ask: () => Promise<readonly Account[]>;
  /** Without `before` the list has no such account yet; `undefined` leaves it so. `'ask'`: the list may have it now. */
  changed: (before: Account | undefined, event: AccountFieldsFragment) => Account | 'ask' | undefined;
}

export interface FollowedAccounts<Account> extends Pick<UseConnection, 'isOffline' | 'isStopped'> {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  accounts: Ref<readonly Account[]>;
  load: () => Promise<void>;
  /** An account as the server gave it after a change. */
  put: (account: Account) => void;
}

/** Accounts as the server lists them, live. Answers and events may overtake each other: an older one never takes back what a newer one told. */
export function useFollowedAccounts<Account extends { id: string }>({ ask, changed }: FollowedList<Account>): FollowedAccounts<Account> {
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const accounts = shallowRef<readonly Account[]>([]);
  const answers = answersInOrder<readonly Account[]>();

  async function load(): Promise<void> {
    again.cancel();
    try {
      const listed = await answers.ask(ask);
      if (!listed) return;
      accounts.value = listed;
      loading.value = 'ready';
    } catch (error) {
      failure.value = error;
      if (loading.value !== 'ready') loading.value = 'failed';
      // What is shown may be older than what the feed announced.
      again.later();
    }
  }
  const again = useRepetition(load);

  function change(apply: (list: readonly Account[]) => readonly Account[]): void {
    answers.note(apply);
    accounts.value = apply(accounts.value);
  }

  const { context, isOffline, isStopped } = useConnection();
  const { onResult } = useSubscription(AccountStateDocument, {}, { fetchPolicy: 'no-cache', context });
  onResult(({ data }) => {
    const event = data?.accountState;
    // From here on nothing is missed; what happened between the list and now may be.
    if (event?.__typename === 'FeedPosition' || event?.__typename === 'FeedResync') void load();
    if (event?.__typename !== 'AccountStateChanged') return;
    const { account } = event;
    const now = (list: readonly Account[]) =>
      changed(
        list.find(({ id }) => id === account.id),
        account,
      );
    const isNew = now(accounts.value) === 'ask';
    change(list => {
      const known = now(list);
      return known && known !== 'ask' ? replaced(list, known) : list;
    });
    if (isNew) void load();
  });

  void load();
  return { loading, failure, isOffline, isStopped, accounts, load, put: account => change(list => replaced(list, account)) };
}

/** In its place, or at the end. */
function replaced<Account extends { id: string }>(list: readonly Account[], account: Account): readonly Account[] {
  return list.some(({ id }) => id === account.id) ? list.map(one => (one.id === account.id ? account : one)) : [...list, account];
}
