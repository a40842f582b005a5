import { defineStore } from 'pinia';
import { ref } from 'vue';

/** As many as the server keeps (W-16). */
const KEPT = 24;

/** What the employee chose lately, the last first: in this window, and before it in whatever window. */
export const useEmojiRecents = defineStore('emoji-recents', () => {
  const signs = ref<string[]>([]);
  /** Chosen here, and the server has not been told. */
  let unsent: string[] = [];

  const inFront = (first: readonly string[], rest: readonly string[]): string[] => [...new Set([...first, ...rest])].slice(0, KEPT);
  return {
    signs,
    /** What the server knows; what was chosen here meanwhile stays in front. */
    know: (known: readonly string[]) => void (signs.value = inFront(unsent, known)),
    use: (sign: string) => {
      signs.value = inFront([sign], signs.value);
      unsent = inFront([sign], unsent);
    },
    takeUnsent: () => unsent.splice(0),
  };
});
