import { useMutation } from '@vue/apollo-composable';
import { CancelMessageDocument, SendAgainDocument } from '@olchat/client';
import { type Ref, ref, watch } from 'vue';
import { useWords } from '../locales/use-words.ts';
import { useFailureWords } from '../page/failure-words.ts';
import { randomKey } from './idempotency-key.ts';
import type { Message } from './message.ts';
import { useMessageStore } from './message-store.ts';

export interface UseMessageActions {
  isBusy: Ref<boolean>;
  /** Why the last action was not done. */
  refusal: Ref<string | undefined>;
  /** A failed message once more, as a new one (L-12). */
  sendAgain: () => Promise<void>;
  /** Only while it is queued. */
  cancel: () => Promise<void>;
}

export function useMessageActions(message: Ref<Message>): UseMessageActions {
  const store = useMessageStore();
  const { t } = useWords();
  const inWords = useFailureWords();
  const isBusy = ref(false);
  const refusal = ref<string>();
  const again = useMutation(SendAgainDocument, { throws: 'always' });
  const cancellation = useMutation(CancelMessageDocument, { throws: 'always' });
  // One key for all presses on this bubble: however often the answer is lost, there is one second message.
  const idempotencyKey = randomKey();

  /** Nobody knows whether it was done, until the message itself tells. */
  let isUnknown = false;
  watch(
    () => message.value.status,
    () => {
      if (isUnknown) refusal.value = undefined;
    },
  );

  async function act(action: () => Promise<{ message: string } | undefined>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    isUnknown = false;
    try {
      refusal.value = (await action())?.message;
    } catch (error) {
      isUnknown = true;
      refusal.value = inWords(t('message.actionFailed'), error);
    } finally {
      isBusy.value = false;
    }
  }

  return {
    isBusy,
    refusal,
    sendAgain: () =>
      act(async () => {
        const since = store.heard();
        const answer = await again.mutate({ input: { messageId: message.value.id, idempotencyKey } });
        const result = answer?.data?.sendAgain;
        if (!result) throw new Error('An answer without data');
        if ('code' in result) return result;
        const [first] = result.messages;
        store.merge(result.messages, since);
        if (first && first.id !== message.value.id) store.merge([{ ...message.value, sentAgainAs: { id: first.id } }]);
        return undefined;
      }),
    cancel: () =>
      act(async () => {
        const since = store.heard();
        const answer = await cancellation.mutate({ input: { messageId: message.value.id } });
        const result = answer?.data?.cancelMessage;
        if (!result) throw new Error('An answer without data');
        if ('code' in result) return result;
        store.merge([result.cancelled], since);
        return undefined;
      }),
  };
}
