import { EmbedInSmartProcessDocument } from '@olchat/client';
import { useMutation } from '@vue/apollo-composable';
import { type Ref, ref } from 'vue';
import { useWords } from '../../locales/use-words.ts';

export interface UseEmbedding {
  embedded: Ref<boolean>;
  isBusy: Ref<boolean>;
  /** What the last press came to. */
  notice: Ref<{ kind: 'done' | 'refused'; text: string } | undefined>;
  embed: () => Promise<void>;
}

/** Switches the application on for all cards of a smart process (S-22). */
export function useEmbedding(smartProcessTypeId: string | null, embeddedAtFirst: boolean, product: string): UseEmbedding {
  const { t } = useWords();
  const { mutate } = useMutation(EmbedInSmartProcessDocument, { throws: 'always' });
  const embedded = ref(embeddedAtFirst);
  const isBusy = ref(false);
  const notice = ref<{ kind: 'done' | 'refused'; text: string }>();

  async function embed(): Promise<void> {
    if (smartProcessTypeId === null || isBusy.value) return;
    isBusy.value = true;
    notice.value = undefined;
    try {
      const answer = await mutate({ input: { smartProcessTypeId } });
      const result = answer?.data?.embedInSmartProcess;
      if (!result) throw new Error('An answer without data');
      if ('code' in result) {
        notice.value = { kind: 'refused', text: result.message };
        return;
      }
      embedded.value = result.smartProcess.embedded;
      notice.value = { kind: 'done', text: t('field.embedded', { product }) };
    } catch (error) {
      console.warn('The application could not be switched on', error);
      notice.value = { kind: 'refused', text: t('field.embedFailed') };
    } finally {
      isBusy.value = false;
    }
  }

  return { embedded, isBusy, notice, embed };
}
