import { AccountHistoryDocument, ConversationDocument, type ConversationEntryFieldsFragment } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { computed, onScopeDispose, type Ref, ref, shallowRef } from 'vue';
import type { Account } from '../account/use-accounts.ts';
import type { Card } from '../message/message.ts';
import { useLiveStatuses } from './use-live-statuses.ts';

export type ConversationEntry = ConversationEntryFieldsFragment;

export interface UseConversation {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  /** Oldest first, as people read; with the statuses of now. */
  entries: Ref<readonly ConversationEntry[]>;
  /** Whether it is the messenger's own history, or what went through us. */
  source: Ref<'account' | 'ours'>;
  /** The messenger is being asked; what went through us is shown meanwhile. */
  isAsking: Ref<boolean>;
  hasOlder: Ref<boolean>;
  isLoadingOlder: Ref<boolean>;
  keptSince: Ref<string | undefined>;
  /** The server's own sentence about why there is nothing. */
  reason: Ref<string | undefined>;
  /** Why the messenger's history, or its next page, is not there; null: nobody knows, `troubleCause` is what failed. */
  trouble: Ref<string | null | undefined>;
  troubleCause: Ref<unknown>;
  load: () => Promise<void>;
  loadOlder: () => Promise<void>;
}

interface Page {
  nodes: readonly ConversationEntry[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  reason: { message: string } | null;
  keptSince?: string | null;
}

/**
 * «История чата», page by page into the past (S-11). Where the messenger gives its own history that is shown, and what went through us stands there
 * until it comes, and in its place when it does not.
 */
export function useConversation(card: Card, account: Account, recipientId: string): UseConversation {
  const { client } = useApolloClient();
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const read = shallowRef<readonly ConversationEntry[]>([]);
  const source = ref<'account' | 'ours'>('ours');
  const isAsking = ref(false);
  const hasOlder = ref(false);
  const isLoadingOlder = ref(false);
  const keptSince = ref<string>();
  const reason = ref<string>();
  const trouble = ref<string | null>();
  const troubleCause = shallowRef<unknown>();
  const fail = (error: unknown): void => void ([trouble.value, troubleCause.value] = [null, error]);
  let after: string | null = null;
  /** Of what was asked for last: an answer to an earlier question is late. */
  let turn = 0;
  onScopeDispose(() => (turn += 1));
  const statuses = useLiveStatuses({
    accountId: account.id,
    isShown: computed(() => loading.value === 'ready'),
    newest: async () => (await ours(null)).nodes,
    onGap: () => void load(),
  });

  async function ours(from: string | null): Promise<Page> {
    const variables = { card, accountId: account.id, recipientId, after: from };
    const { data } = await client.query({ query: ConversationDocument, variables });
    return existing(data.conversation?.conversation);
  }

  async function ofAccount(from: string | null): Promise<Page> {
    const variables = { card, accountId: account.id, recipientId, after: from };
    const { data } = await client.query({ query: AccountHistoryDocument, variables });
    return existing(data.accountHistory?.accountHistory);
  }

  function show(page: Page, isFirst: boolean): void {
    const below = isFirst ? [] : read.value;
    const known = new Set(below.map(({ id }) => id));
    read.value = [...page.nodes.toReversed().filter(({ id }) => !known.has(id)), ...below];
    hasOlder.value = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }

  async function loadOurs(mine: number): Promise<void> {
    try {
      const page = await ours(null);
      if (mine !== turn || source.value === 'account') return;
      show(page, true);
      keptSince.value = page.keptSince ?? undefined;
      reason.value = page.reason?.message;
      loading.value = 'ready';
    } catch (error) {
      console.warn('The conversation could not be read', error);
      failure.value = error;
      if (mine === turn && source.value === 'ours') loading.value = 'failed';
    }
  }

  async function askAccount(mine: number): Promise<void> {
    isAsking.value = true;
    try {
      const page = await ofAccount(null);
      if (mine !== turn) return;
      if (page.reason) trouble.value = page.reason.message;
      else {
        source.value = 'account';
        show(page, true);
        reason.value = undefined;
        loading.value = 'ready';
      }
    } catch (error) {
      console.warn('The messenger’s history could not be read', error);
      if (mine === turn) fail(error);
    } finally {
      if (mine === turn) isAsking.value = false;
    }
  }

  async function load(): Promise<void> {
    const mine = (turn += 1);
    loading.value = 'loading';
    statuses.forget();
    [source.value, trouble.value, troubleCause.value, isLoadingOlder.value] = ['ours', undefined, undefined, false];
    await Promise.all([loadOurs(mine), ...(account.capabilities.readsHistory ? [askAccount(mine)] : [])]);
  }

  async function loadOlder(): Promise<void> {
    if (isLoadingOlder.value || isAsking.value) return;
    const mine = turn;
    isLoadingOlder.value = true;
    [trouble.value, troubleCause.value] = [undefined, undefined];
    try {
      const page = await (source.value === 'account' ? ofAccount(after) : ours(after));
      if (mine !== turn) return;
      if (page.reason) trouble.value = page.reason.message;
      else show(page, false);
    } catch (error) {
      console.warn('Earlier messages could not be read', error);
      if (mine === turn) fail(error);
    } finally {
      if (mine === turn) isLoadingOlder.value = false;
    }
  }

  return {
    loading,
    failure,
    entries: computed(() => read.value.map(statuses.live)),
    source,
    isAsking,
    hasOlder,
    isLoadingOlder,
    keptSince,
    reason,
    trouble,
    troubleCause,
    load,
    loadOlder,
  };
}

function existing(page: Page | null | undefined): Page {
  if (!page) throw new Error('There is no such card');
  return page;
}
