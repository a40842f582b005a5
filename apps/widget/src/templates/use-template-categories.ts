import {
  CreateTemplateCategoryDocument,
  DeleteTemplateCategoryDocument,
  RenameTemplateCategoryDocument,
  type TemplateCategoryFieldsFragment,
  TemplateCategoriesDocument,
} from '@olchat/client';
import { useMutation, useQuery } from '@vue/apollo-composable';
import { computed, type Ref } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';

export type TemplateCategory = TemplateCategoryFieldsFragment;

export interface UseTemplateCategories {
  state: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  categories: Ref<readonly TemplateCategory[]>;
  reload: () => Promise<void>;
  isBusy: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** Answer whether it was done. */
  create: (title: string) => Promise<boolean>;
  rename: (id: string, title: string) => Promise<boolean>;
  remove: (id: string) => Promise<boolean>;
}

/** The drawers of templates, one list for the portal (M-10). The server sorts them, so it is asked again after a change. */
export function useTemplateCategories(): UseTemplateCategories {
  const query = useQuery(TemplateCategoriesDocument);
  const creation = useMutation(CreateTemplateCategoryDocument, { throws: 'always' });
  const renaming = useMutation(RenameTemplateCategoryDocument, { throws: 'always' });
  const removal = useMutation(DeleteTemplateCategoryDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange();

  async function reload(): Promise<void> {
    // What fails stands in the query's own error.
    await Promise.allSettled([query.refetch()]);
  }
  async function done(answer: object | undefined): Promise<boolean> {
    if (!answer) return false;
    await reload();
    return true;
  }

  return {
    state: computed(() => {
      if (query.result.value) return 'ready';
      return query.error.value ? 'failed' : 'loading';
    }),
    failure: query.error,
    categories: computed(() => query.result.value?.templateCategories ?? []),
    reload,
    isBusy,
    refusal,
    create: async title => done(await change(async () => (await creation.mutate({ input: { title } }))?.data?.createTemplateCategory)),
    rename: async (categoryId, title) =>
      done(await change(async () => (await renaming.mutate({ input: { categoryId, title } }))?.data?.renameTemplateCategory)),
    remove: async categoryId =>
      done(await change(async () => (await removal.mutate({ input: { categoryId } }))?.data?.deleteTemplateCategory)),
  };
}
