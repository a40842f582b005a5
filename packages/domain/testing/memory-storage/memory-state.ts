/** Everything of one portal, in memory. Stored objects are copies that nobody changes: a copy of the maps is a copy of the state. */
import {
  Installation,
  type Account,
  type Activity,
  type Change,
  type Chat,
  type Draft,
  type Embedding,
  type Employee,
  type FeedRow,
  type HistoryAnswer,
  type HistoryRequest,
  type InboxEntry,
  type LoginInput,
  type LoginStep,
  type LookUp,
  type LookUpPace,
  type Message,
  type NewTask,
  type Notice,
  type NoticeChat,
  type PartnerKey,
  type Portal,
  type ReceivedMessage,
  type Recipient,
  type StoredFile,
  type Template,
  type TemplateCategory,
  type ChatOpening,
  type PublicationSwitch,
} from '../../src/index.ts';

export interface MemoryTask extends NewTask {
  id: number;
  runAt: Date;
  isRunning: boolean;
}

export interface MemoryState {
  portal: Portal;
  installation: Installation;
  employees: Map<string, Employee>;
  accounts: Map<string, Account>;
  recipients: Map<string, Recipient>;
  chats: Map<string, Chat>;
  chatOpenings: Map<string, ChatOpening>;
  /** In the order of their places in the lanes. */
  messages: Map<string, Message>;
  files: Map<string, StoredFile>;
  /** By place. */
  drafts: Map<string, Draft>;
  activities: Map<string, Activity>;
  intents: Map<string, { contentHash: string; groupId: Message['groupId'] }>;
  inbox: Map<string, InboxEntry>;
  received: Map<string, ReceivedMessage>;
  ownPosts: Set<string>;
  publicationSwitches: Map<string, PublicationSwitch>;
  logins: Map<string, LoginStep>;
  loginsShownAt: Map<string, Date>;
  usage: Map<string, number>;
  /** In the order in which they were raised. */
  notices: Map<string, Notice>;
  noticeChat: Map<'chat', NoticeChat>;
  /** By `<account>:<kind>:<value>`, in the order in which they were wanted. */
  lookUps: Map<string, LookUp & { accountId: string }>;
  lookUpPaces: Map<string, LookUpPace>;
  /** In the order in which they were asked. */
  histories: Map<string, { request: HistoryRequest; answer: HistoryAnswer | null; isTaken: boolean }>;
  loginAnswers: Map<string, { answer: LoginInput; givenAt: Date }>;
  /** New recipients, by `<account>:<recipient>`. */
  firstMessages: Map<string, { accountId: string; grantedAt: Date | null; heldUntil: Date | null }>;
  /** When each account's last message was given to the messenger. */
  calls: Map<string, Date>;
  changes: Change[];
  partnerKeys: Map<string, PartnerKey>;
  templates: Map<string, Template>;
  templateCategories: Map<string, TemplateCategory>;
  /** Last use by `<employee>/<template>`. */
  templateUses: Map<string, Date>;
  /** Hashes of living partner keys, by key. */
  tokens: Map<string, string>;
  embeddings: Map<string, Embedding>;
  conversations: Set<string>;
  /** When the client wrote last. */
  heardFrom: Map<string, number>;
  tasks: Map<number, MemoryTask>;
  /** Lanes of accounts that a worker takes. */
  openLanes: Set<string>;
  feed: FeedRow[];
}

export const emptyState = (portal: Portal): MemoryState => ({
  portal,
  installation: Installation.create(portal.id),
  employees: new Map(),
  accounts: new Map(),
  recipients: new Map(),
  chats: new Map(),
  chatOpenings: new Map(),
  messages: new Map(),
  files: new Map(),
  drafts: new Map(),
  activities: new Map(),
  intents: new Map(),
  inbox: new Map(),
  received: new Map(),
  ownPosts: new Set(),
  publicationSwitches: new Map(),
  logins: new Map(),
  loginsShownAt: new Map(),
  usage: new Map(),
  notices: new Map(),
  noticeChat: new Map(),
  calls: new Map(),
  firstMessages: new Map(),
  lookUps: new Map(),
  lookUpPaces: new Map(),
  histories: new Map(),
  loginAnswers: new Map(),
  changes: [],
  partnerKeys: new Map(),
  templates: new Map(),
  templateCategories: new Map(),
  templateUses: new Map(),
  tokens: new Map(),
  embeddings: new Map(),
  conversations: new Set(),
  heardFrom: new Map(),
  tasks: new Map(),
  openLanes: new Set(),
  feed: [],
});

export function forkOf(state: MemoryState): MemoryState {
  const copy = Object.entries(state).map(([name, part]: [string, unknown]) => {
    if (part instanceof Map) return [name, new Map(part)];
    if (part instanceof Set) return [name, new Set(part)];
    return [name, Array.isArray(part) ? [...(part as unknown[])] : part];
  });
  return Object.fromEntries(copy) as MemoryState;
}
