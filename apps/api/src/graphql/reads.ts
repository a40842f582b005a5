/** What queries read beside the use cases: pages and batches, each naming the portal (SE-10). Implemented over SQL in `persistence/`. */
import type {
  Account,
  AccountId,
  CallsInWindows,
  CardRef,
  Chat,
  ChatId,
  ConversationEntry,
  Employee,
  EmployeeId,
  Failure,
  GrantedFirstMessages,
  HistorySpan,
  Message,
  MessageGroupId,
  MessageId,
  PortalId,
  Recipient,
  RecipientId,
} from '@olchat/domain';

export interface MessagePage {
  /** Newest first. */
  messages: Message[];
  hasNextPage: boolean;
  /** Feed number that this page is true for, read in the same snapshot (RE-31). */
  asOf: number;
}

export interface PageRequest {
  first: number;
  /** Id of the last message of the page before. */
  after: MessageId | null;
}

export interface ConversationPage {
  /** Newest first. */
  entries: ConversationEntry[];
  hasNextPage: boolean;
  /** Since then everything that came through the account is kept, as long as it is kept at all. */
  keptSince: Date;
}

export interface ConversationPair {
  accountId: AccountId;
  recipientId: RecipientId;
}

export interface AccountUse {
  queued: number;
  sentToday: number;
  checksToday: number;
  searchesToday: number;
  /** New recipients of the last 24 hours. */
  firstMessages: GrantedFirstMessages;
  /** Messages of the last minute and day, counted where a limit is set. */
  calls: CallsInWindows;
  /** When the last call of the messenger ended; null: never yet. */
  lastCallAt: Date | null;
  /** The last message that failed or is not confirmed, and when that was learnt (C-21). */
  lastFailure: Failure | null;
  lastFailedAt: Date | null;
}

export interface Reads {
  messagesOfCard(portalId: PortalId, card: CardRef, page: PageRequest): Promise<MessagePage>;
  /** `senderId`: only his messages (for those who are not administrators). */
  messagesOfAccount(portalId: PortalId, accountId: AccountId, senderId: EmployeeId | null, page: PageRequest): Promise<MessagePage>;
  /** Messages of the whole portal under the same rule. */
  messagesOfPortal(portalId: PortalId, senderId: EmployeeId | null, page: PageRequest): Promise<MessagePage>;

  accounts(portalId: PortalId, ids: readonly AccountId[]): Promise<Map<AccountId, Account>>;
  recipients(portalId: PortalId, ids: readonly RecipientId[]): Promise<Map<RecipientId, Recipient>>;
  employees(portalId: PortalId, ids: readonly EmployeeId[]): Promise<Map<EmployeeId, Employee>>;
  messages(portalId: PortalId, ids: readonly MessageId[]): Promise<Map<MessageId, Message>>;
  chats(portalId: PortalId, ids: readonly ChatId[]): Promise<Map<ChatId, Chat>>;
  /** Key of the answer: `<accountId>:<recipientId>`. */
  chatsOf(portalId: PortalId, pairs: readonly { accountId: AccountId; recipientId: RecipientId }[]): Promise<Map<string, Chat>>;
  /** Bitrix24's ids of the activities of these groups, where they are written. */
  activityIds(portalId: PortalId, groupIds: readonly MessageGroupId[]): Promise<Map<MessageGroupId, string>>;
  /** Until when first messages are held, of those pairs where they are; key of the answer: `<accountId>:<recipientId>`. */
  firstMessageHolds(portalId: PortalId, pairs: readonly ConversationPair[]): Promise<Map<string, Date>>;
  /** Those of the pairs who wrote to each other (decision 25), each as `<accountId>:<recipientId>`. */
  conversations(portalId: PortalId, pairs: readonly ConversationPair[]): Promise<Set<string>>;
  accountUse(portalId: PortalId, ids: readonly AccountId[]): Promise<Map<AccountId, AccountUse>>;
  /** What was sent to a recipient through an account and what came from him (S-11). `after`: id of the last entry of the page before. */
  conversation(portalId: PortalId, pair: ConversationPair, page: { first: number; after: string | null }): Promise<ConversationPage>;
  /** What we know of a page of history that a messenger gave: everything with one of the ids, and everything of that time (S-11). */
  knownHistory(
    portalId: PortalId,
    pair: ConversationPair,
    wish: HistorySpan & { externalIds: readonly string[] },
  ): Promise<ConversationEntry[]>;
  /** The newest entry of each pair; key of the answer: `<accountId>:<recipientId>`. */
  lastEntries(portalId: PortalId, pairs: readonly ConversationPair[]): Promise<Map<string, ConversationEntry>>;
  /** Chats of each recipient, through whatever account. */
  chatsOfRecipients(portalId: PortalId, ids: readonly RecipientId[]): Promise<Map<RecipientId, Chat[]>>;
  feedNumber(portalId: PortalId): Promise<number>;
}
