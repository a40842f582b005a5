import { computed, type Ref, ref, watch } from 'vue';

export interface UseGapQuestion {
  isAsking: Ref<boolean>;
  /** True: the press waits for an answer. */
  holdsBack: () => boolean;
  /** Lets this text through, once. */
  allow: () => void;
  cancel: () => void;
}

/** A text with variables is sent only after the employee said so (W-13, E-21). Another text is another question. */
export function useGapQuestion(text: Ref<string>, hasGaps: () => boolean): UseGapQuestion {
  const asked = ref<string>();
  const allowed = ref<string>();
  watch(text, () => (asked.value = undefined));
  return {
    isAsking: computed(() => asked.value !== undefined),
    holdsBack: () => {
      if (!hasGaps() || allowed.value === text.value) {
        allowed.value = undefined;
        return false;
      }
      asked.value = text.value;
      return true;
    },
    allow: () => {
      allowed.value = text.value;
      asked.value = undefined;
    },
    cancel: () => (asked.value = undefined),
  };
}
