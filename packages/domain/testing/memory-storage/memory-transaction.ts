/** One transaction of the storage in memory, over a fork of the portal's state. */
import {
  LeaseLostError,
  type Accounts,
  type Activities,
  type Changes,
  type ChatOpenings,
  type Chats,
  type Clock,
  type Drafts,
  type Embeddings,
  type Employees,
  type FeedEvent,
  type Files,
  type FirstMessages,
  type Histories,
  type Inbox,
  type Installations,
  type Intents,
  type Lease,
  type Logins,
  type LookUps,
  type Messages,
  type NoticeChats,
  type Notices,
  type OwnPosts,
  type PartnerKeys,
  type Portal,
  type PortalId,
  type PublicationSwitches,
  type ReceivedMessages,
  type Recipients,
  type Tasks,
  type Templates,
  type Transaction,
  type Usage,
} from '../../src/index.ts';
import { accountsOf, loginsOf } from './accounts.ts';
import { changesOf } from './changes.ts';
import { chatOpeningsOf, chatsOf, ownPostsOf, publicationSwitchesOf } from './chats.ts';
import { draftsOf } from './drafts.ts';
import { employeesOf, partnerKeysOf } from './employees.ts';
import { filesOf } from './files.ts';
import { historiesOf } from './histories.ts';
import { inboxOf, receivedOf } from './inbox.ts';
import { embeddingsOf, installationOf } from './installations.ts';
import { lookUpsOf } from './look-ups.ts';
import type { MemoryState } from './memory-state.ts';
import { activitiesOf, intentsOf, messagesOf } from './messages.ts';
import { noticeChatOf, noticesOf } from './notices.ts';
import { recipientsOf } from './recipients.ts';
import { copyOf } from './stored-copies.ts';
import { tasksOf } from './tasks.ts';
import { templatesOf } from './templates.ts';
import { firstMessagesOf, usageOf } from './usage.ts';

export class MemoryTransaction implements Transaction {
  readonly portalId: PortalId;
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
  readonly #state: MemoryState;
  readonly #isHeld: (lease: Lease) => boolean;
  readonly #clock: Clock;
  readonly #events: FeedEvent[] = [];

  constructor(state: MemoryState, clock: Clock, isHeld: (lease: Lease) => boolean) {
    this.portalId = state.portal.id;
    this.#state = state;
    this.#isHeld = isHeld;
    this.#clock = clock;
    this.installation = installationOf(state);
    this.employees = employeesOf(state);
    this.accounts = accountsOf(state);
    this.recipients = recipientsOf(state, clock);
    this.chats = chatsOf(state);
    this.chatOpenings = chatOpeningsOf(state);
    this.messages = messagesOf(state, clock);
    this.files = filesOf(state);
    this.drafts = draftsOf(state);
    this.activities = activitiesOf(state);
    this.intents = intentsOf(state);
    this.inbox = inboxOf(state);
    this.received = receivedOf(state);
    this.ownPosts = ownPostsOf(state);
    this.templates = templatesOf(state);
    this.publicationSwitches = publicationSwitchesOf(state);
    this.logins = loginsOf(state, clock);
    this.usage = usageOf(state, clock);
    this.firstMessages = firstMessagesOf(state);
    this.lookUps = lookUpsOf(state);
    this.histories = historiesOf(state);
    this.partnerKeys = partnerKeysOf(state);
    this.embeddings = embeddingsOf(state);
    this.notices = noticesOf(state);
    this.noticeChat = noticeChatOf(state);
    this.changes = changesOf(state);
    this.tasks = tasksOf(state, clock);
  }

  async portal(): Promise<Portal> {
    return copyOf(this.#state.portal);
  }

  async savePortal(portal: Portal): Promise<void> {
    this.#state.portal = copyOf(portal);
  }

  publish(event: FeedEvent): void {
    this.#events.push(event);
  }

  async holdLease(lease: Lease): Promise<void> {
    if (!this.#isHeld(lease)) throw new LeaseLostError(`the lease of ${lease.laneKey} is lost`);
  }

  /** As the last step takes the feed's numbers (RE-30). */
  finish(): void {
    const { feed } = this.#state;
    for (const event of this.#events) feed.push({ portalId: this.portalId, seq: feed.length + 1, at: this.#clock.now(), event });
  }
}
