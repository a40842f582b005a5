import { defineStore } from 'pinia';
import { ref } from 'vue';

const KEPT = 24;

/** What was chosen lately, the last first; while the window is open, because the frame may not remember anything. */
export const useEmojiRecents = defineStore('emoji-recents', () => {
  const signs = ref<string[]>([]);
  return {
    signs,
    use: (sign: string) => void (signs.value = [sign, ...signs.value.filter(one => one !== sign)].slice(0, KEPT)),
  };
});
