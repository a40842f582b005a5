import { computed, type Ref, shallowRef } from 'vue';
import type { Card } from '../message/message.ts';
import { type TextBox, type UseFilledText, useFilledText } from './use-filled-text.ts';
import { type UseGapQuestion, useGapQuestion } from './use-gap-question.ts';

/** What a list beside the box does with a key of the box, and says of itself to screen readers. */
export interface BoxList {
  onKeydown: (event: KeyboardEvent) => void;
  attributes: Ref<Record<string, string | undefined>>;
}

/** Everything that templates do in the form of a card. */
export interface ComposerTemplates {
  card: Card;
  recipientId: Ref<string | undefined>;
  text: Ref<string>;
  box: Ref<TextBox | null>;
  filling: UseFilledText;
  question: UseGapQuestion;
  /** There is something to mark or to say: until then neither part is loaded. */
  hasNews: Ref<boolean>;
  /** Gives the keys of the box to a list beside it; answers what takes them away again. */
  openList: (list: BoxList) => () => void;
  boxAttributes: Ref<Record<string, string | undefined>>;
  onBoxKeydown: (event: KeyboardEvent) => void;
}

export function useComposerTemplates(
  card: Card,
  recipientId: Ref<string | undefined>,
  text: Ref<string>,
  box: Ref<TextBox | null>,
): ComposerTemplates {
  const filling = useFilledText(card, recipientId, text, box);
  const list = shallowRef<BoxList>();
  const { isFilling, refusal, filled, unfilled, canUndo } = filling;
  return {
    card,
    recipientId,
    text,
    box,
    filling,
    question: useGapQuestion(text, () => filling.unfilled.value.length > 0),
    hasNews: computed(
      () => isFilling.value || refusal.value !== undefined || filled.value.length > 0 || unfilled.value.length > 0 || canUndo.value,
    ),
    openList: opened => {
      list.value = opened;
      return () => {
        if (list.value === opened) list.value = undefined;
      };
    },
    boxAttributes: computed(() => list.value?.attributes.value ?? {}),
    onBoxKeydown: event => list.value?.onKeydown(event),
  };
}
