import { AddNoticeReaderDocument, type NoticeChatFieldsFragment, NoticesDocument, RemoveNoticeReaderDocument } from '@olchat/client';
import { useMutation, useQuery } from '@vue/apollo-composable';
import { computed, type Ref, ref, watch } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';

export interface Reader {
  id: string;
  name: string;
}

export interface UseNotices {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  /** Nothing while the portal has no such chat yet. */
  chat: Ref<NoticeChatFieldsFragment | undefined>;
  reload: () => Promise<void>;
  isBusy: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** Answer whether it was done. */
  add: (employeeId: string) => Promise<boolean>;
  remove: (employeeId: string) => Promise<boolean>;
}

/** The chat for notices and who reads it (A-5, N-1). A change is made at once. */
export function useNotices(): UseNotices {
  const query = useQuery(NoticesDocument);
  const addition = useMutation(AddNoticeReaderDocument, { throws: 'always' });
  const removal = useMutation(RemoveNoticeReaderDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange();
  const chat = ref<NoticeChatFieldsFragment>();
  watch(query.result, loaded => (chat.value = loaded?.notices ?? undefined), { immediate: true });

  return {
    failure: query.error,
    loading: computed(() => {
      if (query.result.value) return 'ready';
      return query.error.value ? 'failed' : 'loading';
    }),
    chat,
    reload: async () => {
      await Promise.allSettled([query.refetch()]);
    },
    isBusy,
    refusal,
    add: async employeeId => {
      const answer = await change(async () => (await addition.mutate({ input: { employeeId } }))?.data?.addNoticeReader);
      if (answer) chat.value = answer.notices;
      return answer !== undefined;
    },
    remove: async employeeId => {
      const answer = await change(async () => (await removal.mutate({ input: { employeeId } }))?.data?.removeNoticeReader);
      if (answer) chat.value = answer.notices;
      return answer !== undefined;
    },
  };
}
