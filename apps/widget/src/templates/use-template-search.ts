import { TemplatesDocument, type TemplateFieldsFragment } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { computed, onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';

export type Template = TemplateFieldsFragment;

export interface UseTemplateSearch {
  state: Ref<'loading' | 'ready' | 'failed'>;
  templates: Ref<readonly Template[]>;
  hasMore: Ref<boolean>;
  loadMore: () => Promise<void>;
  retry: () => Promise<void>;
  /** The one that Enter takes. */
  active: Ref<Template | undefined>;
  activate: (template: Template) => void;
  /** Arrows move, round the ends too; answers whether the key was one of them. */
  move: (key: string) => boolean;
}

const PAGE_SIZE = 20;
/** So long nobody types before the server is asked. */
const TYPING_PAUSE_MS = 200;
const MAX_SEARCH = 100;

/** Templates that the employee may use, by title or text, those used last first (M-2, M-11, M-13); an answer to an older question is dropped. */
export function useTemplateSearch(search: Ref<string>): UseTemplateSearch {
  const { client } = useApolloClient();
  const state = ref<'loading' | 'ready' | 'failed'>('loading');
  const templates = shallowRef<readonly Template[]>([]);
  const after = ref<string | null>(null);
  const activeId = ref<string>();
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(isMore: boolean): Promise<void> {
    const asked = ++question;
    const sought = search.value.trim().slice(0, MAX_SEARCH);
    state.value = 'loading';
    try {
      const variables = { search: sought === '' ? null : sought, first: PAGE_SIZE, after: isMore ? after.value : null };
      const { data } = await client.query({ query: TemplatesDocument, variables });
      if (asked !== question) return;
      templates.value = isMore ? [...templates.value, ...data.templates.nodes] : data.templates.nodes;
      after.value = data.templates.pageInfo.hasNextPage ? data.templates.pageInfo.endCursor : null;
      state.value = 'ready';
    } catch (error) {
      if (asked !== question) return;
      console.warn('The templates could not be loaded', error);
      state.value = 'failed';
    }
  }

  const active = computed(() => templates.value.find(({ id }) => id === activeId.value) ?? templates.value[0]);

  void ask(false);
  watch(search, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(false), TYPING_PAUSE_MS);
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    question += 1;
  });

  return {
    state,
    templates,
    hasMore: computed(() => after.value !== null),
    loadMore: () => ask(true),
    retry: () => ask(false),
    active,
    activate: template => (activeId.value = template.id),
    move: key => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (step === undefined) return false;
      const count = templates.value.length;
      const at = templates.value.findIndex(({ id }) => id === active.value?.id);
      if (count > 0) activeId.value = templates.value[(at + step + count) % count]?.id;
      return true;
    },
  };
}
