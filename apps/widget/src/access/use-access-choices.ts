import { type AccessChoicesQuery, AccessChoicesDocument, type AccessEntryFieldsFragment } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { onBeforeUnmount, type Ref, ref, watch } from 'vue';

export type AccessEntry = Pick<AccessEntryFieldsFragment, 'kind' | 'id' | 'name'>;
export type AccessChoices = Omit<AccessChoicesQuery['accessChoices'], '__typename'>;

export interface UseAccessChoices {
  search: Ref<string>;
  choices: Ref<AccessChoices | undefined>;
  isFailed: Ref<boolean>;
  retry: () => void;
}

/** So long nobody types before the server is asked. */
const TYPING_PAUSE_MS = 250;

/** Whom the portal knows, by what was typed; an answer to an older question is dropped. */
export function useAccessChoices(): UseAccessChoices {
  const { client } = useApolloClient();
  const search = ref('');
  const choices = ref<AccessChoices>();
  const isFailed = ref(false);
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    const question = ++asked;
    const sought = search.value.trim();
    try {
      const { data } = await client.query({ query: AccessChoicesDocument, variables: { search: sought === '' ? null : sought } });
      if (question !== asked) return;
      choices.value = data.accessChoices;
      isFailed.value = false;
    } catch (error) {
      if (question !== asked) return;
      console.warn('Nobody could be searched', error);
      isFailed.value = true;
    }
  }

  void ask();
  watch(search, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), TYPING_PAUSE_MS);
  });
  onBeforeUnmount(() => clearTimeout(timer));

  return { search, choices, isFailed, retry: () => void ask() };
}
