import { type Ref, ref } from 'vue';
import type { WordKey } from '../locales/index.ts';
import { useWords } from '../locales/use-words.ts';
import { useFailureWords } from './failure-words.ts';

/** Why something was not done: the server's sentence, and the field that it is about, where it names one. */
export interface Refused {
  code: string;
  message: string;
  field?: string;
  /** What failed, where it was no refusal; `message` names its request already. */
  cause?: unknown;
}

export interface UseChange {
  isBusy: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** Asks the server for a change. Nothing is answered when it was refused or failed: the sentence then stands in `refusal`. */
  change: <Answer extends object>(ask: () => Promise<Answer | null | undefined>) => Promise<Exclude<Answer, { code: unknown }> | undefined>;
}

/** One change at a time, busy while it runs, with its refusal in words; `noAnswer` is what is said when nobody answered. */
export function useChange(noAnswer: WordKey = 'save.failed'): UseChange {
  const { t } = useWords();
  const inWords = useFailureWords();
  const isBusy = ref(false);
  const refusal = ref<Refused>();

  return {
    isBusy,
    refusal,
    change: async <Answer extends object>(ask: () => Promise<Answer | null | undefined>) => {
      isBusy.value = true;
      refusal.value = undefined;
      try {
        const answer = await ask();
        if (!answer) throw new Error('An answer without data');
        if (!('code' in answer)) return answer as Exclude<Answer, { code: unknown }>;
        refusal.value = answer as unknown as Refused;
      } catch (error) {
        // No answer: nobody knows more than that.
        console.warn('A change failed', error);
        refusal.value = { code: 'NO_ANSWER', message: inWords(t(noAnswer), error), cause: error };
      } finally {
        isBusy.value = false;
      }
      return undefined;
    },
  };
}
