import { useApolloClient } from '@vue/apollo-composable';
import { CanWriteDocument, type CanWriteQuery, type Messenger } from '@olchat/client';
import { onBeforeUnmount, onMounted, type Ref, ref, shallowRef, watch } from 'vue';
import type { Card } from '../message/message.ts';

export type WriteCheck = CanWriteQuery['canWrite'];
export type WriteObstacle = WriteCheck['obstacles'][number];

export interface WriteQuestion {
  card: Card;
  accountId: string | undefined;
  recipientId: string | undefined;
  /** Where no account is named: only those of this messenger. */
  messenger: Messenger;
}

export interface UseWhyNot {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  check: Ref<WriteCheck | undefined>;
  ask: () => Promise<void>;
}

/** The server's answer to «can I write?», asked again when anything of the question or of what it depends on changes (K-2). */
export function useWhyNot(question: () => WriteQuestion, dependsOn: () => unknown): UseWhyNot {
  const { client } = useApolloClient();
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const check = shallowRef<WriteCheck>();
  let generation = 0;

  async function ask(): Promise<void> {
    const mine = ++generation;
    const { card, accountId, recipientId, messenger } = question();
    if (!check.value) loading.value = 'loading';
    try {
      const { data } = await client.query({
        query: CanWriteDocument,
        variables: { card, accountId: accountId ?? null, recipientId: recipientId ?? null, messenger },
      });
      if (mine !== generation) return;
      check.value = data.canWrite;
      loading.value = 'ready';
    } catch (error) {
      failure.value = error;
      if (mine === generation) loading.value = 'failed';
    }
  }

  watch([question, dependsOn], () => void ask(), { immediate: true });
  // Whoever mended something in another tab comes back to see it gone.
  const again = (): void => void ask();
  onMounted(() => window.addEventListener('focus', again));
  onBeforeUnmount(() => window.removeEventListener('focus', again));

  return { loading, failure, check, ask };
}
