import { CheckInstallationDocument, type InstallationCheckFieldsFragment, InstallationDocument } from '@olchat/client';
import { useMutation, useQuery } from '@vue/apollo-composable';
import { computed, type Ref, ref, watch } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';

export interface UseInstallation {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  check: Ref<InstallationCheckFieldsFragment | undefined>;
  reload: () => Promise<void>;
  isChecking: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  checkNow: () => Promise<void>;
}

/** What stands on the portal of the application, as the last check found it, and another check on demand. */
export function useInstallation(): UseInstallation {
  const query = useQuery(InstallationDocument);
  const mutation = useMutation(CheckInstallationDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange();
  const check = ref<InstallationCheckFieldsFragment>();
  watch(query.result, loaded => (check.value = loaded?.installation ?? undefined), { immediate: true });

  return {
    failure: query.error,
    loading: computed(() => {
      if (query.result.value) return 'ready';
      return query.error.value ? 'failed' : 'loading';
    }),
    check,
    reload: async () => {
      await Promise.allSettled([query.refetch()]);
    },
    isChecking: isBusy,
    refusal,
    checkNow: async () => {
      const answer = await change(async () => (await mutation.mutate())?.data?.checkInstallation);
      if (answer) check.value = answer.installation;
    },
  };
}
