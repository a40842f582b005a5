/** One transaction of the storage in memory, over a fork of the portal's state. */
import { createHash } from 'node:crypto';
import {
  accountLane,
  chainText,
  draftExpiry,
  draftKey,
  isLaterStep,
  EMPTY_CHAIN,
  endBreak,
  followChain,
  isBreak,
  LeaseLostError,
  newId,
  Recipient,
  type Account,
  type AccountId,
  type Accounts,
  type Activities,
  type Activity,
  type ChainHead,
  type Change,
  type ChangeId,
  type Changes,
  type Chat,
  type ChatOpenings,
  type Chats,
  type Clock,
  type Draft,
  type DraftPlace,
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
  type Message,
  type MessageId,
  type Messages,
  type Notice,
  type NoticeChats,
  type Notices,
  type OwnPosts,
  type PartnerKeys,
  type Portal,
  type PortalId,
  type PublicationSwitches,
  type RecipientId,
  type ReceivedMessages,
  type Recipients,
  type Tasks,
  type Templates,
  type Transaction,
  type Usage,
  type UsageKind,
} from '../src/index.ts';
import { copyOf, type MemoryState } from './memory-state.ts';
import { historiesOf } from './memory-histories.ts';
import { lookUpsOf } from './memory-look-ups.ts';
import { templatesOf } from './memory-templates.ts';

const DAY_MS = 86_400_000;

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
    this.ownPosts = {
      add: async id => void state.ownPosts.add(id),
      has: async id => state.ownPosts.has(id),
    };
    this.templates = templatesOf(state);
    this.publicationSwitches = {
      list: async () => [...state.publicationSwitches.values()].map(copyOf),
      save: async off => void state.publicationSwitches.set(off.publication, copyOf(off)),
    };
    this.logins = {
      find: async id => state.logins.get(id) ?? null,
      shownAt: async id => state.loginsShownAt.get(id) ?? null,
      save: async (id, step) => {
        state.logins.set(id, step);
        state.loginsShownAt.set(id, clock.now());
      },
      clear: async id => {
        state.logins.delete(id);
        state.loginsShownAt.delete(id);
      },
      giveAnswer: async (id, answer, givenAt) => void state.loginAnswers.set(id, { answer, givenAt }),
      takeAnswer: async id => {
        const given = state.loginAnswers.get(id) ?? null;
        state.loginAnswers.delete(id);
        return given;
      },
    };
    this.usage = usageOf(state, clock);
    this.firstMessages = firstMessagesOf(state);
    this.lookUps = lookUpsOf(state);
    this.histories = historiesOf(state);
    this.partnerKeys = partnerKeysOf(state);
    this.embeddings = embeddingsOf(state);
    this.notices = noticesOf(state);
    this.noticeChat = {
      find: async () => found(state.noticeChat.get('chat')),
      save: async chat => void state.noticeChat.set('chat', copyOf(chat)),
    };
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

const found = <T extends object>(stored: T | undefined): T | null => (stored === undefined ? null : copyOf(stored));
const firstOf = <T extends object>(stored: Map<string, T>, matches: (item: T) => boolean): T | null =>
  found([...stored.values()].find(matches));

const installationOf = (state: MemoryState): Installations => {
  const find = async () => copyOf(state.installation);
  return {
    find,
    lock: find,
    save: async installation => {
      state.installation = copyOf(installation);
    },
    workAs: async employeeId => {
      state.portal = Object.assign(copyOf(state.portal), { mainEmployeeId: employeeId });
    },
  };
};
const filesOf = (state: MemoryState): Files => ({
  find: async id => found(state.files.get(id)),
  lock: async id => found(state.files.get(id)),
  add: async file => void state.files.set(file.id, copyOf(file)),
  save: async file => {
    const { previewKey, previewBytes } = state.files.get(file.id) ?? file;
    state.files.set(file.id, Object.assign(copyOf(file), { previewKey, previewBytes }));
  },
  savePreview: async ({ id, previewKey, previewBytes }) => {
    const file = state.files.get(id);
    if (file !== undefined) state.files.set(id, Object.assign(copyOf(file), { previewKey, previewBytes }));
  },
  storedBytes: async () => [...state.files.values()].reduce((sum, file) => sum + file.heldBytes, 0),
  bytesSince: async at => {
    const since = [...state.files.values()].filter(file => file.createdAt >= at);
    return since.reduce((sum, file) => sum + file.size, 0);
  },
  expired: async (at, limit) =>
    [...state.files.values()]
      .filter(file => file.state !== 'GONE' && file.expiresAt < at)
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
      .slice(0, limit)
      .map(copyOf),
});

const draftsOf = (state: MemoryState): Drafts => {
  const living = (place: DraftPlace, now: Date): Draft | undefined => {
    const draft = state.drafts.get(draftKey(place));
    return draft !== undefined && draftExpiry(draft.savedAt) > now ? draft : undefined;
  };
  return {
    find: async (place, now) => found(living(place, now)),
    save: async (draft, baseVersion) => {
      const standing = living(draft, draft.savedAt);
      if ((standing?.version ?? null) !== baseVersion && !isLaterStep(draft.savedBy, standing?.savedBy ?? null)) return false;
      state.drafts.set(draftKey(draft), copyOf(draft));
      return true;
    },
    remove: async (place, version, now, removedBy = null) => {
      const standing = living(place, now);
      const isMeant = standing !== undefined && (standing.version === version || isLaterStep(removedBy, standing.savedBy));
      return isMeant && state.drafts.delete(draftKey(place));
    },
  };
};

const employeesOf = (state: MemoryState): Employees => ({
  find: async id => found(state.employees.get(id)),
  save: async employee => void state.employees.set(employee.id, copyOf(employee)),
  administrators: async () => [...state.employees.values()].flatMap(employee => (employee.isAdministrator ? [employee.id] : [])),
  present: async () => [...state.employees.values()].flatMap(employee => (employee.dismissedAt === null ? [employee.id] : [])),
  async dismiss(id, at) {
    const employee = state.employees.get(id);
    if (employee === undefined) return;
    state.employees.set(id, Object.assign(copyOf(employee), { dismissedAt: at, isAdministrator: false }));
    for (const key of state.partnerKeys.values()) {
      if (key.employeeId !== id || key.revokedAt !== null) continue;
      state.partnerKeys.set(key.id, Object.assign(copyOf(key), { revokedAt: at }));
      state.tokens.delete(key.id);
    }
  },
});

const accountsOf = (state: MemoryState): Accounts => {
  const find = async (id: AccountId): Promise<Account | null> => found(state.accounts.get(id));
  const save = async (account: Account): Promise<void> => {
    const onLine = firstOf(state.accounts, other => other.messenger === account.messenger && other.lineId === account.lineId);
    if (onLine !== null && onLine.id !== account.id) throw new Error('the line has an account of this messenger already');
    state.accounts.set(account.id, copyOf(account));
  };
  const open = async (account: Account): Promise<void> => {
    await save(account);
    state.openLanes.add(accountLane(account.id));
  };
  return {
    find,
    lock: find,
    list: async () => [...state.accounts.values()].map(copyOf).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    findByLine: async (messenger, lineId) =>
      firstOf(state.accounts, account => account.messenger === messenger && account.lineId === lineId),
    add: open,
    save,
    reopen: open,
  };
};

const recipientsOf = (state: MemoryState, clock: Clock): Recipients => ({
  find: async id => found(state.recipients.get(id)),
  findByAddress: async (messenger, addresses) =>
    firstOf(state.recipients, recipient => recipient.messenger === messenger && addresses.includes(recipient.address)),
  ensure: async (messenger, people, names = 'KEPT') =>
    people.map(({ address, name }) => {
      const known = firstOf(state.recipients, recipient => recipient.messenger === messenger && recipient.address === address);
      const recipient =
        known ??
        Recipient.create({ portalId: state.portal.id, id: newId<RecipientId>(), messenger, address, name, createdAt: clock.now() });
      if (name !== null && name !== '' && (recipient.name === null || names === 'RENEWED')) recipient.name = name;
      state.recipients.set(recipient.id, copyOf(recipient));
      return recipient;
    }),
  save: async recipient => void state.recipients.set(recipient.id, copyOf(recipient)),
});

const chatsOf = (state: MemoryState): Chats => {
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

const chatOpeningsOf = (state: MemoryState): ChatOpenings => ({
  find: async (accountId, recipientId) => found(state.chatOpenings.get(`${accountId}:${recipientId}`)),
  save: async opening => void state.chatOpenings.set(`${opening.accountId}:${opening.recipientId}`, copyOf(opening)),
  remove: async (accountId, recipientId) => void state.chatOpenings.delete(`${accountId}:${recipientId}`),
});

const activitiesOf = (state: MemoryState): Activities => ({
  find: async groupId => found(state.activities.get(groupId)),
  save: async (activity: Activity) => void state.activities.set(activity.groupId, copyOf(activity)),
});

const WAS_ACCEPTED = new Set(['SENT', 'DELIVERED', 'READ']);

function messagesOf(state: MemoryState, clock: Clock): Messages {
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

const intentsOf = (state: MemoryState): Intents => ({
  async claim({ key, contentHash, groupId }) {
    const first = state.intents.get(key);
    if (first !== undefined) return first;
    state.intents.set(key, { contentHash, groupId });
    return null;
  },
});

const inboxOf = (state: MemoryState): Inbox => ({
  async add(entry) {
    if ([...state.inbox.values()].some(known => known.source === entry.source && known.dedupKey === entry.dedupKey)) return false;
    // As JSON, as in the database: dates are text when they come back.
    state.inbox.set(entry.id, { ...entry, body: JSON.parse(JSON.stringify(entry.body)) as unknown });
    return true;
  },
  find: async id => found(state.inbox.get(id)),
  findByKey: async (source, dedupKey) => firstOf(state.inbox, entry => entry.source === source && entry.dedupKey === dedupKey),
});

const receivedOf = (state: MemoryState): ReceivedMessages => {
  const findByExternalId: ReceivedMessages['findByExternalId'] = async (accountId, externalMessageId) =>
    firstOf(state.received, known => known.accountId === accountId && known.externalMessageId === externalMessageId);
  return {
    async add(message) {
      if ((await findByExternalId(message.accountId, message.externalMessageId)) === null) state.received.set(message.id, copyOf(message));
    },
    findByExternalId,
    save: async message => void state.received.set(message.id, copyOf(message)),
  };
};

const usageOf = (state: MemoryState, clock: Clock): Usage => {
  const key = (accountId: AccountId, kind: UsageKind): string => `${accountId}:${kind}:${clock.now().toISOString().slice(0, 10)}`;
  const spent = (accountId: AccountId, kind: UsageKind): number => state.usage.get(key(accountId, kind)) ?? 0;
  return {
    async spend(accountId, kind, limit) {
      if (spent(accountId, kind) >= limit) return false;
      state.usage.set(key(accountId, kind), spent(accountId, kind) + 1);
      return true;
    },
    noteCall: async (accountId, at) => void state.calls.set(accountId, at),
    lastCallAt: async accountId => state.calls.get(accountId) ?? null,
    today: async accountId => ({
      SENT: spent(accountId, 'SENT'),
      FIRST_MESSAGE: spent(accountId, 'FIRST_MESSAGE'),
      CHECK: spent(accountId, 'CHECK'),
      SEARCH: spent(accountId, 'SEARCH'),
    }),
  };
};

const firstMessagesOf = (state: MemoryState): FirstMessages => {
  const change = (
    accountId: AccountId,
    recipientId: RecipientId,
    fields: Partial<{ grantedAt: Date | null; heldUntil: Date | null }>,
  ): void => {
    const key = `${accountId}:${recipientId}`;
    const known = state.firstMessages.get(key) ?? { accountId, grantedAt: null, heldUntil: null };
    state.firstMessages.set(key, { ...known, ...fields });
  };
  return {
    granted: async (accountId, since) => {
      const all = [...state.firstMessages.values()].flatMap(one => (one.accountId === accountId && one.grantedAt ? [one.grantedAt] : []));
      const within = all.filter(at => at > since).toSorted((a, b) => a.getTime() - b.getTime());
      return { count: within.length, oldestAt: within[0] ?? null, lastAt: within.at(-1) ?? null };
    },
    grantedAt: async (accountId, recipientId) => state.firstMessages.get(`${accountId}:${recipientId}`)?.grantedAt ?? null,
    grant: async (accountId, recipientId, at) => change(accountId, recipientId, { grantedAt: at, heldUntil: null }),
    hold: async (accountId, recipientId, until) => change(accountId, recipientId, { heldUntil: until }),
    reconsider: async accountId => {
      for (const [key, one] of state.firstMessages)
        if (one.accountId === accountId) state.firstMessages.set(key, { ...one, heldUntil: null });
    },
  };
};

const partnerKeysOf = (state: MemoryState): PartnerKeys => ({
  find: async id => found(state.partnerKeys.get(id)),
  async add(key, tokenHash) {
    state.partnerKeys.set(key.id, copyOf(key));
    state.tokens.set(key.id, tokenHash);
  },
  async save(key) {
    state.partnerKeys.set(key.id, copyOf(key));
    if (key.revokedAt !== null) state.tokens.delete(key.id);
  },
});

const embeddingsOf = (state: MemoryState): Embeddings => ({
  list: async () => [...state.embeddings.values()].map(copyOf),
  async add(embedding) {
    if (!state.employees.has(embedding.embeddedBy)) throw new Error('no such employee');
    if (!state.embeddings.has(embedding.smartProcessTypeId)) state.embeddings.set(embedding.smartProcessTypeId, copyOf(embedding));
  },
  remove: async smartProcessTypeId => void state.embeddings.delete(smartProcessTypeId),
});

const noticesOf = (state: MemoryState): Notices => {
  const matching = (matches: (notice: Notice) => boolean): Notice[] => [...state.notices.values()].filter(matches).map(copyOf);
  const sameAs = (one: Pick<Notice, 'kind' | 'accountId' | 'employeeId'>) => (other: Notice) =>
    other.kind === one.kind && other.accountId === one.accountId && other.employeeId === one.employeeId;
  return {
    find: async id => found(state.notices.get(id)),
    last: async (kind, about) => matching(sameAs({ kind, ...about })).at(-1) ?? null,
    standing: async (kinds, accountId) =>
      matching(
        notice => kinds.includes(notice.kind) && notice.accountId === accountId && (notice.state === 'WAITING' || notice.state === 'TOLD'),
      ),
    async add(notice) {
      if (matching(sameAs(notice)).some(known => known.state === 'WAITING')) return false;
      state.notices.set(notice.id, copyOf(notice));
      return true;
    },
    save: async notice => void state.notices.set(notice.id, copyOf(notice)),
  };
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function changesOf(state: MemoryState): Changes {
  const json = (values: unknown): string | null => (values === null ? null : JSON.stringify(values));
  const head = (): ChainHead => state.changes.at(-1) ?? EMPTY_CHAIN;
  return {
    async add(change) {
      const { seq, hash } = head();
      const record = {
        ...change,
        portalId: state.portal.id,
        id: newId<ChangeId>(),
        seq: seq + 1,
        before: json(change.before),
        after: json(change.after),
      };
      state.changes.push({ ...record, hash: hashOf(chainText(record, hash)) });
    },
    async page(first, after) {
      const end = after === null ? state.changes.length : state.changes.findIndex(({ id }) => id === after);
      return state.changes
        .slice(0, Math.max(0, end))
        .toReversed()
        .slice(0, first)
        .map(copyOf<Change>);
    },
    async firstBreak() {
      const followed = followChain(EMPTY_CHAIN, state.changes, hashOf);
      return isBreak(followed) ? followed : endBreak(followed, head());
    },
  };
}

const tasksOf = (state: MemoryState, clock: Clock): Tasks => ({
  async add(task) {
    const runAt = task.runAt ?? clock.now();
    const twin = [...state.tasks.values()].find(
      ({ name, subjectId, isRunning }) => !isRunning && name === task.name && subjectId === task.subjectId,
    );
    if (twin !== undefined) {
      state.tasks.set(twin.id, { ...twin, runAt: twin.runAt < runAt ? twin.runAt : runAt });
      return;
    }
    const id = Math.max(0, ...state.tasks.keys()) + 1;
    state.tasks.set(id, { ...task, id, runAt, isRunning: false });
  },
});
