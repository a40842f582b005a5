import { MessageHistoryDocument, type MessageHistoryQuery, MessageStatusDocument } from '@olchat/client';
import { useApolloClient, useSubscription } from '@vue/apollo-composable';
import { type Ref, ref, shallowRef, watch } from 'vue';
import { useRepetition } from '../../page/use-repetition.ts';

export type MessageHistory = NonNullable<MessageHistoryQuery['messageHistory']>;

export interface UseMessageHistory {
  /** `missing`: not there, or not for this employee (E-71). */
  loading: Ref<'loading' | 'ready' | 'missing' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  message: Ref<MessageHistory | undefined>;
  load: () => Promise<void>;
}

/** One message with everything ever said about it, read again whenever its status changes. */
export function useMessageHistory(id: Ref<string | null>): UseMessageHistory {
  const { client } = useApolloClient();
  const loading = ref<'loading' | 'ready' | 'missing' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const message = ref<MessageHistory>();
  let questions = 0;

  async function load(): Promise<void> {
    again.cancel();
    const asked = id.value;
    questions += 1;
    const own = questions;
    if (asked === null) {
      loading.value = 'missing';
      return;
    }
    try {
      const { data } = await client.query({ query: MessageHistoryDocument, variables: { id: asked } });
      // An answer that was overtaken by a newer question may be older than what that one was asked for.
      if (own !== questions) return;
      message.value = data.messageHistory ?? undefined;
      loading.value = data.messageHistory ? 'ready' : 'missing';
    } catch (error) {
      if (own !== questions) return;
      failure.value = error;
      // Without anything to show the screen offers to try again; what is shown is older than what was announced.
      if (message.value?.id === asked) again.later();
      else loading.value = 'failed';
    }
  }
  const again = useRepetition(load);

  const { onResult } = useSubscription(
    MessageStatusDocument,
    () => ({ messageId: id.value }),
    () => ({ enabled: loading.value === 'ready', fetchPolicy: 'no-cache' }),
  );
  onResult(({ data }) => {
    // The position stands first in every feed: what changed before it was opened is read once more.
    if (data?.messageStatus) void load();
  });

  watch(
    id,
    () => {
      message.value = undefined;
      loading.value = 'loading';
      void load();
    },
    { immediate: true },
  );
  return { loading, failure, message, load };
}
