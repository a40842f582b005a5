/** Maps instead of tables, for tests of the doors. No roll-back and no locks: what the storage promises is proved on PostgreSQL. */
import {
  Installation,
  newId,
  Recipient,
  type Account,
  type Chat,
  type Embedding,
  type Employee,
  type FeedEvent,
  type InboxEntry,
  type LoginStep,
  type Message,
  type NewChange,
  type NewTask,
  type NoticeChat,
  type PartnerKey,
  type Portal,
  type PortalId,
  type RecipientId,
  type Storage,
  type StoredFile,
  type Transaction,
} from '@olchat/domain';

/** The rows of one portal. */
export class FakeRows {
  readonly portal: Portal;
  installation: Installation;
  readonly employees = new Map<string, Employee>();
  readonly accounts = new Map<string, Account>();
  readonly recipients = new Map<string, Recipient>();
  readonly chats = new Map<string, Chat>();
  readonly messages = new Map<string, Message>();
  readonly logins = new Map<string, LoginStep>();
  readonly partnerKeys = new Map<string, { key: PartnerKey; hash: string }>();
  readonly embeddings = new Map<string, Embedding>();
  readonly intents = new Map<string, { contentHash: string; groupId: Message['groupId'] }>();
  readonly files = new Map<string, StoredFile>();
  readonly inbox: InboxEntry[] = [];
  readonly tasks: NewTask[] = [];
  noticeChat: NoticeChat | null = null;
  readonly changes: NewChange[] = [];

  constructor(portal: Portal) {
    this.portal = portal;
    this.installation = Installation.create(portal.id);
  }
}

const notFaked = (name: string) => (): never => {
  throw new Error(`the fake storage has no ${name}`);
};

export class FakeStorage implements Storage {
  readonly rows = new Map<PortalId, FakeRows>();
  readonly #publish: (portalId: PortalId, event: FeedEvent) => void;
  readonly #now: () => Date;

  constructor(publish: (portalId: PortalId, event: FeedEvent) => void, now: () => Date) {
    this.#publish = publish;
    this.#now = now;
  }

  of(portalId: PortalId): FakeRows {
    const rows = this.rows.get(portalId);
    if (rows === undefined) throw new Error('no such portal');
    return rows;
  }

  async transaction<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const rows = this.of(portalId);
    const events: FeedEvent[] = [];
    const result = await work(this.#transaction(portalId, rows, events));
    for (const event of events) this.#publish(portalId, event);
    return result;
  }

  #transaction(portalId: PortalId, rows: FakeRows, events: FeedEvent[]): Transaction {
    const messages = [...rows.messages.values()];
    return {
      portalId,
      portal: async () => rows.portal,
      savePortal: async portal => void Object.assign(rows.portal, portal),
      publish: event => events.push(event),
      holdLease: notFaked('leases'),
      installation: {
        find: async () => rows.installation,
        lock: async () => rows.installation,
        save: async installation => {
          rows.installation = installation;
        },
        workAs: async employeeId => {
          rows.portal.mainEmployeeId = employeeId;
        },
      },
      employees: {
        find: async id => rows.employees.get(id) ?? null,
        save: async employee => void rows.employees.set(employee.id, employee),
        administrators: async () => [...rows.employees.values()].flatMap(({ id, isAdministrator }) => (isAdministrator ? [id] : [])),
        present: notFaked('employees.present'),
        dismiss: notFaked('employees.dismiss'),
      },
      chatOpenings: { find: async () => null, save: notFaked('chatOpenings.save'), remove: async () => undefined },
      publicationSwitches: { list: async () => [], save: notFaked('publicationSwitches.save') },
      accounts: {
        find: async id => rows.accounts.get(id) ?? null,
        lock: async id => rows.accounts.get(id) ?? null,
        list: async () => [...rows.accounts.values()],
        findByLine: async (messenger, lineId) =>
          [...rows.accounts.values()].find(account => account.messenger === messenger && account.lineId === lineId) ?? null,
        add: async account => void rows.accounts.set(account.id, account),
        save: async account => void rows.accounts.set(account.id, account),
        reopen: async account => void rows.accounts.set(account.id, account),
      },
      recipients: {
        find: async id => rows.recipients.get(id) ?? null,
        findByAddress: notFaked('findByAddress'),
        ensure: async (messenger, people) =>
          people.map(({ address, name }) => {
            const known = [...rows.recipients.values()].find(
              candidate => candidate.messenger === messenger && candidate.address === address,
            );
            const recipient =
              known ?? Recipient.create({ portalId, id: newId<RecipientId>(), messenger, address, name, createdAt: this.#now() });
            rows.recipients.set(recipient.id, recipient);
            return recipient;
          }),
        save: async recipient => void rows.recipients.set(recipient.id, recipient),
      },
      chats: {
        find: async (accountId, recipientId) =>
          [...rows.chats.values()].find(chat => chat.accountId === accountId && chat.recipientId === recipientId) ?? null,
        findById: async id => rows.chats.get(id) ?? null,
        findByDialog: notFaked('findByDialog'),
        recent: notFaked('recent'),
        save: async chat => void rows.chats.set(chat.id, chat),
      },
      messages: {
        find: async id => rows.messages.get(id) ?? null,
        lock: async id => rows.messages.get(id) ?? null,
        lockByExternalId: async (_accountId, externalId) => messages.find(message => message.externalMessageId === externalId) ?? null,
        readyOf: notFaked('readyOf'),
        overdue: notFaked('overdue'),
        group: async groupId => messages.filter(message => message.groupId === groupId),
        accept: async accepted => accepted.forEach(message => rows.messages.set(message.id, message)),
        save: async message => void rows.messages.set(message.id, message),
        next: notFaked('next'),
        unfinished: notFaked('unfinished'),
        requeue: async message => void rows.messages.set(message.id, message),
        ready: async accountId => messages.filter(message => message.accountId === accountId && message.delivery === 'READY'),
        queued: async accountId => messages.filter(message => message.accountId === accountId && message.status === 'QUEUED').length,
        groupsOf: async () => [],
        unpublishedOutgoing: async () => [],
        noteInbound: notFaked('noteInbound'),
        noteAnswer: notFaked('noteAnswer'),
        noteConversation: notFaked('conversations'),
        hasConversation: notFaked('hasConversation'),
        waiting: notFaked('waiting'),
        called: notFaked('called'),
      },
      activities: { find: async () => null, save: async () => undefined },
      intents: {
        claim: async ({ key, contentHash, groupId }) => {
          const first = rows.intents.get(key) ?? null;
          if (first === null) rows.intents.set(key, { contentHash, groupId });
          return first;
        },
      },
      files: {
        find: async id => rows.files.get(id) ?? null,
        lock: async id => rows.files.get(id) ?? null,
        add: async file => void rows.files.set(file.id, file),
        save: async file => void rows.files.set(file.id, file),
        savePreview: async file => void rows.files.set(file.id, file),
        storedBytes: async () => [...rows.files.values()].reduce((sum, file) => sum + file.heldBytes, 0),
        bytesSince: async () => [...rows.files.values()].reduce((sum, file) => sum + file.size, 0),
        expired: notFaked('expired files'),
      },
      drafts: { find: notFaked('drafts'), save: notFaked('drafts'), remove: notFaked('drafts') },
      inbox: {
        add: async entry => rows.inbox.push(entry) > 0,
        find: async id => rows.inbox.find(entry => entry.id === id) ?? null,
        findByKey: notFaked('inbox by key'),
      },
      received: { add: notFaked('received'), findByExternalId: notFaked('received'), save: notFaked('received') },
      ownPosts: { add: async () => undefined, has: async () => false },
      logins: {
        find: async id => rows.logins.get(id) ?? null,
        save: async (id, step) => void rows.logins.set(id, step),
        clear: async id => void rows.logins.delete(id),
        shownAt: async () => null,
        giveAnswer: notFaked('answers to a login'),
        takeAnswer: notFaked('answers to a login'),
      },
      usage: {
        spend: async () => true,
        today: async () => ({ SENT: 0, FIRST_MESSAGE: 0, CHECK: 0, SEARCH: 0 }),
        noteCall: notFaked('noteCall'),
        lastCallAt: notFaked('lastCallAt'),
      },
      lookUps: {
        find: async () => [],
        want: notFaked('look-ups'),
        next: notFaked('look-ups'),
        answer: notFaked('look-ups'),
        pace: notFaked('look-ups'),
        savePace: notFaked('look-ups'),
      },
      histories: {
        ask: notFaked('histories'),
        askedSince: notFaked('histories'),
        next: notFaked('histories'),
        newest: notFaked('histories'),
        answer: notFaked('histories'),
        take: notFaked('histories'),
        forget: notFaked('histories'),
      },
      firstMessages: {
        granted: async () => ({ count: 0, oldestAt: null, lastAt: null }),
        grantedAt: async () => null,
        grant: notFaked('first messages'),
        hold: notFaked('first messages'),
        reconsider: notFaked('first messages'),
      },
      partnerKeys: {
        find: async id => rows.partnerKeys.get(id)?.key ?? null,
        add: async (key, hash) => void rows.partnerKeys.set(key.id, { key, hash }),
        save: async key => void rows.partnerKeys.set(key.id, { key, hash: rows.partnerKeys.get(key.id)?.hash ?? '' }),
      },
      embeddings: {
        list: async () => [...rows.embeddings.values()],
        add: async embedding => void rows.embeddings.set(embedding.smartProcessTypeId, embedding),
        remove: async id => void rows.embeddings.delete(id),
      },
      // These doors tell nobody of anything: what a notice is told by is proved in the domain.
      notices: {
        find: async () => null,
        last: async () => null,
        standing: async () => [],
        add: async () => false,
        save: async () => undefined,
      },
      noticeChat: { find: async () => rows.noticeChat, save: async chat => void (rows.noticeChat = chat) },
      changes: {
        add: async change => void rows.changes.push(change),
        page: notFaked('pages of changes'),
        firstBreak: async () => null,
      },
      templates: {
        find: notFaked('templates'),
        save: notFaked('templates'),
        remove: notFaked('templates'),
        count: notFaked('templates'),
        accessLists: notFaked('templates'),
        page: notFaked('templates'),
        noteUse: notFaked('templates'),
        categories: notFaked('templates'),
        category: notFaked('templates'),
        saveCategory: notFaked('templates'),
        removeCategory: notFaked('templates'),
      },
      tasks: { add: async task => void rows.tasks.push(task) },
    };
  }
}
