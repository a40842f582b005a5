import { computed, nextTick, type Ref, ref, watch } from 'vue';

export interface UseActiveOption<Key> {
  /** The one that Enter takes; the first one until another is chosen. */
  active: Ref<Key | undefined>;
  activate: (key: Key) => void;
  /** Arrows move, round the ends too; answers whether the pressed key was one of them. */
  move: (pressed: string) => boolean;
}

/** Which option of a list the keys of a field stand on (ARIA combobox): the focus itself stays in the field. */
export function useActiveOption<Key>(keys: Ref<readonly Key[]>): UseActiveOption<Key> {
  const chosen = ref<Key>();
  const active = computed(() => keys.value.find(key => key === chosen.value) ?? keys.value[0]);
  return {
    active,
    activate: key => (chosen.value = key),
    move: pressed => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[pressed];
      if (step === undefined) return false;
      const count = keys.value.length;
      const at = keys.value.findIndex(key => key === active.value);
      if (count > 0) chosen.value = keys.value[(at + step + count) % count];
      return true;
    },
  };
}

/** Whoever moves by keys sees where he is. */
export function useActiveInSight(list: Readonly<Ref<HTMLElement | null>>, active: Ref<unknown>): void {
  watch(active, async () => {
    await nextTick();
    list.value?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  });
}
