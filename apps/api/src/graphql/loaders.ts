/** Batches of one request: a list of a hundred messages asks once for their accounts, not a hundred times. They live one request (SE-12). */
import { accountLimits, mayWait, messageBudget, messageLimits, messageWait, strangerObstacles } from '@olchat/domain';
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
  MessageWait,
  PortalId,
  PublicationSwitch,
  Recipient,
  RecipientId,
  RefusalCode,
} from '@olchat/domain';
import DataLoader from 'dataloader';
import type { Services } from '../services.ts';
import type { AccountUse } from './reads.ts';

export interface ChatPair {
  accountId: AccountId;
  recipientId: RecipientId;
}

export interface Stranger {
  accountId: AccountId;
  recipient: Recipient;
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
  /** From when a message may leave that waits for a time. */
  messageWait: DataLoader<Message, MessageWait | null, MessageId>;
  /** Why a first message through the account would be refused, as far as it is known. */
  strangerObstacle: DataLoader<Stranger, RefusalCode | null, string>;
  /** Whether the two wrote to each other through the account (decision 25). */
  hasConversation: DataLoader<ChatPair, boolean, string>;
  /** The portal's ways of publishing that are switched off; one key. */
  switchedOff: DataLoader<PortalId, readonly PublicationSwitch[]>;
  /** Whether this caller's own Bitrix24 token lives; one key. */
  hasOwnToken: DataLoader<EmployeeId, boolean>;
}

const pairKey = ({ accountId, recipientId }: ChatPair): string => `${accountId}:${recipientId}`;

export function createLoaders(services: Services, { portalId }: Caller): Loaders {
  const { reads, tokens, storage, connectors, clock } = services;
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
  const account = byId<AccountId, Account>(ids => reads.accounts(portalId, ids));
  const accountUse = byId<AccountId, AccountUse>(ids => reads.accountUse(portalId, ids));
  const firstMessageHold = byPair(pairs => reads.firstMessageHolds(portalId, pairs));

  async function waitOf(message: Message): Promise<MessageWait | null> {
    if (!mayWait(message)) return null;
    const [through, use, recipientHeldUntil] = await Promise.all([
      account.load(message.accountId),
      accountUse.load(message.accountId),
      firstMessageHold.load(message),
    ]);
    if (through === null || use === null) return null;
    const now = clock.now();
    const limits = accountLimits(through, connectors.profile(through.kind)?.capabilities, now);
    const { firstMessages: granted, calls, lastCallAt } = use;
    const messagesFreeAt = messageBudget(messageLimits(through), calls, now).nextAt;
    return messageWait(message, { account: through, limits, granted, recipientHeldUntil, messagesFreeAt, lastCallAt }, now);
  }

  const obstaclesOf = (strangers: readonly Stranger[]): Promise<(RefusalCode | null)[]> =>
    storage.transaction(portalId, async tx => {
      const through = Map.groupBy(strangers, ({ accountId }) => accountId);
      const found = new Map<string, RefusalCode>();
      for (const [accountId, those] of through) {
        const people = those.map(({ recipient }) => recipient);
        for (const [recipientId, code] of await strangerObstacles(tx, accountId, people))
          found.set(pairKey({ accountId, recipientId }), code);
      }
      return strangers.map(({ accountId, recipient }) => found.get(pairKey({ accountId, recipientId: recipient.id })) ?? null);
    });

  async function conversationsOf(pairs: readonly ChatPair[]): Promise<boolean[]> {
    const found = await reads.conversations(portalId, pairs);
    return pairs.map(pair => found.has(pairKey(pair)));
  }

  return {
    account,
    accountUse,
    messageWait: new DataLoader(messages => Promise.all(messages.map(waitOf)), { cacheKeyFn: ({ id }) => id }),
    strangerObstacle: new DataLoader(obstaclesOf, {
      cacheKeyFn: ({ accountId, recipient }) => pairKey({ accountId, recipientId: recipient.id }),
    }),
    hasConversation: new DataLoader(conversationsOf, { cacheKeyFn: pairKey }),
    recipient: byId(ids => reads.recipients(portalId, ids)),
    employee: byId(ids => reads.employees(portalId, ids)),
    message: byId(ids => reads.messages(portalId, ids)),
    chat: byId(ids => reads.chats(portalId, ids)),
    activityId: byId(ids => reads.activityIds(portalId, ids)),
    chatOf: byPair(pairs => reads.chatsOf(portalId, pairs)),
    chatsOfRecipient: byId(ids => reads.chatsOfRecipients(portalId, ids)),
    lastEntry: byPair(pairs => reads.lastEntries(portalId, pairs)),
    switchedOff: new DataLoader(ids => Promise.all(ids.map(id => storage.transaction(id, tx => tx.publicationSwitches.list())))),
    hasOwnToken: new DataLoader(ids => Promise.all(ids.map(id => tokens.has(portalId, id)))),
  };
}
