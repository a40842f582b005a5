/**
 * Where everything is kept: one database, one commit (RE-1). A use case opens one transaction of one portal,
 * loads, decides, stores. Messages, tasks and feed rows of one change stand or fall together.
 */
import type { FeedEvent } from '../feed/feed-event.ts';
import type { PortalId } from '../ids.ts';
import type { Portal } from '../portal/portal.ts';
import type { Accounts, FirstMessages, Logins, Usage } from './storage/accounts.ts';
import type { Changes } from './storage/changes.ts';
import type { ChatOpenings, Chats, OwnPosts, PublicationSwitches } from './storage/chats.ts';
import type { Drafts } from './storage/drafts.ts';
import type { Employees, PartnerKeys } from './storage/employees.ts';
import type { Files } from './storage/files.ts';
import type { Histories } from './storage/histories.ts';
import type { Inbox, ReceivedMessages } from './storage/inbox.ts';
import type { Embeddings, Installations } from './storage/installations.ts';
import type { Activities, Intents, Messages } from './storage/messages.ts';
import type { NoticeChats, Notices } from './storage/notices.ts';
import type { LookUps, Recipients } from './storage/recipients.ts';
import type { Templates } from './storage/templates.ts';
import type { Tasks } from './tasks.ts';

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
  readonly histories: Histories;
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
