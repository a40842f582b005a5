/** One portal with one connected account and one client, in memory: everything that a use case needs. */
import {
  accountLane,
  LaneBusyError,
  type Account,
  type Caller,
  type Chat,
  type ConnectorCapabilities,
  type ConnectorProfiles,
  type Employee,
  type EmployeeId,
  type Failure,
  type FileLinks,
  type FileScanner,
  type Lanes,
  type Lease,
  type Message,
  type MessageId,
  type NoticeWords,
  type Portal,
  type Recipient,
  type TaskName,
  type Transaction,
} from '../src/index.ts';
import { aCaller, aChat, anAccount, ANNA, anEmployee, aPortal, aRecipient, BORIS, DEAL } from './builders.ts';
import { FakeApplication } from './fake-application.ts';
import { FakeCardFields } from './fake-card-fields.ts';
import { FakeCrm } from './fake-crm.ts';
import { FakeNoticeBoard } from './fake-notice-board.ts';
import { FakeDirectory } from './fake-directory.ts';
import type { LineChat } from './fake-line-chats.ts';
import { FakeOpenLines } from './fake-open-lines.ts';
import { FakeSmartProcesses } from './fake-smart-processes.ts';
import { FakeTimeline } from './fake-timeline.ts';
import { FakeVoiceConverter } from './fake-voice-converter.ts';
import { MemoryFileStore } from './memory-file-store.ts';
import { FixedClock } from './fixed-clock.ts';
import { MemoryStorage } from './memory-storage.ts';
import type { MemoryTask } from './memory-storage/memory-state.ts';

export interface WorldOptions {
  portal?: Partial<Portal>;
  account?: Partial<Account>;
  recipient?: Partial<Recipient>;
  capabilities?: Partial<ConnectorCapabilities>;
}

const CAPABILITIES: ConnectorCapabilities = {
  freeTextFirst: true,
  checksPresence: true,
  reports: { delivered: true, read: true },
  maxTextLength: 4096,
  files: { maxBytes: 100 * 2 ** 20, captions: ['IMAGE', 'VIDEO'], maxCaptionLength: 4096, voiceMimes: ['audio/ogg'] },
  changes: { edit: { withinMs: 15 * 60_000 }, remove: { withinMs: null } },
  repeatIsHarmless: false,
  login: ['QR'],
  resolves: [],
};

export class World {
  readonly clock = new FixedClock();
  readonly storage = new MemoryStorage(this.clock);
  readonly crm = new FakeCrm();
  readonly cardFields = new FakeCardFields();
  readonly directory = new FakeDirectory();
  readonly openLines = new FakeOpenLines();
  readonly noticeBoard = new FakeNoticeBoard();
  /** The kind and its connector stand for the sentence. */
  readonly noticeWords: NoticeWords = {
    text: ({ kind, connector, details }) => `${kind} ${connector ?? '-'}${details.times === undefined ? '' : ` ×${details.times}`}`,
    chatTitle: () => 'Уведомления',
  };
  readonly timeline = new FakeTimeline();
  readonly smartProcesses = new FakeSmartProcesses();
  readonly application = new FakeApplication();
  /** Since when events may be missing, as the checks of the installation said. */
  readonly gaps: Date[] = [];
  readonly eventsGap = async (_portalId: string, since: Date): Promise<void> => void this.gaps.push(since);
  /** So often a check of the installation was asked for. */
  checksAsked = 0;
  readonly checkSoon = async (): Promise<void> => void (this.checksAsked += 1);
  readonly files = new MemoryFileStore();
  /** A test plugs one in. */
  scanner: FileScanner | null = null;
  readonly fileLinks: FileLinks = { url: (_portalId, fileId) => `https://olchat.example/files/${fileId}` };
  readonly voices = new FakeVoiceConverter();
  readonly withTokens = new Set<EmployeeId>([ANNA, BORIS]);
  readonly tokens = { has: async (_portalId: string, employeeId: EmployeeId) => this.withTokens.has(employeeId) };
  readonly connectors: ConnectorProfiles;
  readonly portal: Portal;
  readonly account: Account;
  readonly recipient: Recipient;
  readonly caller: Caller;
  readonly capabilities: ConnectorCapabilities;
  /** Lanes that somebody else holds. */
  readonly busyLanes = new Set<string>();
  readonly lanes: Lanes = {
    hold: async (_portalId, laneKey, work) => {
      if (this.busyLanes.has(laneKey)) throw new LaneBusyError(`the lane ${laneKey} is busy`);
      return work();
    },
  };
  /** In the middle: the lowest of a back-off stays visible, and nothing is left to chance. */
  readonly random = (): number => 0.5;
  readonly sentence = (failure: Failure): string => `«${failure.code}»`;
  /** Every look waits a while. A test puts its own in to change something meanwhile. */
  untilChange = async (_portalId: string, ms: number): Promise<void> => this.clock.advance(ms);

  constructor(options: WorldOptions = {}) {
    this.portal = aPortal(options.portal);
    this.account = anAccount(this.portal.id, options.account);
    this.recipient = aRecipient(this.portal.id, options.recipient);
    this.caller = aCaller(this.portal.id);
    this.capabilities = { ...CAPABILITIES, ...options.capabilities };
    this.connectors = {
      profile: kind =>
        kind === 'WHATSAPP_WEB' || (kind === 'TELEGRAM' && this.capabilities.resolves.length > 0)
          ? {
              kind,
              messenger: kind === 'TELEGRAM' ? 'TELEGRAM' : 'WHATSAPP',
              capabilities: this.capabilities,
              externalMessageId: id => `fake-${id}`,
            }
          : undefined,
    };
    this.storage.addPortal(this.portal);
    this.crm.add(DEAL, [this.recipient.address]);
    this.openLines.queues.set(this.account.lineId, [ANNA, BORIS]);
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const world = new World(options);
    await world.do(async tx => {
      await tx.employees.save(anEmployee(world.portal.id));
      await tx.employees.save(anEmployee(world.portal.id, { id: BORIS, name: 'Борис', isAdministrator: false }));
      await tx.accounts.add(world.account);
      await tx.recipients.save(world.recipient);
    });
    return world;
  }

  do<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.storage.transaction(this.portal.id, work);
  }

  /** The message as it is stored now. */
  async message(id: MessageId): Promise<Message> {
    const message = await this.do(tx => tx.messages.find(id));
    if (message === null) throw new Error('the message is not stored');
    return message;
  }

  /** Puts messages into the account's lane. */
  accept(...messages: Message[]): Promise<void> {
    return this.do(tx => tx.messages.accept(messages));
  }

  async change(id: MessageId, fields: Partial<Message>): Promise<void> {
    const message = await this.message(id);
    await this.do(tx => tx.messages.save(Object.assign(message, fields)));
  }

  async changeAccount(fields: Partial<Account>): Promise<void> {
    Object.assign(this.account, fields);
    await this.do(tx => tx.accounts.save(this.account));
  }

  async changeRecipient(fields: Partial<Recipient>): Promise<void> {
    Object.assign(this.recipient, fields);
    await this.do(tx => tx.recipients.save(this.recipient));
  }

  async employee(id: EmployeeId): Promise<Employee | null> {
    return this.do(tx => tx.employees.find(id));
  }

  /** Statuses that subscribers heard of, in order. */
  heard(): string[] {
    return this.storage.feed(this.portal.id).flatMap(({ event }) => (event.kind === 'message-status' ? [event.status] : []));
  }

  /** Messages of which subscribers heard that they wait until another time. */
  waits(): MessageId[] {
    return this.storage.feed(this.portal.id).flatMap(({ event }) => (event.kind === 'message-wait' ? [event.messageId] : []));
  }

  waiting(name?: TaskName): MemoryTask[] {
    return this.storage.waiting(this.portal.id).filter(task => name === undefined || task.name === name);
  }

  /** The account and its client, as rows name them. */
  get pair(): Pick<Chat, 'portalId' | 'accountId' | 'recipientId'> {
    return { portalId: this.portal.id, accountId: this.account.id, recipientId: this.recipient.id };
  }

  /** A chat of the open line with the client (without `+`, as a line knows him), and that we know it. */
  async addChat(dialog: Partial<LineChat> = {}, ours: Partial<Chat> = {}): Promise<{ dialog: LineChat; chat: Chat }> {
    const client = this.recipient.address.slice(1);
    const added = this.openLines.addChat({ lineId: this.account.lineId, client, ownerId: ANNA, ...dialog });
    const chat = aChat({ ...this.pair, openLineChatId: added.id, ...ours });
    await this.do(tx => tx.chats.save(chat));
    return { dialog: added, chat };
  }

  /** What whoever works in the account's lane is given. */
  laneContext<S>(session: S, lease = this.lease()) {
    return { lease, accountId: this.account.id, session, capabilities: this.capabilities, signal: new AbortController().signal };
  }

  /** The account's lane, taken by a worker. */
  lease(): Lease {
    return this.storage.takeLease(this.portal.id, accountLane(this.account.id));
  }
}
