import { type ApplicationSettingsFieldsFragment, SettingsDocument, UpdateSettingsDocument, type UpdateSettingsInput } from '@olchat/client';
import { useMutation, useQuery } from '@vue/apollo-composable';
import { computed, type Ref, ref, watch } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';

export type ApplicationSettings = ApplicationSettingsFieldsFragment;

export interface UseSettings {
  /** `closed`: the employee may not see them. */
  loading: Ref<'loading' | 'ready' | 'failed' | 'closed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  settings: Ref<ApplicationSettings | undefined>;
  reload: () => Promise<void>;
  isSaving: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** Answers whether it was saved. */
  save: (changes: UpdateSettingsInput) => Promise<boolean>;
}

/** The settings of the application on this portal (A-1…A-9). */
export function useSettings(): UseSettings {
  const query = useQuery(SettingsDocument);
  const update = useMutation(UpdateSettingsDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange();
  const settings = ref<ApplicationSettings>();
  watch(query.result, loaded => (settings.value = loaded?.settings ?? undefined), { immediate: true });

  return {
    failure: query.error,
    loading: computed(() => {
      if (settings.value) return 'ready';
      if (query.result.value) return 'closed';
      return query.error.value ? 'failed' : 'loading';
    }),
    settings,
    reload: async () => {
      await Promise.allSettled([query.refetch()]);
    },
    isSaving: isBusy,
    refusal,
    save: async changes => {
      const answer = await change(async () => (await update.mutate({ input: changes }))?.data?.updateSettings);
      if (answer) settings.value = answer.settings;
      return answer !== undefined;
    },
  };
}
