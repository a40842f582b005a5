/**
 * Where everything is kept: one database, one commit (RE-1). A use case opens one transaction of one portal,
 * loads, decides, stores. Messages, tasks and feed rows of one change stand or fall together.
 */
import type { AccessEntry, Standing } from '../access/access.ts';
import type { Account } from '../account/account.ts';
import type { GrantedFirstMessages } from '../account/first-messages.ts';
import type { ChainBreak } from '../change/change-chain.ts';
import type { Change, NewChange } from '../change/change.ts';
import type { Activity } from '../activity/activity.ts';
import type { Chat } from '../chat/chat.ts';
import type { ChatOpening } from '../chat/chat-opening.ts';
import type { PublicationSwitch } from '../chat/publication.ts';
import type { ReceivedMessage } from '../conversation/received-message.ts';
import type { Draft, DraftPlace } from '../draft/draft.ts';
import type { FeedEvent } from '../feed/feed-event.ts';
import type { StoredFile } from '../file/stored-file.ts';
import type {
  AccountId,
  ChangeId,
  ChatId,
  DraftVersion,
  EmployeeId,
  FileId,
  LineId,
  MessageGroupId,
  MessageId,
  NoticeId,
  PartnerKeyId,
  PortalId,
  RecipientId,
  TemplateCategoryId,
  TemplateId,
} from '../ids.ts';
import type { Message } from '../message/message.ts';
import type { Notice, NoticeChat, NoticeKind } from '../notice/notice.ts';
import type { Caller } from '../portal/caller.ts';
import type { Employee } from '../portal/employee.ts';
import type { Installation } from '../portal/installation.ts';
import type { PartnerKey } from '../portal/partner-key.ts';
import type { Portal } from '../portal/portal.ts';
import type { LookUp, LookUpAnswer } from '../recipient/look-up.ts';
import type { Recipient } from '../recipient/recipient.ts';
import type { Embedding } from '../smart-process/smart-process.ts';
import type { TemplatePage, TemplateWish } from '../template/find-templates.ts';
import type { Template, TemplateCategory } from '../template/template.ts';
import type { LoginInput, LoginStep, Messenger, RecipientQuery } from './connector.ts';
import type { NewTask } from './tasks.ts';

export interface Storage {
  /**
   * Commits when `work` resolves; rolls back when it throws or resolves to a Refusal. Objects loaded inside are stored
   * by their `save`. The feed's numbers are taken last, so that number order is commit order (RE-30).
   * `work` may run again after a rollback: it changes nothing but what it stores.
   */
  transaction<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface Transaction {
  readonly portalId: PortalId;
  /** Throws when the portal is not there: callers come from a proven portal. */
  portal(): Promise<Portal>;
  /** Stores the portal's settings; who it is and how it is reached is the registry's. */
  savePortal(portal: Portal): Promise<void>;
  readonly installation: Installations;
  readonly employees: Employees;
  readonly accounts: Accounts;
  readonly recipients: Recipients;
  readonly chats: Chats;
  readonly chatOpenings: ChatOpenings;
  readonly messages: Messages;
  readonly files: Files;
  readonly drafts: Drafts;
  readonly activities: Activities;
  readonly intents: Intents;
  readonly inbox: Inbox;
  readonly received: ReceivedMessages;
  readonly ownPosts: OwnPosts;
  readonly publicationSwitches: PublicationSwitches;
  readonly logins: Logins;
  readonly usage: Usage;
  readonly firstMessages: FirstMessages;
  readonly lookUps: LookUps;
  readonly partnerKeys: PartnerKeys;
  readonly embeddings: Embeddings;
  readonly notices: Notices;
  readonly noticeChat: NoticeChats;
  readonly changes: Changes;
  readonly templates: Templates;
  readonly tasks: Tasks;
  /** Tells subscribers, if and when the transaction commits. */
  publish(event: FeedEvent): void;
  /** Throws LeaseLostError unless this lease still holds its lane; the lane stays locked until the commit (RE-6). */
  holdLease(lease: Lease): Promise<void>;
}

/** A lane held by this process: which, and the token that every write of the holder carries. */
export interface Lease {
  portalId: PortalId;
  laneKey: string;
  token: string;
}

/** One per portal; it is there as soon as it is asked for. */
export interface Installations {
  find(): Promise<Installation>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(): Promise<Installation>;
  save(installation: Installation): Promise<void>;
  /** From now on the main token is this employee's; the caller has proven that he is an administrator. */
  workAs(employeeId: EmployeeId): Promise<void>;
}

export interface Employees {
  find(id: EmployeeId): Promise<Employee | null>;
  save(employee: Employee): Promise<void>;
  /** Who opened the application as an administrator of the portal, as last seen. */
  administrators(): Promise<EmployeeId[]>;
  /** Everybody who opened the application and is not known to be dismissed. */
  present(): Promise<EmployeeId[]>;
  /** His sessions end, his keys are revoked, he is no administrator any more (SE-4). */
  dismiss(id: EmployeeId, at: Date): Promise<void>;
}

export interface Accounts {
  find(id: AccountId): Promise<Account | null>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(id: AccountId): Promise<Account | null>;
  list(): Promise<Account[]>;
  findByLine(messenger: Messenger, lineId: LineId): Promise<Account | null>;
  /** Also opens the account's lane, so that a worker takes it. */
  add(account: Account): Promise<void>;
  save(account: Account): Promise<void>;
  /** As `save`, and opens the lane of an account that was disconnected. */
  reopen(account: Account): Promise<void>;
}

export interface Recipients {
  find(id: RecipientId): Promise<Recipient | null>;
  findByAddress(messenger: Messenger, addresses: readonly string[]): Promise<Recipient | null>;
  /** One recipient per address, also when two make it at once; in the order asked. A name fills an empty one only. */
  ensure(messenger: Messenger, people: readonly { address: string; name: string | null }[]): Promise<Recipient[]>;
  save(recipient: Recipient): Promise<void>;
}

export interface Chats {
  find(accountId: AccountId, recipientId: RecipientId): Promise<Chat | null>;
  findById(id: ChatId): Promise<Chat | null>;
  /** Opened, or with a message in either direction, since then; the newest first. */
  recent(since: Date, limit: number): Promise<Chat[]>;
  /** Insert or change; one per account and recipient. */
  save(chat: Chat): Promise<void>;
}

/** For whom a dialogue is being opened; one per account and recipient (O-8, O-9). */
export interface ChatOpenings {
  find(accountId: AccountId, recipientId: RecipientId): Promise<ChatOpening | null>;
  /** Insert or change. */
  save(opening: ChatOpening): Promise<void>;
  remove(accountId: AccountId, recipientId: RecipientId): Promise<void>;
}

export interface Messages {
  find(id: MessageId): Promise<Message | null>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(id: MessageId): Promise<Message | null>;
  lockByExternalId(accountId: AccountId, externalMessageId: string): Promise<Message | null>;
  group(groupId: MessageGroupId): Promise<Message[]>;
  /** Puts them at the end of their account's lane, in order, and wakes its worker. */
  accept(messages: readonly Message[]): Promise<void>;
  save(message: Message): Promise<void>;
  /**
   * The account's next message that may leave now, locked: the oldest READY one whose recipient is held neither by an unconfirmed one (RE-7)
   * nor by the limits of first messages (`FirstMessages.hold`).
   */
  next(accountId: AccountId, recipientHoldMs: number): Promise<Message | null>;
  /** CLAIMED or CALLING: left behind by a worker that died. */
  unfinished(accountId: AccountId): Promise<Message[]>;
  /** Puts a message back to be sent now, at its place (RE-13). */
  requeue(message: Message): Promise<void>;
  /** READY ones of the account, oldest first, locked. */
  ready(accountId: AccountId): Promise<Message[]>;
  /** READY ones that he wrote, of all accounts, oldest first, locked. */
  readyOf(senderId: EmployeeId, limit: number): Promise<Message[]>;
  queued(accountId: AccountId): Promise<number>;
  /** Cards with messages of this account and recipient, newest first: whose activities show the chat's button (L-5). */
  groupsOf(accountId: AccountId, recipientId: RecipientId, limit: number): Promise<MessageGroupId[]>;
  /** Accepted by the messenger, to be shown as outgoing, not yet known to stand in the chat: what an echo may belong to (O-24). */
  unpublishedOutgoing(accountId: AccountId, recipientId: RecipientId): Promise<Message[]>;
  /** The client wrote: a conversation runs, first-message limits do not hold it. */
  noteInbound(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void>;
  /** The account's owner wrote from his phone: an answer to the client, and a conversation (H-2). */
  noteAnswer(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void>;
  /** They wrote to each other before the account was connected: nobody knows when. */
  noteConversation(accountId: AccountId, recipientId: RecipientId): Promise<void>;
  /** A message in either direction was exchanged with this recipient (decision 25). */
  hasConversation(accountId: AccountId, recipientId: RecipientId): Promise<boolean>;
}

/** Records of files; the bytes are in the FileStore. */
export interface Files {
  find(id: FileId): Promise<StoredFile | null>;
  add(file: StoredFile): Promise<void>;
  /** Whose it is never changes. */
  save(file: StoredFile): Promise<void>;
  /** Bytes of all files begun since then. */
  bytesSince(at: Date): Promise<number>;
  /** Whose time is over at that moment and whose bytes may still be there; the oldest first. */
  expired(at: Date, limit: number): Promise<StoredFile[]>;
}

/** What employees have written and not sent (decision 17). One per place; what is older than DRAFT_DAYS is not there any more. */
export interface Drafts {
  find(place: DraftPlace, now: Date): Promise<Draft | null>;
  /** In place of the version that its writer saw (null: none). False: another one stands there, and stays. Atomic over all processes. */
  save(draft: Draft, baseVersion: DraftVersion | null): Promise<boolean>;
  /** This version only. False: it is not there. */
  remove(place: DraftPlace, version: DraftVersion, now: Date): Promise<boolean>;
}

export interface Activities {
  find(groupId: MessageGroupId): Promise<Activity | null>;
  save(activity: Activity): Promise<void>;
}

/** The callers' idempotency keys, unique per portal for ever (GU-2, RE-4). */
export interface Intents {
  /** Inserts first; answers what stands there when the key was used before. Waits for a concurrent first use. */
  claim(intent: {
    key: string;
    contentHash: string;
    messageId: MessageId;
    groupId: MessageGroupId;
  }): Promise<{ contentHash: string; groupId: MessageGroupId } | null>;
}

export interface InboxEntry {
  id: string;
  source: 'BITRIX24' | 'MESSENGER';
  accountId: AccountId | null;
  /** What makes a repeat recognisable (RE-20). */
  dedupKey: string;
  body: unknown;
  receivedAt: Date;
}

export interface Inbox {
  /** False: it was there already. */
  add(entry: InboxEntry): Promise<boolean>;
  find(id: string): Promise<InboxEntry | null>;
  findByKey(source: InboxEntry['source'], dedupKey: string): Promise<InboxEntry | null>;
}

/** What came through the accounts, for the history of a conversation (S-11). */
export interface ReceivedMessages {
  /** Of one account and external id once: a repeat changes nothing. */
  add(message: ReceivedMessage): Promise<void>;
  findByExternalId(accountId: AccountId, externalMessageId: string): Promise<ReceivedMessage | null>;
  /** Content and marks of one that is there. */
  save(message: ReceivedMessage): Promise<void>;
}

/** What we ourselves put into an open-line chat: its echo never goes to the client (O-24). */
export interface OwnPosts {
  add(openLineMessageId: string): Promise<void>;
  has(openLineMessageId: string): Promise<boolean>;
}

/** Modes of publication that the portal itself refused (T-15). */
export interface PublicationSwitches {
  list(): Promise<PublicationSwitch[]>;
  /** Insert or change; one per mode. */
  save(off: PublicationSwitch): Promise<void>;
}

export interface Logins {
  find(accountId: AccountId): Promise<LoginStep | null>;
  /** When the step was shown; the same step anew is a change too. Null: none is shown. */
  shownAt(accountId: AccountId): Promise<Date | null>;
  save(accountId: AccountId, step: LoginStep): Promise<void>;
  /** A login begins anew: what the last one showed is not true any more. */
  clear(accountId: AccountId): Promise<void>;
  /** What a person answered to the step of now, for the worker; a later answer takes the place of one that nobody took. Kept sealed. */
  giveAnswer(accountId: AccountId, answer: LoginInput, at: Date): Promise<void>;
  /** Takes it away: it is kept no longer than until it is read. Null: there is none. */
  takeAnswer(accountId: AccountId): Promise<{ answer: LoginInput; givenAt: Date } | null>;
}

/** CHECK: a number was looked up · SEARCH: a user name was. */
export type UsageKind = 'SENT' | 'FIRST_MESSAGE' | 'CHECK' | 'SEARCH';

export interface Usage {
  /** A message of the account was given to the messenger until now: the next pause begins. */
  noteCall(accountId: AccountId, at: Date): Promise<void>;
  /** Null: none yet. */
  lastCallAt(accountId: AccountId): Promise<Date | null>;
  /** Counts one more of today unless `limit` is reached; false then. Atomic over all processes. */
  spend(accountId: AccountId, kind: UsageKind, limit: number): Promise<boolean>;
  today(accountId: AccountId): Promise<Record<UsageKind, number>>;
}

/** New recipients of an account. Only the holder of its lane writes. */
export interface FirstMessages {
  /** Those granted after `since`. */
  granted(accountId: AccountId, since: Date): Promise<GrantedFirstMessages>;
  /** Null: this recipient never was. */
  grantedAt(accountId: AccountId, recipientId: RecipientId): Promise<Date | null>;
  /** Counts the recipient as written to first at that moment, and ends his hold. */
  grant(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void>;
  /** His messages are stepped over until then; those of others go on. */
  hold(accountId: AccountId, recipientId: RecipientId, until: Date): Promise<void>;
  /** The limits changed: nobody's messages are stepped over any more until they are weighed anew. */
  reconsider(accountId: AccountId): Promise<void>;
}

/** People asked for through an account (D-31); the answers of one account say nothing of another's. */
export interface LookUps {
  /** Those that were ever wanted, in no order. */
  find(accountId: AccountId, queries: readonly RecipientQuery[]): Promise<LookUp[]>;
  /** The messenger is to be asked; what is known of them stays until it answers. Those that wait already keep their place. */
  want(accountId: AccountId, queries: readonly RecipientQuery[], at: Date): Promise<void>;
  /** The next one to ask: ids, then user names, then numbers, the one that waits longest first. */
  next(accountId: AccountId): Promise<RecipientQuery | null>;
  answer(accountId: AccountId, query: RecipientQuery, answer: LookUpAnswer, at: Date): Promise<void>;
  pace(accountId: AccountId): Promise<LookUpPace>;
  savePace(accountId: AccountId, pace: LookUpPace): Promise<void>;
}

export interface LookUpPace {
  /** When the messenger was asked last. */
  lastAt: Date | null;
  /** It answers such questions again from then on. */
  heldUntil: Date | null;
}

export interface PartnerKeys {
  find(id: PartnerKeyId): Promise<PartnerKey | null>;
  /** `tokenHash` is all that is kept of the token. */
  add(key: PartnerKey, tokenHash: string): Promise<void>;
  save(key: PartnerKey): Promise<void>;
}

/** Types of smart process whose cards shall have OLChat (S-25). */
export interface Embeddings {
  /** The oldest first. */
  list(): Promise<Embedding[]>;
  /** Of one type once: a repeat changes nothing. */
  add(embedding: Embedding): Promise<void>;
  /** May be called when there is none. */
  remove(smartProcessTypeId: string): Promise<void>;
}

/** Each row that is read is held until the commit, so that telling and raising do not undo each other. */
export interface Notices {
  find(id: NoticeId): Promise<Notice | null>;
  /** The newest one of this kind about these. */
  last(kind: NoticeKind, about: { accountId: AccountId | null; employeeId: EmployeeId | null }): Promise<Notice | null>;
  /** Of these kinds and this account (null: of the portal itself): waiting to be told, or told and not ended. */
  standing(kinds: readonly NoticeKind[], accountId: AccountId | null): Promise<Notice[]>;
  /** False: one of the same kind about the same waits already, also when both come at once. */
  add(notice: Notice): Promise<boolean>;
  /** Changes state, details and times of one that is there. */
  save(notice: Notice): Promise<void>;
}

export interface NoticeChats {
  find(): Promise<NoticeChat | null>;
  save(chat: NoticeChat): Promise<void>;
}

/** The portal's record of changes: entries are added and read, never changed or removed (SE-52). */
export interface Changes {
  /** Puts it at the end of the chain; stands or falls with the change itself. */
  add(change: NewChange): Promise<void>;
  /** Newest first; `after`: those before this entry. An unknown one finds nothing. */
  page(first: number, after: ChangeId | null): Promise<Change[]>;
  /** Follows the whole chain. Null: every entry is there and as it was written. */
  firstBreak(): Promise<ChainBreak | null>;
}

/** Saved texts of the portal (section 5 of the product). */
export interface Templates {
  find(id: TemplateId): Promise<Template | null>;
  save(template: Template): Promise<void>;
  /** With the record of its uses. */
  remove(id: TemplateId): Promise<void>;
  count(): Promise<number>;
  /** The lists of all restricted templates, each once: what the portal must be asked about before a page is read. */
  accessLists(): Promise<AccessEntry[][]>;
  /** Those that the caller may change, and those whose list lets him in (M-11). */
  page(wish: TemplateWish, caller: Pick<Caller, 'employeeId' | 'isAdministrator'>, standing: Standing): Promise<TemplatePage>;
  /** For «recently used» (M-2); the last moment counts. */
  noteUse(id: TemplateId, employeeId: EmployeeId, at: Date): Promise<void>;
  /** By title. */
  categories(): Promise<TemplateCategory[]>;
  category(id: TemplateCategoryId): Promise<TemplateCategory | null>;
  saveCategory(category: TemplateCategory): Promise<void>;
  /** Its templates stay without one (M-10). False: there was none. */
  removeCategory(id: TemplateCategoryId): Promise<boolean>;
}

export interface Tasks {
  /** A task of the same name and subject that has not begun yet is the same work: it is not added twice. */
  add(task: NewTask): Promise<void>;
}
