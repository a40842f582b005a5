import { computed, onBeforeUnmount, type Ref } from 'vue';
import { type UseDraft, useDraft } from '../page/use-draft.ts';
import { useUnsaved } from '../page/unsaved.ts';
import type { ApplicationSettings, UseSettings } from './use-settings.ts';

type Key = Exclude<keyof ApplicationSettings, '__typename'>;

export interface SettingsForm<Name extends Key> extends Pick<UseDraft<Pick<ApplicationSettings, Name>>, 'draft' | 'isDirty' | 'undo'> {
  canSave: Ref<boolean>;
  save: () => Promise<boolean>;
  /** The sentence that belongs beside a field of this form. */
  refusalOf: (field: Name) => string | undefined;
  /** The sentence that belongs beside none of them. */
  otherRefusal: Ref<string | undefined>;
}

export type UsedSettings = Pick<UseSettings, 'settings' | 'save' | 'refusal'>;

/** A form over some of the application's settings: `isMalformed` says of fields that hold what cannot be saved. */
export function useSettingsForm<Name extends Key>(
  { settings, save, refusal }: UsedSettings,
  names: readonly Name[],
  isMalformed: () => boolean = () => false,
): SettingsForm<Name> {
  const { draft, isDirty, changed, undo } = useDraft(() => pick(settings.value, names));
  const canSave = computed(() => isDirty.value && !isMalformed());
  const isUnsaved = computed(() => isDirty.value || isMalformed());
  const trySave = async () => canSave.value && save(changed());
  useUnsaved({ isDirty: isUnsaved, save: trySave });
  // The next form of these settings was not refused.
  onBeforeUnmount(() => (refusal.value = undefined));

  return {
    draft,
    isDirty: isUnsaved,
    canSave,
    undo: () => {
      undo();
      refusal.value = undefined;
    },
    save: trySave,
    refusalOf: field => (refusal.value?.field === field ? refusal.value.message : undefined),
    otherRefusal: computed(() => {
      if (!refusal.value) return undefined;
      return names.some(name => name === refusal.value?.field) ? undefined : refusal.value.message;
    }),
  };
}

function pick<Name extends Key>(settings: ApplicationSettings | undefined, names: readonly Name[]): Pick<ApplicationSettings, Name> {
  if (!settings) throw new Error('A form of settings stands before they are loaded');
  return Object.fromEntries(names.map(name => [name, settings[name]])) as Pick<ApplicationSettings, Name>;
}
