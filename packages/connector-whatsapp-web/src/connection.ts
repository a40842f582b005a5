/** One socket from its making to its end. It reports; what follows is decided by the session. */
import type { AccountId, HistoryAnswer, HistoryQuery, InboundMessage, Receipt, SessionStore } from '@olchat/domain';
import { within } from '@olchat/connector-kit';
import {
  decodeMessageNode,
  proto,
  unpadRandomMax16,
  type BinaryNode,
  type ConnectionState,
  type SocketConfig,
  type WAMessage,
  type WAVersion,
} from 'baileys';
import { connectionKeys, type ConnectionKeys, type Credentials } from './auth-state.ts';
import { fetchHistory } from './history-blob.ts';
import { canBeOurs, isLidJid } from './ids.ts';
import { numberJidOf, toInbound, type OwnJids } from './inbound.ts';
import { libraryLogger } from './library-logger.ts';
import type { Settings } from './options.ts';
import { PhoneHistory } from './phone-history.ts';
import { receiptsOf } from './receipts.ts';
import { Sender } from './sender.ts';
import { readSent } from './sent-messages.ts';
import { SignalOrder } from './signal-order.ts';
import { socketConfig, type WaSocket } from './socket.ts';
import { holdStanzas } from './stanza-gate.ts';

export interface ConnectionEvents {
  update(update: Partial<ConnectionState>): void;
  /** Stored when it resolves; a rejection ends the connection and leaves the stanza unacknowledged. */
  receipts(receipts: Receipt[]): Promise<void>;
  inbound(messages: InboundMessage[]): Promise<void>;
  lateAck(receipt: Receipt): void;
  /** Something could not be stored or read. The connection is dropped already. */
  trouble(error: unknown): void;
  silence(): void;
  restrictedUntil(): Promise<Date | null>;
}

const { ON_DEMAND } = proto.Message.HistorySyncType;

/** Messages reported before the library announces them; it may not announce all of them. */
const REMEMBERED = 1000;

export class Connection {
  readonly sender: Sender;
  readonly #socket: WaSocket;
  readonly #keys: ConnectionKeys;
  readonly #credentials: Credentials;
  readonly #store: SessionStore;
  readonly #events: ConnectionEvents;
  readonly #logger: SocketConfig['logger'];
  /** Which stanza an encrypted content came in; the library passes the very same bytes on to be decrypted. */
  readonly #stanzas = new WeakMap<Uint8Array, BinaryNode>();
  readonly #reported = new Set<string>();
  readonly #histories: PhoneHistory;
  #dropped = false;

  constructor(
    accountId: AccountId,
    credentials: Credentials,
    store: SessionStore,
    settings: Settings,
    version: WAVersion | null,
    events: ConnectionEvents,
  ) {
    this.#credentials = credentials;
    this.#store = store;
    this.#events = events;
    this.#logger = libraryLogger(settings.logger, accountId);
    this.#keys = connectionKeys(store, error => this.#fail(error));
    const order = new SignalOrder((ciphertext, plaintext) => this.#decrypted(ciphertext, plaintext));
    this.#socket = settings.socketFactory(
      socketConfig(settings, {
        auth: { creds: credentials.current, keys: this.#keys.store },
        version,
        logger: this.#logger,
        makeSignalRepository: order.makeRepository,
        getMessage: key => readSent(store, key.id ?? ''),
      }),
    );
    const { historyMs, historyPauseMs, queryTimeoutMs } = settings.timings;
    this.#histories = new PhoneHistory({
      ask: (count, oldest, oldestAtMs) => this.#socket.fetchMessageHistory(count, oldest, oldestAtMs),
      fetch: (notification, signal) => fetchHistory(notification, () => within(queryTimeoutMs, this.mediaHost(), null), signal),
      waitMs: historyMs,
      pauseMs: historyPauseMs,
    });
    this.#listen();
    this.sender = new Sender({
      socket: this.#socket,
      store,
      order,
      logger: this.#logger,
      ackTimeoutMs: settings.timings.ackTimeoutMs,
      uploadMs: settings.timings.uploadMs,
      onLateAck: receipt => events.lateAck(receipt),
      onSilence: () => events.silence(),
      restrictedUntil: () => events.restrictedUntil(),
    });
  }

  onWhatsApp(number: string): ReturnType<WaSocket['onWhatsApp']> {
    return this.#socket.onWhatsApp(number);
  }

  profilePictureUrl(jid: string, timeoutMs: number): ReturnType<WaSocket['profilePictureUrl']> {
    return this.#socket.profilePictureUrl(jid, 'image', timeoutMs);
  }

  history(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    return this.#histories.read(query, signal);
  }

  fetchAccountReachoutTimelock(): ReturnType<WaSocket['fetchAccountReachoutTimelock']> {
    return this.#socket.fetchAccountReachoutTimelock();
  }

  /** A host of the messenger's own, as the server names it: never one that a message names (SE-33). */
  async mediaHost(): Promise<string> {
    await this.#socket.refreshMediaConn();
    return this.#socket.getMediaHost();
  }

  /** Tells the server to unlink this device. */
  unlink(): Promise<void> {
    return this.#socket.logout();
  }

  /** Ends at once: nothing is read, written, acknowledged or reported after this call. May be called twice. */
  drop(reason: string): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#keys.seal();
    this.sender.close(reason);
    this.#histories.close(reason);
    this.#socket.end(undefined).catch((error: unknown) => this.#logger.warn({ error }, 'socket did not end in order'));
  }

  #fail(error: unknown): void {
    if (this.#dropped) return;
    this.drop('storage failed');
    this.#events.trouble(error);
  }

  /** Trouble of storing ends the connection before the library can acknowledge anything. */
  async #orFail(work: () => Promise<void>): Promise<void> {
    if (this.#dropped) throw new Error('The connection is over');
    try {
      await work();
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    if (this.#dropped) throw new Error('The connection is over');
  }

  #listen(): void {
    const { ev, ws } = this.#socket;
    const onLibraryError = (error: unknown): void => this.#logger.warn({ error }, 'library failed with a stanza');
    ev.on('connection.update', update => {
      if (!this.#dropped) this.#events.update(update);
    });
    ev.on('creds.update', () => {
      if (!this.#dropped) this.#credentials.save().catch((error: unknown) => this.#fail(error));
    });
    ev.on('messages.upsert', ({ messages }) => void this.#announced(messages).catch(onLibraryError));
    holdStanzas({ socket: ws, event: 'CB:receipt', onLibraryError, before: node => this.#orFail(() => this.#receipt(node)) });
    holdStanzas({ socket: ws, event: 'CB:message', onLibraryError, before: node => this.#orFail(() => this.#message(node)) });
  }

  async #receipt(node: BinaryNode): Promise<void> {
    const receipts = receiptsOf(node, new Date());
    if (receipts.length > 0) await this.#events.receipts(receipts);
  }

  /** Encrypted content is remembered until the library has decrypted it; open content can be reported now. */
  async #message(node: BinaryNode): Promise<void> {
    for (const part of Array.isArray(node.content) ? node.content : []) {
      if (!(part.content instanceof Uint8Array)) continue;
      if (part.tag === 'enc') this.#stanzas.set(part.content, node);
      if (part.tag === 'plaintext') await this.#reportStanza(node, part.content);
    }
  }

  #decrypted(ciphertext: Uint8Array, plaintext: Uint8Array): Promise<void> {
    const node = this.#stanzas.get(ciphertext);
    return node === undefined ? Promise.resolve() : this.#orFail(() => this.#reportStanza(node, unpadRandomMax16(plaintext)));
  }

  async #reportStanza(node: BinaryNode, bytes: Uint8Array): Promise<void> {
    const me = this.#credentials.current.me;
    if (me === undefined) return;
    const content = proto.Message.decode(bytes);
    const { fullMessage } = decodeMessageNode(node, me.id, me.lid ?? '');
    const history = content.protocolMessage?.historySyncNotification;
    // From our own phone only. It is no message to anybody, and goes no further.
    if (history?.syncType === ON_DEMAND && fullMessage.key.fromMe) return this.#histories.answered(history);
    await this.#report({ ...fullMessage, message: content.deviceSentMessage?.message ?? content });
  }

  /** What comes to light by another way than a stanza of its own, e.g. when our phone had to be asked for the content. */
  async #announced(messages: WAMessage[]): Promise<void> {
    for (const message of messages) {
      const { id } = message.key;
      if (this.#dropped || this.#reported.delete(id ?? '')) continue;
      await this.#orFail(() => this.#report(message));
    }
  }

  async #report(message: WAMessage): Promise<void> {
    const me = this.#credentials.current.me;
    if (me === undefined) return;
    const own: OwnJids = { number: me.id, lid: me.lid ?? null };
    const inbound = toInbound(message, own, await this.#numberJid(message, own));
    if (inbound !== null && !(await this.#isEcho(inbound))) await this.#events.inbound([inbound]);
    if (message.message && message.key.id) this.#remember(message.key.id);
  }

  /** The message names the number, or an earlier one did. The server does not tell the number of a LID. */
  async #numberJid({ key }: WAMessage, own: OwnJids): Promise<string | null> {
    const named = numberJidOf(key, own);
    if (named !== null || !key.remoteJid || !isLidJid(key.remoteJid)) return named;
    return this.#socket.signalRepository.lidMapping.getPNForLID(key.remoteJid);
  }

  /** A message of the account itself is from the phone, unless it is one that went through us. */
  async #isEcho({ fromPhone, externalMessageId }: InboundMessage): Promise<boolean> {
    return fromPhone && canBeOurs(externalMessageId) && (await this.#store.readSent(externalMessageId)) !== null;
  }

  #remember(id: string): void {
    this.#reported.add(id);
    const [oldest] = this.#reported;
    if (this.#reported.size > REMEMBERED && oldest !== undefined) this.#reported.delete(oldest);
  }
}
