import {
  EmbedInSmartProcessDocument,
  RemoveFromSmartProcessDocument,
  type SmartProcessFieldsFragment,
  SmartProcessesDocument,
} from '@olchat/client';
import { useMutation, useQuery } from '@vue/apollo-composable';
import { computed, type Ref, ref, watch } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';

export type SmartProcess = SmartProcessFieldsFragment;

export interface UseSmartProcesses {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  list: Ref<readonly SmartProcess[]>;
  reload: () => Promise<void>;
  isBusy: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** Answer whether it was done. */
  embed: (smartProcessTypeId: string) => Promise<boolean>;
  remove: (smartProcessTypeId: string) => Promise<boolean>;
}

/** The smart processes of the portal and where the application is embedded (S-25). A change is made at once. */
export function useSmartProcesses(): UseSmartProcesses {
  const query = useQuery(SmartProcessesDocument);
  const embedding = useMutation(EmbedInSmartProcessDocument, { throws: 'always' });
  const removal = useMutation(RemoveFromSmartProcessDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange();
  const list = ref<SmartProcess[]>([]);
  watch(query.result, loaded => (list.value = [...(loaded?.smartProcesses ?? [])]), { immediate: true });

  function put(changed: SmartProcess): void {
    list.value = list.value.map(one => (one.smartProcessTypeId === changed.smartProcessTypeId ? changed : one));
  }

  return {
    failure: query.error,
    loading: computed(() => {
      if (query.result.value) return 'ready';
      return query.error.value ? 'failed' : 'loading';
    }),
    list,
    reload: async () => {
      await Promise.allSettled([query.refetch()]);
    },
    isBusy,
    refusal,
    embed: async smartProcessTypeId => {
      const answer = await change(async () => (await embedding.mutate({ input: { smartProcessTypeId } }))?.data?.embedInSmartProcess);
      if (answer) put(answer.smartProcess);
      return answer !== undefined;
    },
    remove: async smartProcessTypeId => {
      const answer = await change(async () => (await removal.mutate({ input: { smartProcessTypeId } }))?.data?.removeFromSmartProcess);
      if (answer) put(answer.smartProcess);
      return answer !== undefined;
    },
  };
}
