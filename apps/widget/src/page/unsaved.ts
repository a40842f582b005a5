import { computed, inject, type InjectionKey, onBeforeUnmount, onMounted, provide, type Ref, ref, shallowReactive } from 'vue';

/** A form whose changes would be lost by leaving it. */
export interface Unsaved {
  isDirty: Ref<boolean>;
  /** Answers whether all of it was saved. */
  save: () => Promise<boolean>;
}

/** Stands between a person who leaves and the forms he did not save. */
export interface UnsavedGuard {
  /** Goes at once where nothing would be lost; else the question is open. */
  leave: (go: () => void) => void;
  isAsking: Ref<boolean>;
  stay: () => void;
  discard: () => void;
  /** Saves, and leaves when all was saved; a refusal keeps the person at the form that shows it. */
  saveAndLeave: () => Promise<void>;
}

const key: InjectionKey<Set<Unsaved>> = Symbol('unsaved');

export function provideUnsavedGuard(): UnsavedGuard {
  const forms = shallowReactive(new Set<Unsaved>());
  const dirty = computed(() => [...forms].filter(({ isDirty }) => isDirty.value));
  const goal = ref<() => void>();
  provide(key, forms);

  // Closing the page: the browser asks in its own words.
  const hold = (event: BeforeUnloadEvent): void => {
    if (dirty.value.length > 0) event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', hold));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', hold));

  function go(): void {
    const leave = goal.value;
    goal.value = undefined;
    leave?.();
  }

  return {
    leave: leave => {
      goal.value = leave;
      if (dirty.value.length === 0) go();
    },
    isAsking: computed(() => goal.value !== undefined),
    stay: () => (goal.value = undefined),
    discard: go,
    saveAndLeave: async () => {
      const saved = await Promise.all(dirty.value.map(form => form.save()));
      if (saved.every(Boolean)) go();
      else goal.value = undefined;
    },
  };
}

/** Tells the guard of a form while it stands on the page. */
export function useUnsaved(form: Unsaved): void {
  const forms = inject(key, undefined);
  onMounted(() => forms?.add(form));
  onBeforeUnmount(() => forms?.delete(form));
}
