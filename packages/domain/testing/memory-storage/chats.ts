/** Chats of the open lines and what is published in them, in memory. */
import type { Chat, ChatOpenings, Chats, OwnPosts, PublicationSwitches } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, firstOf, found } from './stored-copies.ts';

export const chatsOf = (state: MemoryState): Chats => {
  const pair = (chat: Pick<Chat, 'accountId' | 'recipientId'>): string => `${chat.accountId}:${chat.recipientId}`;
  return {
    find: async (accountId, recipientId) => found(state.chats.get(pair({ accountId, recipientId }))),
    findById: async id => firstOf(state.chats, chat => chat.id === id),
    findByDialog: async openLineChatId => {
      const chats = [...state.chats.values()].filter(chat => chat.openLineChatId === openLineChatId);
      return found(chats.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0]);
    },
    recent: async (since, limit) => {
      const spoke = (chat: Chat): number[] =>
        [...state.messages.values()]
          .filter(message => message.accountId === chat.accountId && message.recipientId === chat.recipientId)
          .map(message => message.createdAt.getTime());
      return [...state.chats.values()]
        .map(chat => ({ chat, at: Math.max(chat.createdAt.getTime(), state.heardFrom.get(pair(chat)) ?? 0, ...spoke(chat)) }))
        .filter(({ at }) => at >= since.getTime())
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit)
        .map(({ chat }) => copyOf(chat));
    },
    async save(chat) {
      const known = state.chats.get(pair(chat));
      if (known !== undefined && known.id !== chat.id) throw new Error('this account and recipient have a chat already');
      state.chats.set(pair(chat), copyOf(chat));
    },
  };
};

export const chatOpeningsOf = (state: MemoryState): ChatOpenings => ({
  find: async (accountId, recipientId) => found(state.chatOpenings.get(`${accountId}:${recipientId}`)),
  save: async opening => void state.chatOpenings.set(`${opening.accountId}:${opening.recipientId}`, copyOf(opening)),
  remove: async (accountId, recipientId) => void state.chatOpenings.delete(`${accountId}:${recipientId}`),
});

export const ownPostsOf = (state: MemoryState): OwnPosts => ({
  add: async id => void state.ownPosts.add(id),
  has: async id => state.ownPosts.has(id),
});

export const publicationSwitchesOf = (state: MemoryState): PublicationSwitches => ({
  list: async () => [...state.publicationSwitches.values()].map(copyOf),
  save: async off => void state.publicationSwitches.set(off.publication, copyOf(off)),
});
