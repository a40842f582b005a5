import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { isSameContent, laterMessage, type Message, type MessageContent, newestFirst, type ShownRefusal } from './message.ts';

/** A press of the button that the server has not answered with yes. */
export interface PendingMessage {
  key: string;
  content: MessageContent;
  pressedAt: string;
  /** `noAnswer`: nobody knows whether it was accepted. `refused`: it was not. */
  state: 'sending' | 'noAnswer' | 'refused';
  refusal?: ShownRefusal;
  /** What stood in the card at the press: a message that is none of them and says the same is this one, whether or not its answer ever comes. */
  knownIds: ReadonlySet<string>;
}

/** The messages of the open card: those the server has, and those it has not answered yet. */
export const useMessageStore = defineStore('messages', () => {
  const byId = shallowRef<ReadonlyMap<string, Message>>(new Map());
  const pending = ref<PendingMessage[]>([]);

  const messages = computed(() => [...byId.value.values()].sort(newestFirst));
  /** Those that the feed, or the list, knows as messages before the answer came. */
  const announced = computed(() => pending.value.filter(press => messages.value.some(message => isAnnounced(press, message))));
  /** A bubble each: where the message itself is here, it tells more, and the truth. */
  const unheard = computed(() => pending.value.filter(press => !announced.value.includes(press)));

  /** How much was heard so far; to be read before a question whose answer is merged. */
  let heard = 0;
  const heardOf = new Map<string, number>();

  /**
   * `since`: what was heard when this was asked for. What was heard of a message meanwhile is newer than the answer, also where the history
   * does not tell: that it waits, or was sent again, changes no status.
   */
  function merge(incoming: readonly Message[], since = heard): void {
    const merged = new Map(byId.value);
    heard += 1;
    for (const message of incoming) {
      const known = merged.get(message.id);
      const isOvertaken = (heardOf.get(message.id) ?? 0) > since && known?.history.length === message.history.length;
      if (isOvertaken) continue;
      heardOf.set(message.id, heard);
      merged.set(message.id, laterMessage(known, message));
    }
    byId.value = merged;
  }

  function press(key: string, content: MessageContent): void {
    const again: Omit<PendingMessage, 'pressedAt' | 'knownIds'> = { key, content, state: 'sending' };
    const known = pending.value.find(one => one.key === key);
    if (known) replace({ ...again, pressedAt: known.pressedAt, knownIds: known.knownIds });
    else pending.value = [{ ...again, pressedAt: new Date().toISOString(), knownIds: new Set(byId.value.keys()) }, ...pending.value];
  }

  function settle(key: string, state: 'noAnswer' | 'refused', refusal?: ShownRefusal): void {
    const known = pending.value.find(one => one.key === key);
    if (known) replace({ ...known, state, ...(refusal && { refusal }) });
  }

  function replace(next: PendingMessage): void {
    pending.value = pending.value.map(one => (one.key === next.key ? next : one));
  }

  function drop(key: string): void {
    pending.value = pending.value.filter(one => one.key !== key);
  }

  return { messages, pending, announced, unheard, heard: () => heard, merge, press, settle, drop };
});

function isAnnounced({ state, content, knownIds }: PendingMessage, message: Message): boolean {
  return state !== 'refused' && !knownIds.has(message.id) && isOneOf(content, message);
}

/** A press with attachments makes several messages: one for each, and one for a text that is no caption. */
function isOneOf({ attachments, ...content }: MessageContent, message: Message): boolean {
  const said = {
    ...content,
    accountId: message.account.id,
    recipientId: message.recipient.id,
    publication: message.publication,
    createActivity: message.createActivity,
  };
  const carried = [...message.files.map(({ id }) => id), ...(message.voice ? [message.voice.fileId] : [])];
  if (carried.length === 0) return isSameContent(content, { ...said, text: message.text ?? '' });
  const sent = [...(attachments?.files ?? []), ...(attachments?.voice ? [attachments.voice] : [])];
  return isSameContent(content, said) && sent.some(({ fileId }) => fileId !== undefined && carried.includes(fileId));
}
