import { type TemplateFieldsFragment, TemplatesDocument, type TemplatesQueryVariables } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';

export type Template = TemplateFieldsFragment;
export type TemplateOrder = NonNullable<TemplatesQueryVariables['order']>;

export interface TemplateQuestion {
  search: Ref<string>;
  /** Empty: all. */
  categoryId?: Ref<string>;
  /** Absent: those used last first (M-2). */
  order?: Ref<TemplateOrder>;
}

export interface UseTemplatePages {
  state: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  templates: Ref<readonly Template[]>;
  hasMore: Ref<boolean>;
  loadMore: () => Promise<void>;
  /** The same question again: something was saved, or the first try failed. */
  reload: () => Promise<void>;
}

const PAGE_SIZE = 20;
/** So long nobody types before the server is asked. */
const TYPING_PAUSE_MS = 200;
const MAX_SEARCH = 100;

/** Templates that the employee may use (M-11), a page at a time; an answer to an older question is dropped. */
export function useTemplatePages({ search, categoryId, order }: TemplateQuestion): UseTemplatePages {
  const { client } = useApolloClient();
  const state = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const templates = shallowRef<readonly Template[]>([]);
  const hasMore = ref(false);
  let after: string | null = null;
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(isMore: boolean): Promise<void> {
    const asked = ++question;
    state.value = 'loading';
    try {
      const sought = search.value.trim().slice(0, MAX_SEARCH);
      const { data } = await client.query({
        query: TemplatesDocument,
        variables: {
          search: sought === '' ? null : sought,
          ...(categoryId && { categoryId: categoryId.value === '' ? null : categoryId.value }),
          ...(order && { order: order.value }),
          first: PAGE_SIZE,
          after: isMore ? after : null,
        },
      });
      if (asked !== question) return;
      const { nodes, pageInfo } = data.templates;
      templates.value = isMore ? [...templates.value, ...nodes] : nodes;
      hasMore.value = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
      state.value = 'ready';
    } catch (error) {
      if (asked !== question) return;
      console.warn('The templates could not be loaded', error);
      failure.value = error;
      state.value = 'failed';
    }
  }

  void ask(false);
  watch(
    () => [categoryId?.value, order?.value],
    () => void ask(false),
  );
  watch(search, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(false), TYPING_PAUSE_MS);
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    question += 1;
  });

  return { state, failure, templates, hasMore, loadMore: () => ask(true), reload: () => ask(false) };
}
