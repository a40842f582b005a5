import { computed, type Ref, ref, toRaw, watch } from 'vue';

export interface UseDraft<Values extends object> {
  /** What stands in the form. */
  draft: Ref<Values>;
  isDirty: Ref<boolean>;
  /** Only what differs from what is saved. */
  changed: () => Partial<Values>;
  /** Back to what is saved. */
  undo: () => void;
}

/** A form over saved values: what a person changed stays when the saved values move, what he left alone follows them. */
export function useDraft<Values extends object>(saved: () => Values): UseDraft<Values> {
  const draft = ref(copy(saved())) as Ref<Values>;
  const dirtyKeys = (): (keyof Values)[] => keys(saved()).filter(key => !isSame(draft.value[key], saved()[key]));

  watch(saved, (now, before) => {
    for (const key of keys(now)) if (isSame(draft.value[key], before[key])) draft.value[key] = copy(now[key]);
  });

  return {
    draft,
    isDirty: computed(() => dirtyKeys().length > 0),
    changed: () => Object.fromEntries(dirtyKeys().map(key => [key, copy(draft.value[key])])) as Partial<Values>,
    undo: () => (draft.value = copy(saved())),
  };
}

const keys = <Values extends object>(values: Values) => Object.keys(values) as (keyof Values)[];
/** Values of forms are JSON: texts, numbers, switches and lists of them. The client's own mark of a type is none of them. */
const textOf = (value: unknown): string => JSON.stringify(value, (name, one: unknown) => (name === '__typename' ? undefined : one));
const isSame = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other);
const copy = <Value>(value: Value): Value => JSON.parse(textOf(toRaw(value))) as Value;
