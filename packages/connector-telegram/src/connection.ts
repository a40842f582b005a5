/** One client from its making to its end. It reports; what follows is decided by the session. */
import type { DeleteMessageUpdate, HistoryReadUpdate, Message, TelegramClient, tl, User } from '@mtcute/node';
import type { DownloadOutcome, InboundMessage, PictureAnswer, Receipt, SessionStore } from '@olchat/domain';
import { makeClient, type ClientFactory } from './client.ts';
import { Dialogs, printOf } from './dialogs.ts';
import { meaningOf, reasonOf, type Meaning } from './errors.ts';
import { fetchFile } from './inbound-file.ts';
import { answeredId, kindOf, personOf, quoteAll, quoteOf, toDeletion, toEdit, toInbound, toReaction } from './inbound.ts';
import type { Settings } from './options.ts';
import { askPicture } from './picture.ts';
import { theirReactions } from './reactions.ts';
import { ReadTimes } from './read-times.ts';
import { missedMessages, readPointers } from './reconcile.ts';
import { Sender } from './sender.ts';
import type { TelegramStorage } from './storage.ts';
import { UpdateQueue } from './update-queue.ts';

/** First messages are held so long after a PEER_FLOOD: Telegram names no end, a day is what others report. */
const HOLD_MS = 24 * 3_600_000;

export interface ConnectionEvents {
  /** The line fell, or is there again; the library mends it by itself. */
  line(isUp: boolean): void;
  /** Stored when it resolves; a rejection ends the connection, and the server tells it again. */
  receipts(receipts: Receipt[]): Promise<void>;
  inbound(messages: InboundMessage[]): Promise<void>;
  holdFirstMessages(until: Date): void;
  /** The account is logged out, banned or frozen. */
  account(meaning: Extract<Meaning, { kind: 'account' }>, error: unknown): void;
  /** Something could not be stored. The connection is sealed already. */
  trouble(error: unknown): void;
}

/** Ids of one connection that were reported already: what was missed and what is caught up with may be the same. */
const REMEMBERED = 5_000;

export class Connection {
  readonly client: TelegramClient;
  readonly storage: TelegramStorage;
  readonly #store: SessionStore;
  readonly #settings: Settings;
  readonly #events: ConnectionEvents;
  readonly #queue: UpdateQueue;
  readonly #reported = new Set<string>();
  readonly #readTimes: ReadTimes;
  #account: { user: User; dialogs: Dialogs; sender: Sender } | null = null;
  #isDropped = false;

  constructor(factory: ClientFactory, storage: TelegramStorage, store: SessionStore, settings: Settings, events: ConnectionEvents) {
    this.storage = storage;
    this.#store = store;
    this.#settings = settings;
    this.#events = events;
    this.#queue = new UpdateQueue(error => this.#fail(error));
    storage.unseal();
    storage.beforePointer = () => this.#queue.drained();
    this.client = makeClient(factory, storage);
    this.#readTimes = new ReadTimes({
      client: this.client,
      timings: settings.timings,
      logger: settings.logger,
      receipts: receipts => events.receipts(receipts),
    });
    this.#listen();
  }

  get isDropped(): boolean {
    return this.#isDropped;
  }

  /** Null before it is known who is logged in. */
  get account(): { user: User; dialogs: Dialogs; sender: Sender } | null {
    return this.#isDropped ? null : this.#account;
  }

  /** From here on messages can be sent, and what the server tells is reported. */
  identify(user: User): void {
    const dialogs = new Dialogs(this.#store, user.id);
    const sender = new Sender({
      client: this.client,
      dialogs,
      timings: this.#settings.timings,
      random: this.#settings.random,
      holdMs: HOLD_MS,
      holdFirstMessages: until => this.#events.holdFirstMessages(until),
      onAccount: (meaning, error) => this.#events.account(meaning, error),
      onReadAlready: externalMessageId => this.#queue.add(() => this.#tellRead([externalMessageId])),
    });
    this.#account = { user, dialogs, sender };
  }

  /** The account as the server sees it now; throws what the server says. */
  async whoAmI(): Promise<User> {
    return this.client.withParams({ timeout: this.#settings.timings.queryMs }).getMe();
  }

  /** After a time away, or where something may have been missed (RE-27). Trouble of the server leaves it for the next time. */
  async reconcile(): Promise<void> {
    const { account } = this;
    if (account === null) return;
    const bounded = this.client.withParams({ timeout: this.#settings.timings.queryMs });
    for await (const { person, readUpTo, missed } of readPointers(bounded, account.dialogs)) {
      if (this.#isDropped) return;
      this.#queue.add(() => this.#read(person, readUpTo));
      for (const message of missed ? await missedMessages(bounded, person, await account.dialogs.top(person)) : []) {
        this.#queue.add(() => this.#message(message));
      }
    }
  }

  download(reference: string, signal: AbortSignal): Promise<DownloadOutcome> {
    const { downloadMs, queryMs } = this.#settings.timings;
    return fetchFile(this.client, reference, { signal: AbortSignal.any([signal, AbortSignal.timeout(downloadMs)]), queryMs });
  }

  picture(messengerAddress: string, signal: AbortSignal): Promise<PictureAnswer> {
    const { downloadMs, queryMs } = this.#settings.timings;
    return askPicture(this.client, messengerAddress, { signal: AbortSignal.any([signal, AbortSignal.timeout(downloadMs)]), queryMs });
  }

  /** Ends at once: nothing is stored or reported after this call. The client is never used again. May be called twice. */
  drop(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#readTimes.end();
    this.storage.seal();
    void this.#destroy();
  }

  /** Ends in order: what was handed out is stored first. */
  async close(): Promise<void> {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#readTimes.end();
    await this.#destroy();
    this.storage.seal();
  }

  async #destroy(): Promise<void> {
    try {
      await this.client.destroy();
    } catch {
      // It is gone either way; its store is sealed against whatever it still says.
    }
  }

  #fail(error: unknown): void {
    if (this.#isDropped) return;
    this.drop();
    this.#events.trouble(error);
  }

  #listen(): void {
    const { client } = this;
    client.onConnectionState.add(state => {
      if (!this.#isDropped && state !== 'updating') this.#events.line(state === 'connected');
    });
    client.onError.add(error => {
      const meaning = meaningOf(error);
      if (!this.#isDropped && meaning.kind === 'account') this.#events.account(meaning, error);
    });
    client.onNewMessage.add(message => this.#queue.add(() => this.#message(message)));
    client.onEditMessage.add(message => this.#queue.add(() => this.#edit(message)));
    client.onDeleteMessage.add(update => this.#queue.add(() => this.#deletions(update)));
    client.onRawUpdate.add(({ update }) => {
      if (update._ === 'updateMessageReactions') this.#queue.add(() => this.#reactionsUpdate(update));
    });
    client.onHistoryRead.add(update => this.#queue.add(() => this.#readUpdate(update)));
  }

  async #message(message: Message): Promise<void> {
    const account = this.#mustBe();
    const person = personOf(message, account.user.id);
    const inbound = toInbound(message, account.user.id);
    if (person === null || inbound === null || this.#reported.has(inbound.externalMessageId)) return;
    const isOurs =
      message.isOutgoing && (await account.dialogs.isOurs(person.id, message.id, printOf(message.text, kindOf(message.media))));
    if (!isOurs) await this.#events.inbound([await this.#withQuote(inbound, message, person)]);
    await account.dialogs.note(person.id, message.id);
    this.#remember(inbound.externalMessageId);
  }

  /** What it answers, in words: one question to the server, and without them when there is no answer. */
  async #withQuote(inbound: InboundMessage, message: Message, person: User): Promise<InboundMessage> {
    const id = answeredId(message);
    const isSaid = id === null || message.replyToMessage?.quoteText !== '';
    const quote = quoteOf(message, isSaid ? null : await this.#find(person.id, id));
    return quote === null ? inbound : { ...inbound, quote };
  }

  async #find(person: number, id: number): Promise<Message | null> {
    try {
      const [found] = await this.client.withParams({ timeout: this.#settings.timings.queryMs }).getMessages(person, [id]);
      return found ?? null;
    } catch (error) {
      if (!this.#isDropped) this.#settings.logger.warn('a quoted message was not found', { reason: reasonOf(error) });
      return null;
    }
  }

  /** In some chats the server tells reactions by the message itself, as an edit that is none; in others by themselves. */
  async #reactionsUpdate({ peer, msgId }: tl.RawUpdateMessageReactions): Promise<void> {
    const message = peer._ === 'peerUser' ? await this.#find(peer.userId, msgId) : null;
    if (message !== null) await this.#reactions(message);
  }

  async #reactions(message: Message): Promise<void> {
    const account = this.#mustBe();
    const person = personOf(message, account.user.id);
    const { raw } = message;
    if (person === null || raw._ !== 'message') return;
    const now = raw.reactions === undefined ? '' : theirReactions(raw.reactions);
    if (now === null) return;
    const { id } = message;
    await account.dialogs.react(person.id, id, now, change =>
      this.#events.inbound([toReaction(person, quoteAll(message), { id, now, ...change })]),
    );
  }

  async #edit(message: Message): Promise<void> {
    await this.#reactions(message);
    const account = this.#mustBe();
    const person = personOf(message, account.user.id);
    const edit = toEdit(message, account.user.id);
    if (person === null || edit === null) return;
    // What we or the portal changed is known there.
    if (message.isOutgoing && !(await account.dialogs.isFree(person.id, message.id))) return;
    await this.#events.inbound([edit]);
  }

  async #deletions({ channelId, messageIds }: DeleteMessageUpdate): Promise<void> {
    if (channelId !== null) return;
    const { dialogs } = this.#mustBe();
    for (const id of messageIds) {
      const person = await dialogs.personOf(id);
      if (person !== null) await this.#events.inbound([toDeletion(person, id, new Date())]);
    }
  }

  async #readUpdate({ isOutbox, chatId, maxReadId }: HistoryReadUpdate): Promise<void> {
    if (isOutbox && chatId > 0) await this.#read(chatId, maxReadId);
  }

  #read(person: number, upTo: number): Promise<void> {
    return this.#mustBe().dialogs.read(person, upTo, async (externalMessageIds, newest) => {
      const heardAt = new Date();
      await this.#tellRead(externalMessageIds, heardAt);
      this.#readTimes.ask({ person, newest, externalMessageIds, heardAt });
    });
  }

  /** The update carries no time: when we heard of it. */
  #tellRead(ids: string[], occurredAt = new Date()): Promise<void> {
    return this.#events.receipts(ids.map(externalMessageId => ({ externalMessageId, status: 'read', occurredAt, rawCode: null })));
  }

  #mustBe(): NonNullable<Connection['account']> {
    if (this.#isDropped || this.#account === null) throw new Error('The connection is over');
    return this.#account;
  }

  #remember(id: string): void {
    this.#reported.add(id);
    const [oldest] = this.#reported;
    if (this.#reported.size > REMEMBERED && oldest !== undefined) this.#reported.delete(oldest);
  }
}
