import { onScopeDispose } from 'vue';

/** So long after a question that was not answered it is asked again. */
const AFTER_MS = 10_000;

export interface Repetition {
  /** The question failed. */
  later: () => void;
  /** It is asked anyhow, or not wanted any more. */
  cancel: () => void;
}

/** For questions that an event asks and not a person: whoever sees an old answer does not know that a newer one failed to come. */
export function useRepetition(ask: () => Promise<void>): Repetition {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isGone = false;
  const cancel = (): void => clearTimeout(timer);
  onScopeDispose(() => {
    isGone = true;
    cancel();
  });
  return {
    later: () => {
      cancel();
      if (!isGone) timer = setTimeout(() => void ask(), AFTER_MS);
    },
    cancel,
  };
}
