import { MessageStatusDocument } from '@olchat/client';
import { useSubscription } from '@vue/apollo-composable';
import { type Ref, shallowRef } from 'vue';
import { useRepetition } from '../page/use-repetition.ts';
import type { ConversationEntry } from './use-conversation.ts';

type Told = Pick<NonNullable<ConversationEntry['message']>, 'status' | 'failure'>;

export interface LiveStatusesOptions {
  accountId: string;
  /** There is something on the screen. */
  isShown: Ref<boolean>;
  /** The newest entries as the server has them now. */
  newest: () => Promise<readonly ConversationEntry[]>;
  /** The feed lost the thread: everything is to be read anew. */
  onGap: () => void;
}

export interface UseLiveStatuses {
  /** The entry with the status that its message has by now (L-2). */
  live: (entry: ConversationEntry) => ConversationEntry;
  /** What was told is older than what is read now. */
  forget: () => void;
}

/** Whatever stands in a history, its statuses go on: of a message sent a moment ago as in every other place that shows it. */
export function useLiveStatuses({ accountId, isShown, newest, onGap }: LiveStatusesOptions): UseLiveStatuses {
  const told = shallowRef<ReadonlyMap<string, Told>>(new Map());
  /** Of the answers that are awaited, those that were asked for before `forget`. */
  let turn = 0;

  /** What changed after the entries were read and before the feed was open comes in no event. */
  async function catchUp(): Promise<void> {
    again.cancel();
    const mine = turn;
    try {
      const entries = await newest();
      if (mine !== turn) return;
      const read = entries.flatMap(({ message }) => (message ? [[message.id, message] as const] : []));
      // An event is newer than any answer that was asked for before it.
      told.value = new Map([...read, ...told.value]);
    } catch (error) {
      console.warn('The statuses of the history could not be read', error);
      again.later();
    }
  }
  const again = useRepetition(catchUp);

  const { onResult } = useSubscription(
    MessageStatusDocument,
    () => ({ accountId }),
    () => ({ enabled: isShown.value, fetchPolicy: 'no-cache' }),
  );
  onResult(({ data }) => {
    const event = data?.messageStatus;
    if (event?.__typename === 'FeedPosition') void catchUp();
    if (event?.__typename === 'FeedResync') onGap();
    if (event?.__typename === 'MessageStatusChanged') told.value = new Map(told.value).set(event.message.id, event.message);
  });

  return {
    live: entry => {
      const now = entry.message && told.value.get(entry.message.id);
      if (!entry.message || !now) return entry;
      const { status, failure } = now;
      return { ...entry, status, message: { ...entry.message, status, failure } };
    },
    forget: () => {
      turn += 1;
      told.value = new Map();
    },
  };
}
