import { useApolloClient, useSubscription } from '@vue/apollo-composable';
import { MessagesDocument, type MessagesQuery, MessageStatusDocument } from '@olchat/client';
import { onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { type UseConnection, useConnection } from '../connection/use-connection.ts';
import { useRepetition } from '../page/use-repetition.ts';
import type { Card, Message } from './message.ts';
import { useMessageStore } from './message-store.ts';

type Page = MessagesQuery['messages'];

const PAGE_SIZE = 20;
/** Without the feed the card is asked again so often. */
const POLL_EVERY_MS = 10_000;

export interface UseMessageStatus extends Pick<UseConnection, 'isOffline' | 'isStopped'> {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  hasOlder: Ref<boolean>;
  load: () => Promise<void>;
  loadOlder: () => Promise<void>;
  onChange: (listener: (message: Message) => void) => void;
}

/** The messages of a card, live: a snapshot, then every change after it, without a hole in between. One subscription per open card. */
export function useMessageStatus(card: Card): UseMessageStatus {
  const store = useMessageStore();
  const { client } = useApolloClient();
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const hasOlder = ref(false);
  const snapshotCursor = ref<string>();
  const listeners: ((message: Message) => void)[] = [];
  let endCursor: string | null = null;
  /** After a resync, and where an earlier form of this page left messages behind, all that is shown is read again, however deep it reaches; up to which one that is done. */
  let resyncs = store.messages.length > 0 ? 1 : 0;
  let caughtUp = 0;

  async function page(after: string | null): Promise<Page> {
    const since = store.heard();
    const { data } = await client.query({ query: MessagesDocument, variables: { card, first: PAGE_SIZE, after } });
    store.merge(data.messages.nodes, since);
    return data.messages;
  }

  /** On from a page until each of these was read, and all that lies between them. */
  async function readOn({ nodes, pageInfo }: Page, unread: Set<string>): Promise<void> {
    for (const { id } of nodes) unread.delete(id);
    if (unread.size > 0 && pageInfo.hasNextPage) await readOn(await page(pageInfo.endCursor), unread);
  }

  async function load(): Promise<void> {
    again.cancel();
    const missed = resyncs;
    const unread = new Set(missed > caughtUp ? store.messages.map(({ id }) => id) : []);
    try {
      const newest = await page(null);
      if (endCursor === null) {
        hasOlder.value = newest.pageInfo.hasNextPage;
        endCursor = newest.pageInfo.endCursor;
      }
      snapshotCursor.value ??= newest.asOf;
      loading.value = 'ready';
      await readOn(newest, unread);
      caughtUp = Math.max(caughtUp, missed);
    } catch (error) {
      failure.value = error;
      // Nothing was loaded yet: the screen says so and offers to try again. Otherwise what is shown stays, and the strip says that it is old.
      if (loading.value === 'loading') loading.value = 'failed';
      again.later();
    }
  }
  const again = useRepetition(load);

  async function loadOlder(): Promise<void> {
    const { pageInfo } = await page(endCursor);
    hasOlder.value = pageInfo.hasNextPage;
    endCursor = pageInfo.endCursor;
  }

  const { context, isOffline, isStopped } = useConnection(() => snapshotCursor.value !== undefined);
  const { onResult } = useSubscription(
    MessageStatusDocument,
    () => ({ card, after: snapshotCursor.value ?? null }),
    () => ({ enabled: snapshotCursor.value !== undefined, fetchPolicy: 'no-cache', context }),
  );
  onResult(({ data }) => {
    const event = data?.messageStatus;
    if (event?.__typename === 'FeedResync') {
      resyncs += 1;
      void load();
    }
    if (event?.__typename !== 'MessageStatusChanged' && event?.__typename !== 'MessageWaitChanged') return;
    store.merge([event.message]);
    if (event.__typename === 'MessageWaitChanged') return;
    for (const listener of listeners) listener(event.message);
  });

  let polling: ReturnType<typeof setInterval> | undefined;
  watch(isOffline, offline => {
    clearInterval(polling);
    if (offline) polling = setInterval(() => void load(), POLL_EVERY_MS);
  });
  onScopeDispose(() => clearInterval(polling));

  return {
    loading,
    failure,
    isOffline,
    isStopped,
    hasOlder,
    load,
    loadOlder,
    onChange: listener => listeners.push(listener),
  };
}
