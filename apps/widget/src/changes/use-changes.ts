import { ChangesDocument, type ChangesQuery } from '@olchat/client';
import { useApolloClient } from '@vue/apollo-composable';
import { onMounted, type Ref, ref, shallowRef } from 'vue';

export type Change = ChangesQuery['changes']['nodes'][number];

export interface UseChanges {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  changes: Ref<readonly Change[]>;
  hasOlder: Ref<boolean>;
  loadOlder: () => Promise<void>;
}

const PAGE_SIZE = 20;

/** The record of changes, newest first, a page at a time. */
export function useChanges(): UseChanges {
  const { client } = useApolloClient();
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const changes = shallowRef<readonly Change[]>([]);
  const hasOlder = ref(false);
  let after: string | null = null;

  async function loadOlder(): Promise<void> {
    loading.value = 'loading';
    try {
      const { data } = await client.query({ query: ChangesDocument, variables: { first: PAGE_SIZE, after } });
      const { nodes, pageInfo } = data.changes;
      changes.value = [...changes.value, ...nodes];
      hasOlder.value = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
      loading.value = 'ready';
    } catch (error) {
      console.warn('The record of changes could not be loaded', error);
      failure.value = error;
      loading.value = 'failed';
    }
  }

  onMounted(loadOlder);
  return { loading, failure, changes, hasOlder, loadOlder };
}
