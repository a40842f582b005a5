/** Messages, what accepted them and what stands of them in the card, in memory. */
import type { AccountId, Activities, Activity, Clock, Intents, Message, MessageId, Messages, RecipientId } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, found } from './stored-copies.ts';

const DAY_MS = 86_400_000;
const WAS_ACCEPTED = new Set(['SENT', 'DELIVERED', 'READ']);

export function messagesOf(state: MemoryState, clock: Clock): Messages {
  const ofAccount = (accountId: AccountId): Message[] => [...state.messages.values()].filter(message => message.accountId === accountId);
  const find = async (id: MessageId): Promise<Message | null> => found(state.messages.get(id));
  const save = async (message: Message): Promise<void> => void state.messages.set(message.id, copyOf(message));
  return {
    find,
    lock: find,
    save,
    lockByExternalId: async (accountId, externalMessageId) =>
      found(ofAccount(accountId).find(message => message.externalMessageId === externalMessageId)),
    group: async groupId =>
      [...state.messages.values()]
        .filter(message => message.groupId === groupId)
        .toSorted((a, b) => a.position - b.position)
        .map(copyOf),
    async accept(messages) {
      for (const message of messages) await save(Object.assign(copyOf(message), { runAt: clock.now() }));
    },
    async next(accountId, recipientHoldMs, onlyUnlimited = false) {
      const now = clock.now().getTime();
      const held = new Set<RecipientId>();
      const isHeld = ({ recipientId }: Message): boolean =>
        held.has(recipientId) || (state.firstMessages.get(`${accountId}:${recipientId}`)?.heldUntil?.getTime() ?? 0) > now;
      for (const message of ofAccount(accountId)) {
        const isDue = message.runAt.getTime() <= now;
        const isLimited = onlyUnlimited && message.origin !== 'OPEN_LINE';
        const mayGo = (message.delivery === 'READY' && !isLimited) || (message.delivery === 'ASKING' && isDue);
        if (mayGo && !isHeld(message)) return isDue ? copyOf(message) : null;
        if (message.delivery === 'ASKING') held.add(message.recipientId);
        if (message.status === 'UNCONFIRMED' && message.runAt.getTime() > now - recipientHoldMs) held.add(message.recipientId);
      }
      return null;
    },
    unfinished: async accountId =>
      ofAccount(accountId)
        .filter(({ delivery }) => delivery === 'CLAIMED' || delivery === 'CALLING')
        .map(copyOf),
    ready: async accountId =>
      ofAccount(accountId)
        .filter(({ delivery }) => delivery === 'READY')
        .map(copyOf),
    readyOf: async (senderId, limit) =>
      [...state.messages.values()]
        .filter(message => message.senderId === senderId && message.delivery === 'READY')
        .slice(0, limit)
        .map(copyOf),
    overdue: async (before, limit) =>
      [...state.messages.values()]
        .filter(({ delivery, status, createdAt }) => delivery !== 'DONE' && status === 'QUEUED' && createdAt < before)
        .filter(({ delivery }) => delivery === 'READY' || delivery === 'ASKING')
        .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
        .slice(0, limit)
        .map(copyOf),
    requeue: async message => {
      message.delivery = 'READY';
      message.runAt = clock.now();
      await save(message);
    },
    queued: async accountId => ofAccount(accountId).filter(({ delivery }) => delivery !== 'DONE').length,
    waiting: async accountId => ofAccount(accountId).filter(({ delivery }) => delivery === 'READY' || delivery === 'CLAIMED').length,
    called: async (accountId, since, atMost) => {
      const newest = ofAccount(accountId)
        .flatMap(({ calledAt }) => (calledAt !== null && calledAt > since ? [calledAt] : []))
        .toSorted((a, b) => b.getTime() - a.getTime())
        .slice(0, atMost);
      return { count: newest.length, oldestAt: newest.at(-1) ?? null };
    },
    groupsOf: async (accountId, recipientId, limit) => {
      const groups = ofAccount(accountId)
        .filter(message => message.recipientId === recipientId && message.createActivity)
        .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
        .map(message => message.groupId);
      return [...new Set(groups)].slice(0, limit);
    },
    unpublishedOutgoing: async (accountId, recipientId) =>
      ofAccount(accountId)
        .filter(message => message.recipientId === recipientId && message.publication === 'OUTGOING' && message.publishedAs === null)
        .filter(({ status, createdAt }) => WAS_ACCEPTED.has(status) && createdAt.getTime() > clock.now().getTime() - DAY_MS)
        .map(copyOf),
    noteInbound: async (accountId, recipientId, at) => {
      state.conversations.add(`${accountId}:${recipientId}`);
      state.heardFrom.set(`${accountId}:${recipientId}`, at.getTime());
    },
    noteAnswer: async (accountId, recipientId) => void state.conversations.add(`${accountId}:${recipientId}`),
    noteConversation: async (accountId, recipientId) => void state.conversations.add(`${accountId}:${recipientId}`),
    hasConversation: async (accountId, recipientId) =>
      state.conversations.has(`${accountId}:${recipientId}`) ||
      ofAccount(accountId).some(message => message.recipientId === recipientId && WAS_ACCEPTED.has(message.status)),
  };
}

export const intentsOf = (state: MemoryState): Intents => ({
  async claim({ key, contentHash, groupId }) {
    const first = state.intents.get(key);
    if (first !== undefined) return first;
    state.intents.set(key, { contentHash, groupId });
    return null;
  },
});

export const activitiesOf = (state: MemoryState): Activities => ({
  find: async groupId => found(state.activities.get(groupId)),
  save: async (activity: Activity) => void state.activities.set(activity.groupId, copyOf(activity)),
});
