import { OpenLineDialogDocument, type OpenLineDialogQuery } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { computed, type Ref, ref, shallowRef } from 'vue';
import type { Card } from '../../message/message.ts';
import type { ValuesOf } from '../../templates/use-fill-template.ts';

export interface UseDialogCard {
  /** `missing`: no chat of an open line, or none for this employee · `hidden`: it has a card that he may not see. */
  state: Ref<'loading' | 'failed' | 'known' | 'none' | 'hidden' | 'missing'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  title: Ref<string>;
  values: Ref<ValuesOf>;
  /** Waits for the answer, and asks again where the last time failed; false: nobody knows. */
  settled: () => Promise<boolean>;
}

const NOTHING: ValuesOf = { card: null, person: null };

/** As an argument: an answer carries its type's name along. */
const named = (record: Card | null): Card | null =>
  record && { type: record.type, id: record.id, smartProcessTypeId: record.smartProcessTypeId };

/** The card of the chat whose message box the page stands above (M-12). */
export function useDialogCard(dialogId: string | null): UseDialogCard {
  const { client } = useApolloClient();
  const dialog = shallowRef<OpenLineDialogQuery['openLineDialog']>(null);
  const loading = ref<'loading' | 'failed' | 'ready'>('loading');
  const failure = shallowRef<unknown>();
  let asking: Promise<boolean> | undefined;

  async function ask(): Promise<boolean> {
    loading.value = 'loading';
    try {
      if (dialogId !== null) {
        const { data } = await client.query({ query: OpenLineDialogDocument, variables: { id: dialogId } });
        dialog.value = data.openLineDialog ?? null;
      }
      loading.value = 'ready';
      return true;
    } catch (error) {
      console.warn('The card of the chat could not be found out', error);
      failure.value = error;
      loading.value = 'failed';
      asking = undefined;
      return false;
    }
  }
  const settled = (): Promise<boolean> => (asking ??= ask());
  void settled();

  return {
    state: computed(() => {
      if (loading.value !== 'ready') return loading.value;
      if (!dialog.value) return 'missing';
      if (dialog.value.card) return 'known';
      return dialog.value.cardIsHidden ? 'hidden' : 'none';
    }),
    failure,
    title: computed(() => dialog.value?.cardTitle ?? ''),
    values: computed(() => (dialog.value ? { card: named(dialog.value.card), person: named(dialog.value.person) } : NOTHING)),
    settled,
  };
}
