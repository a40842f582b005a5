import { onScopeDispose, type Ref, ref } from 'vue';

/** The present moment, to the half minute: clocks on the page go on. */
export function useNow(): Ref<Date> {
  const now = ref(new Date());
  const timer = setInterval(() => (now.value = new Date()), 30_000);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
