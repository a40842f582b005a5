import { CreateTemplateDocument, UpdateTemplateDocument } from '@olchat/client';
import { useMutation } from '@vue/apollo-composable';
import { computed, type Ref } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';
import { useDraft } from '../page/use-draft.ts';
import { type DraftProblem, draftProblem, type TemplateDraft } from './template-draft.ts';
import type { Template } from './use-template-pages.ts';

export interface UseTemplateEditor {
  draft: Ref<TemplateDraft>;
  isDirty: Ref<boolean>;
  problem: Ref<DraftProblem | undefined>;
  isSaving: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** The template as it stands now, or nothing when it was refused. */
  save: () => Promise<Template | undefined>;
}

/** The editor's draft and its way to the server; without an id a new template is made. A change sends only what was changed, so that two people do not undo each other. */
export function useTemplateEditor(templateId: string | undefined, saved: TemplateDraft): UseTemplateEditor {
  const creation = useMutation(CreateTemplateDocument, { throws: 'always' });
  const update = useMutation(UpdateTemplateDocument, { throws: 'always' });
  const { draft, isDirty, changed } = useDraft(() => saved);
  const { isBusy, refusal, change } = useChange();

  const input = ({ categoryId, access, ...rest }: Partial<TemplateDraft>) => ({
    ...rest,
    ...(categoryId !== undefined && { categoryId: categoryId === '' ? null : categoryId }),
    ...(access && { access: access.map(({ kind, id }) => ({ kind, id })) }),
  });

  /** However often it is pressed, and from wherever: a new template is made once. */
  let running: Promise<Template | undefined> | undefined;
  const save = (): Promise<Template | undefined> => (running ??= saveOnce().finally(() => (running = undefined)));

  async function saveOnce(): Promise<Template | undefined> {
    if (draftProblem(draft.value)) return undefined;
    const answer = await change(async () => {
      if (templateId !== undefined) {
        return (await update.mutate({ input: { templateId, ...input(changed()) } }))?.data?.updateTemplate;
      }
      const { title, text, ...rest } = draft.value;
      return (await creation.mutate({ input: { title, text, ...input(rest) } }))?.data?.createTemplate;
    });
    return answer?.template;
  }

  return { draft, isDirty, problem: computed(() => draftProblem(draft.value)), isSaving: isBusy, refusal, save };
}
