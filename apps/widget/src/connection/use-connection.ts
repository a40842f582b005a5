import type { ConnectionState } from '@olchat/client';
import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';
import type { FeedContext } from '../api.ts';

/** A short loss mends itself before anybody has to know of it (RE-34). */
const OFFLINE_AFTER_MS = 10_000;

export interface UseConnection {
  /** For the subscription whose connection this is. */
  context: FeedContext;
  /** The feed has been away for a while: what is shown will catch up. */
  isOffline: Ref<boolean>;
  /** The feed ended for good: access was taken away. */
  isStopped: Ref<boolean>;
}

/** How the connection of a feed is. `isWanted`: whether anybody waits for it yet. */
export function useConnection(isWanted: () => boolean = () => true): UseConnection {
  const connection = ref<ConnectionState>('connecting');
  const isOffline = ref(false);
  const isAway = computed(() => connection.value === 'lost' || (connection.value === 'connecting' && isWanted()));
  let patience: ReturnType<typeof setTimeout> | undefined;
  function backOnline(): void {
    clearTimeout(patience);
    isOffline.value = false;
  }
  watch(
    isAway,
    away => {
      backOnline();
      if (away) patience = setTimeout(() => (isOffline.value = true), OFFLINE_AFTER_MS);
    },
    { immediate: true },
  );
  onScopeDispose(backOnline);
  return {
    context: { onConnection: state => (connection.value = state) },
    isOffline,
    isStopped: computed(() => connection.value === 'stopped'),
  };
}
