import { computed, type Ref, ref } from 'vue';
import type { SortKey } from '../page/sort-keys.ts';
import { type TemplateOrder, type UseTemplatePages, useTemplatePages } from './use-template-pages.ts';

export type TemplateColumn = 'content' | 'category';

export interface UseTemplateList extends UseTemplatePages {
  search: Ref<string>;
  categoryId: Ref<string>;
  order: Ref<SortKey<TemplateColumn>[]>;
}

/** Without a column those used last stand first (M-2). A title decides almost alone, so a second column says something only behind the category. */
export function orderOf(keys: readonly SortKey<TemplateColumn>[]): TemplateOrder {
  const [first] = keys;
  if (!first) return 'RECENT_FIRST';
  if (first.column === 'content') return first.isDescending ? 'TITLE_DESCENDING' : 'TITLE';
  const isTitleDescending = keys.find(({ column }) => column === 'content')?.isDescending ?? false;
  if (first.isDescending) return isTitleDescending ? 'CATEGORY_DESCENDING_TITLE_DESCENDING' : 'CATEGORY_DESCENDING';
  return isTitleDescending ? 'CATEGORY_TITLE_DESCENDING' : 'CATEGORY';
}

/** The list of the manager (M-1, M-2): searched, of one category or of all, sorted. */
export function useTemplateList(): UseTemplateList {
  const search = ref('');
  const categoryId = ref('');
  const order = ref<SortKey<TemplateColumn>[]>([]);
  const pages = useTemplatePages({ search, categoryId, order: computed(() => orderOf(order.value)) });
  return { search, categoryId, order, ...pages };
}
