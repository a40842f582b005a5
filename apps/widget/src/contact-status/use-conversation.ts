import { ConversationDocument, type ConversationEntryFieldsFragment } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { onScopeDispose, type Ref, ref } from 'vue';
import type { Card } from '../message/message.ts';

export type ConversationEntry = ConversationEntryFieldsFragment;

export interface UseConversation {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Oldest first, as people read. */
  entries: Ref<readonly ConversationEntry[]>;
  hasOlder: Ref<boolean>;
  isLoadingOlder: Ref<boolean>;
  keptSince: Ref<string | undefined>;
  /** The server's own sentence about why there is nothing. */
  reason: Ref<string | undefined>;
  load: () => Promise<void>;
  loadOlder: () => Promise<void>;
}

/** «История чата»: what went through an account to a client and back, page by page into the past (S-11). */
export function useConversation(card: Card, accountId: string, recipientId: string): UseConversation {
  const { client } = useApolloClient();
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const entries = ref<readonly ConversationEntry[]>([]);
  const hasOlder = ref(false);
  const isLoadingOlder = ref(false);
  const keptSince = ref<string>();
  const reason = ref<string>();
  let after: string | null = null;
  let isGone = false;
  onScopeDispose(() => (isGone = true));

  async function page(): Promise<void> {
    const { data } = await client.query({ query: ConversationDocument, variables: { card, accountId, recipientId, after } });
    if (isGone) return;
    const found = data.conversation?.conversation;
    if (!found) throw new Error('There is no such card');
    entries.value = [...found.nodes.toReversed(), ...(after === null ? [] : entries.value)];
    hasOlder.value = found.pageInfo.hasNextPage;
    keptSince.value = found.keptSince ?? undefined;
    reason.value = found.reason?.message;
    after = found.pageInfo.endCursor;
  }

  async function load(): Promise<void> {
    loading.value = 'loading';
    after = null;
    try {
      await page();
      loading.value = 'ready';
    } catch (error) {
      console.warn('The conversation could not be read', error);
      loading.value = 'failed';
    }
  }

  async function loadOlder(): Promise<void> {
    isLoadingOlder.value = true;
    try {
      await page();
    } catch (error) {
      console.warn('Earlier messages could not be read', error);
      loading.value = 'failed';
    } finally {
      isLoadingOlder.value = false;
    }
  }

  return { loading, entries, hasOlder, isLoadingOlder, keptSince, reason, load, loadOlder };
}
