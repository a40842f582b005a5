/** Batches of one request: a list of a hundred messages asks once for their accounts, not a hundred times. They live one request (SE-12). */
import type {
  Account,
  AccountId,
  Caller,
  Chat,
  ChatId,
  ConversationEntry,
  Employee,
  EmployeeId,
  Message,
  MessageGroupId,
  MessageId,
  Recipient,
  RecipientId,
} from '@olchat/domain';
import DataLoader from 'dataloader';
import type { Services } from '../services.ts';
import type { AccountUse } from './reads.ts';

export interface ChatPair {
  accountId: AccountId;
  recipientId: RecipientId;
}

export interface Loaders {
  account: DataLoader<AccountId, Account | null>;
  accountUse: DataLoader<AccountId, AccountUse | null>;
  recipient: DataLoader<RecipientId, Recipient | null>;
  employee: DataLoader<EmployeeId, Employee | null>;
  message: DataLoader<MessageId, Message | null>;
  chat: DataLoader<ChatId, Chat | null>;
  chatOf: DataLoader<ChatPair, Chat | null, string>;
  chatsOfRecipient: DataLoader<RecipientId, Chat[] | null>;
  lastEntry: DataLoader<ChatPair, ConversationEntry | null, string>;
  activityId: DataLoader<MessageGroupId, string | null>;
  /** Whether this caller's own Bitrix24 token lives; one key. */
  hasOwnToken: DataLoader<EmployeeId, boolean>;
}

const pairKey = ({ accountId, recipientId }: ChatPair): string => `${accountId}:${recipientId}`;

export function createLoaders({ reads, tokens }: Services, { portalId }: Caller): Loaders {
  const byId = <Id, Value>(read: (ids: readonly Id[]) => Promise<Map<Id, Value>>) =>
    new DataLoader<Id, Value | null>(async ids => {
      const found = await read(ids);
      return ids.map(id => found.get(id) ?? null);
    });
  const byPair = <Value>(read: (pairs: readonly ChatPair[]) => Promise<Map<string, Value>>) =>
    new DataLoader<ChatPair, Value | null, string>(
      async pairs => {
        const found = await read(pairs);
        return pairs.map(pair => found.get(pairKey(pair)) ?? null);
      },
      { cacheKeyFn: pairKey },
    );
  return {
    account: byId(ids => reads.accounts(portalId, ids)),
    accountUse: byId(ids => reads.accountUse(portalId, ids)),
    recipient: byId(ids => reads.recipients(portalId, ids)),
    employee: byId(ids => reads.employees(portalId, ids)),
    message: byId(ids => reads.messages(portalId, ids)),
    chat: byId(ids => reads.chats(portalId, ids)),
    activityId: byId(ids => reads.activityIds(portalId, ids)),
    chatOf: byPair(pairs => reads.chatsOf(portalId, pairs)),
    chatsOfRecipient: byId(ids => reads.chatsOfRecipients(portalId, ids)),
    lastEntry: byPair(pairs => reads.lastEntries(portalId, pairs)),
    hasOwnToken: new DataLoader(ids => Promise.all(ids.map(id => tokens.has(portalId, id)))),
  };
}
