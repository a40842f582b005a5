import { TakeOverRightsDocument, type WorkingRightsFieldsFragment, WorkingRightsDocument } from '@olchat/client';
import { useMutation, useQuery } from '@vue/apollo-composable';
import { computed, type Ref, ref, watch } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';

export interface UseWorkingRights {
  rights: Ref<WorkingRightsFieldsFragment | undefined>;
  isFailed: Ref<boolean>;
  /** Why. */
  failure: Ref<unknown>;
  reload: () => Promise<void>;
  isBusy: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** True once the caller took over on this page. */
  isTakenOver: Ref<boolean>;
  takeOver: () => Promise<void>;
}

/** Whose rights the application works with, and taking them over. */
export function useWorkingRights(): UseWorkingRights {
  const query = useQuery(WorkingRightsDocument);
  const mutation = useMutation(TakeOverRightsDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange();
  const rights = ref<WorkingRightsFieldsFragment>();
  const isTakenOver = ref(false);
  watch(query.result, loaded => (rights.value = loaded?.workingRights.portal.workingAs), { immediate: true });

  return {
    rights,
    failure: query.error,
    isFailed: computed(() => query.error.value !== null && !rights.value),
    reload: async () => {
      await Promise.allSettled([query.refetch()]);
    },
    isBusy,
    refusal,
    isTakenOver,
    takeOver: async () => {
      isTakenOver.value = false;
      const answer = await change(async () => (await mutation.mutate())?.data?.takeOverRights);
      if (!answer) return;
      rights.value = answer.portal.workingAs;
      isTakenOver.value = true;
    },
  };
}
