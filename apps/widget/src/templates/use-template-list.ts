import { TemplatesDocument, type TemplatesQueryVariables } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue';
import type { SortKey } from '../page/sort-keys.ts';
import type { Template } from './use-template-search.ts';

export type TemplateColumn = 'content' | 'category';
export type TemplateOrder = NonNullable<TemplatesQueryVariables['order']>;

export interface UseTemplateList {
  search: Ref<string>;
  categoryId: Ref<string>;
  order: Ref<SortKey<TemplateColumn>[]>;
  state: Ref<'loading' | 'ready' | 'failed'>;
  templates: Ref<readonly Template[]>;
  hasMore: Ref<boolean>;
  loadMore: () => Promise<void>;
  /** The same question again: something was saved, or the first try failed. */
  reload: () => Promise<void>;
}

const PAGE_SIZE = 20;
const TYPING_PAUSE_MS = 250;

/** Without a column those used last stand first (M-2). A title decides almost alone, so a second column says something only behind the category. */
export function orderOf(keys: readonly SortKey<TemplateColumn>[]): TemplateOrder {
  const [first] = keys;
  if (!first) return 'RECENT_FIRST';
  if (first.column === 'content') return first.isDescending ? 'TITLE_DESCENDING' : 'TITLE';
  const isTitleDescending = keys.find(({ column }) => column === 'content')?.isDescending ?? false;
  if (first.isDescending) return isTitleDescending ? 'CATEGORY_DESCENDING_TITLE_DESCENDING' : 'CATEGORY_DESCENDING';
  return isTitleDescending ? 'CATEGORY_TITLE_DESCENDING' : 'CATEGORY';
}

/** The list of the manager (M-1, M-2): searched, of one category or of all, sorted, a page at a time. */
export function useTemplateList(): UseTemplateList {
  const { client } = useApolloClient();
  const search = ref('');
  const categoryId = ref('');
  const order = ref<SortKey<TemplateColumn>[]>([]);
  const state = ref<'loading' | 'ready' | 'failed'>('loading');
  const templates = shallowRef<readonly Template[]>([]);
  const hasMore = ref(false);
  let after: string | null = null;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(isMore: boolean): Promise<void> {
    const question = ++asked;
    state.value = 'loading';
    try {
      const sought = search.value.trim();
      const { data } = await client.query({
        query: TemplatesDocument,
        variables: {
          search: sought === '' ? null : sought,
          categoryId: categoryId.value === '' ? null : categoryId.value,
          order: orderOf(order.value),
          first: PAGE_SIZE,
          after: isMore ? after : null,
        },
      });
      if (question !== asked) return;
      const { nodes, pageInfo } = data.templates;
      templates.value = isMore ? [...templates.value, ...nodes] : nodes;
      hasMore.value = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
      state.value = 'ready';
    } catch (error) {
      if (question !== asked) return;
      console.warn('The templates could not be loaded', error);
      state.value = 'failed';
    }
  }

  void ask(false);
  watch([categoryId, order], () => void ask(false));
  watch(search, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(false), TYPING_PAUSE_MS);
  });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    asked += 1;
  });

  return { search, categoryId, order, state, templates, hasMore, loadMore: () => ask(true), reload: () => ask(false) };
}
