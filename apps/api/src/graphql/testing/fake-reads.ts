import type { ConversationEntry, Message, PortalId } from '@olchat/domain';
import { cardKey } from '@olchat/domain';
import type { FakeFeed } from './fake-feed.ts';
import type { FakeStorage } from './fake-storage.ts';
import type { ConversationPair, MessagePage, PageRequest, Reads } from '../reads.ts';

/** `calls`: names of the reads in order, to see that a list is read in batches. */
export function fakeReads(storage: FakeStorage, feed: FakeFeed): Reads & { calls: string[] } {
  const calls: string[] = [];
  const pick = <Id extends string, Value>(name: string, from: ReadonlyMap<string, Value>, ids: readonly Id[]): Map<Id, Value> => {
    calls.push(name);
    return new Map(ids.flatMap(id => (from.has(id) ? [[id, from.get(id) as Value] as const] : [])));
  };
  const page = (portalId: PortalId, { first, after }: PageRequest, fits: (message: Message) => boolean): MessagePage => {
    const all = [...storage.of(portalId).messages.values()].filter(fits).toReversed();
    const from = after === null ? 0 : all.findIndex(message => message.id === after) + 1;
    return { messages: all.slice(from, from + first), hasNextPage: all.length > from + first, asOf: feed.length };
  };
  return {
    calls,
    messagesOfCard: async (portalId, card, request) =>
      page(portalId, request, message => message.card !== null && cardKey(message.card) === cardKey(card)),
    messagesOfAccount: async (portalId, accountId, senderId, request) =>
      page(portalId, request, message => message.accountId === accountId && (senderId ?? message.senderId) === message.senderId),
    messagesOfPortal: async (portalId, senderId, request) =>
      page(portalId, request, message => (senderId ?? message.senderId) === message.senderId),
    accounts: async (portalId, ids) => pick('accounts', storage.of(portalId).accounts, ids),
    recipients: async (portalId, ids) => pick('recipients', storage.of(portalId).recipients, ids),
    employees: async (portalId, ids) => pick('employees', storage.of(portalId).employees, ids),
    messages: async (portalId, ids) => pick('messages', storage.of(portalId).messages, ids),
    chats: async (portalId, ids) => pick('chats', storage.of(portalId).chats, ids),
    chatsOf: async (portalId, pairs) => {
      const chats = new Map([...storage.of(portalId).chats.values()].map(chat => [`${chat.accountId}:${chat.recipientId}`, chat]));
      return pick(
        'chatsOf',
        chats,
        pairs.map(({ accountId, recipientId }) => `${accountId}:${recipientId}`),
      );
    },
    activityIds: async () => new Map(),
    firstMessageHolds: async () => new Map(),
    conversations: async () => new Set(),
    accountUse: async () => new Map(),
    conversation: async (portalId, pair, { first }) => {
      const entries = entriesOf(storage, portalId, pair);
      return { entries: entries.slice(0, first), hasNextPage: entries.length > first, keptSince: new Date(0) };
    },
    knownHistory: async (portalId, pair) => entriesOf(storage, portalId, pair),
    lastEntries: async (portalId, pairs) => {
      calls.push('lastEntries');
      const last = pairs.flatMap(pair => {
        const [entry] = entriesOf(storage, portalId, pair);
        return entry === undefined ? [] : [[`${pair.accountId}:${pair.recipientId}`, entry] as const];
      });
      return new Map(last);
    },
    chatsOfRecipients: async (portalId, ids) => {
      calls.push('chatsOfRecipients');
      return new Map(ids.map(id => [id, [...storage.of(portalId).chats.values()].filter(chat => chat.recipientId === id)]));
    },
    feedNumber: async () => feed.length,
  };
}

/** The sent ones, newest first: nothing comes in through this storage. */
const entriesOf = (storage: FakeStorage, portalId: PortalId, { accountId, recipientId }: ConversationPair): ConversationEntry[] =>
  [...storage.of(portalId).messages.values()]
    .filter(message => message.accountId === accountId && message.recipientId === recipientId)
    .toReversed()
    .map(message => ({ kind: 'SENT', message }));
