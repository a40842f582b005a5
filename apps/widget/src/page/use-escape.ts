import { onBeforeUnmount, onMounted } from 'vue';

/** Escape closes what is open, wherever in the page the focus stands. */
export function useEscape(close: () => void): void {
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
  onMounted(() => document.addEventListener('keydown', onKeydown));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKeydown));
}
