import { type Ref, ref, shallowRef } from 'vue';
import type { Refused } from '../../page/use-change.ts';
import type { PortalFrame } from '../../portal-frame.ts';
import { type Filled, useFillTemplate } from '../../templates/use-fill-template.ts';
import type { Template } from '../../templates/use-template-pages.ts';
import { variablesIn } from '../../templates/variables-in-text.ts';
import type { UseDialogCard } from './use-dialog-card.ts';

export type Insertion =
  | { step: 'working' | 'done' | 'cardUnknown' | 'refused'; title: string }
  /** Some variables have no value: the employee is asked (W-13). */
  | { step: 'asking'; title: string; text: string; gaps: Filled['gaps'] }
  /** The portal did not take the text: the employee may copy it. */
  | { step: 'stuck'; title: string; text: string };

export interface UseChatInsertion {
  insertion: Ref<Insertion | undefined>;
  refusal: Ref<Refused | undefined>;
  choose: (template: Template) => Promise<void>;
  insertAnyway: () => Promise<void>;
  forget: () => void;
}

/** From a template to the message box of the chat: filled from its card, never sent by us (M-12). `onDone`: it stands there. */
export function useChatInsertion(dialog: UseDialogCard, frame: PortalFrame, onDone: () => void): UseChatInsertion {
  const insertion = shallowRef<Insertion>();
  const isInserting = ref(false);
  const { refusal, fill } = useFillTemplate(dialog.values);

  async function insert(title: string, text: string): Promise<void> {
    const stands = await frame.insertIntoChat(text).catch((error: unknown) => {
      console.warn('The portal did not take the text', error);
      return false;
    });
    insertion.value = stands ? { step: 'done', title } : { step: 'stuck', title, text };
    if (stands) onDone();
  }

  async function fillAndInsert({ id, title, text: source }: Template): Promise<void> {
    insertion.value = { step: 'working', title };
    // Without its card every variable would look unlinked, which nobody knows.
    if (variablesIn(source).length > 0 && !(await dialog.settled())) {
      insertion.value = { step: 'cardUnknown', title };
      return;
    }
    const answer = await fill({ templateId: id }, undefined);
    if (!answer) insertion.value = { step: 'refused', title };
    else if (answer.gaps.length > 0) insertion.value = { step: 'asking', title, text: answer.text, gaps: answer.gaps };
    else await insert(title, answer.text);
  }

  async function alone(work: () => Promise<void>): Promise<void> {
    if (isInserting.value) return;
    isInserting.value = true;
    await work().finally(() => (isInserting.value = false));
  }

  return {
    insertion,
    refusal,
    choose: template => alone(() => fillAndInsert(template)),
    insertAnyway: () =>
      alone(async () => {
        if (insertion.value?.step === 'asking') await insert(insertion.value.title, insertion.value.text);
      }),
    forget: () => (insertion.value = undefined),
  };
}
