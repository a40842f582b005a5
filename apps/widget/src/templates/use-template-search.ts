import { computed, type Ref } from 'vue';
import { type UseActiveOption, useActiveOption } from '../page/use-active-option.ts';
import { type Template, type TemplateQuestion, type UseTemplatePages, useTemplatePages } from './use-template-pages.ts';

export interface UseTemplateSearch extends UseTemplatePages, Pick<UseActiveOption<string>, 'move'> {
  /** The one that Enter takes. */
  active: Ref<Template | undefined>;
  activate: (template: Template) => void;
}

/** Templates to choose one from, by title or text, those used last first (M-2, M-13). */
export function useTemplateSearch(search: Ref<string>, more: Omit<TemplateQuestion, 'search'> = {}): UseTemplateSearch {
  const pages = useTemplatePages({ search, ...more });
  const { templates } = pages;
  const option = useActiveOption(computed(() => templates.value.map(({ id }) => id)));
  return {
    ...pages,
    active: computed(() => templates.value.find(({ id }) => id === option.active.value)),
    activate: ({ id }) => option.activate(id),
    move: option.move,
  };
}
