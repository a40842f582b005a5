/** The live session of one account: connects, follows what reconnect.ts decides, passes calls on to the connection of the moment. */
import {
  ConnectorError,
  LeaseLostError,
  type DownloadOutcome,
  type HistoryAnswer,
  type HistoryQuery,
  type LoginInput,
  type OutgoingMessage,
  type PictureAnswer,
  type PresenceAnswer,
  type ResolveAnswer,
  type SendOutcome,
  type SentMessageChange,
  type SentTextChange,
  type Session,
  type SessionAccount,
  type SessionEvents,
  type SessionStore,
} from '@olchat/domain';
import { Announcer, backOffMs, type StateDetails, watchLease, within } from '@olchat/connector-kit';
import type { ConnectionState, WAVersion } from 'baileys';
import { Credentials } from './auth-state.ts';
import { Connection } from './connection.ts';
import { endingOf } from './ending.ts';
import { reasonOf } from './errors.ts';
import { addressOfJid } from './ids.ts';
import { fetchMedia } from './inbound-media.ts';
import { QrSeries } from './login.ts';
import type { Settings } from './options.ts';
import { askPicture } from './picture.ts';
import { askPresence } from './presence.ts';
import { afterClose, type Verdict } from './reconnect.ts';
import type { Sender } from './sender.ts';

/** Longest delay of a timer, 24 days; a longer ban answers again on the way. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** So many failures in a row are worth somebody's look. */
const ALARMING_FAILURES = 5;
/** A second question after a refusal delays the answer of the send by no more. */
const RESTRICTION_QUERY_MS = 5_000;
/** First messages are held so long after a refusal that named no end. WhatsApp's first restriction is said to last a day. */
const HOLD_MS = 24 * 3_600_000;

export class WhatsAppWebSession implements Session {
  readonly #account: SessionAccount;
  readonly #store: SessionStore;
  readonly #settings: Settings;
  readonly #ended = new AbortController();
  readonly #announcer: Announcer;
  #steps: Promise<void> = Promise.resolve();
  #sends: Promise<unknown> = Promise.resolve();
  #credentials: Credentials | null = null;
  #connection: Connection | null = null;
  #version: WAVersion | null;
  /** Since when the server takes our messages; null while it does not. */
  #openedAt: number | null = null;
  #failures = 0;
  #outdated = false;
  #series: QrSeries | null = null;
  #isNewLogin = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(account: SessionAccount, store: SessionStore, events: SessionEvents, settings: Settings) {
    this.#account = account;
    this.#store = watchLease(store, () => this.#stop('the lease is lost'));
    this.#settings = settings;
    this.#version = settings.version;
    this.#announcer = new Announcer({
      events,
      ended: this.#ended.signal,
      stop: reason => this.#stop(reason),
      backOffMs: attempt => this.#backOffMs(attempt),
      onFailure: error => this.#log('warn', 'event could not be told', error),
    });
    this.#step(() => this.#begin());
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    return this.#inTurn(signal, sender => sender.send(message, signal));
  }

  edit(change: SentTextChange, signal: AbortSignal): Promise<SendOutcome> {
    return this.#inTurn(signal, sender => sender.edit(change, signal));
  }

  remove(change: SentMessageChange, signal: AbortSignal): Promise<SendOutcome> {
    return this.#inTurn(signal, sender => sender.remove(change, signal));
  }

  async download(reference: string, signal: AbortSignal): Promise<DownloadOutcome> {
    const connection = this.#connection;
    if (this.#openedAt === null || connection === null) return { kind: 'unavailable', reason: 'not connected' };
    const { queryTimeoutMs, downloadMs } = this.#settings.timings;
    const limit = AbortSignal.any([signal, this.#ended.signal, AbortSignal.timeout(downloadMs)]);
    return fetchMedia(reference, () => within(queryTimeoutMs, connection.mediaHost(), null), limit);
  }

  async picture(messengerAddress: string, signal: AbortSignal): Promise<PictureAnswer> {
    const connection = this.#connection;
    if (this.#openedAt === null || connection === null) return { kind: 'unavailable', reason: 'not connected' };
    const { queryTimeoutMs } = this.#settings.timings;
    const questions = {
      url: () => within(queryTimeoutMs, connection.profilePictureUrl(messengerAddress, queryTimeoutMs), null),
      mediaHost: () => within(queryTimeoutMs, connection.mediaHost(), null),
    };
    return askPicture(questions, AbortSignal.any([signal, this.#ended.signal, AbortSignal.timeout(queryTimeoutMs)]));
  }

  async history(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    const connection = this.#connection;
    if (this.#openedAt === null || connection === null) return { kind: 'unknown', reason: 'not connected' };
    return connection.history(query, AbortSignal.any([signal, this.#ended.signal]));
  }

  async checkPresence(address: string, signal: AbortSignal): Promise<PresenceAnswer> {
    const connection = this.#connection;
    if (this.#openedAt === null || connection === null) return { presence: 'UNKNOWN', reason: 'not connected' };
    const ask = (number: string): ReturnType<Connection['onWhatsApp']> => connection.onWhatsApp(number);
    return askPresence(ask, address, AbortSignal.any([signal, this.#ended.signal]), this.#settings.timings.queryTimeoutMs);
  }

  /** A card's number is WhatsApp's own address: there is nothing to resolve. */
  resolve(): Promise<ResolveAnswer> {
    return Promise.resolve({ kind: 'unknown', reason: 'not possible here' });
  }

  async continueLogin(input: LoginInput): Promise<void> {
    if (this.#isOver) throw new ConnectorError('The session is closed', { outcome: 'not-sent' });
    if (input.kind === 'NEW_QR') this.#step(() => this.#askForLogin());
  }

  async close(): Promise<void> {
    const keep = this.#isOver
      ? undefined
      : this.#credentials?.save().catch((error: unknown) => this.#log('warn', 'credentials not saved', error));
    this.#stop('the session was closed');
    await within(this.#settings.timings.closeMs, Promise.all([this.#steps, keep]), undefined);
  }

  async logOut(): Promise<void> {
    const connection = this.#openedAt === null ? null : this.#connection;
    // From here on the end of the connection is ours, not the phone's.
    this.#ended.abort();
    const unlinked = connection?.unlink() ?? Promise.resolve();
    await within(this.#settings.timings.queryTimeoutMs, unlinked, undefined).catch((error: unknown) =>
      this.#log('warn', 'not unlinked at the phone', error),
    );
    await this.close();
    await (this.#credentials === null ? this.#store.erase() : this.#credentials.erase());
  }

  #inTurn(signal: AbortSignal, ask: (sender: Sender) => Promise<SendOutcome>): Promise<SendOutcome> {
    const notSent = (reason: string): SendOutcome => ({ kind: 'not-sent', reason, retryAfterMs: null });
    const sent = this.#sends.then((): SendOutcome | Promise<SendOutcome> => {
      if (signal.aborted) return notSent('the send was aborted');
      if (this.#openedAt === null || this.#connection === null) return notSent('not connected');
      return ask(this.#connection.sender);
    });
    this.#sends = sent.catch(() => undefined);
    return sent;
  }

  get #isOver(): boolean {
    return this.#ended.signal.aborted;
  }

  #log(level: 'info' | 'warn' | 'error', message: string, error?: unknown): void {
    this.#settings.logger[level](message, { accountId: this.#account.id, ...(error === undefined ? {} : { reason: reasonOf(error) }) });
  }

  /** Synchronous: no event, and nothing over the wire, after this line. */
  #stop(reason: string): void {
    this.#ended.abort();
    clearTimeout(this.#retry);
    this.#disconnect(reason);
  }

  #disconnect(reason: string): void {
    const { stableAfterMs } = this.#settings.timings;
    // One that opens and falls at once is no success: it would be tried every second.
    if (this.#openedAt !== null && Date.now() - this.#openedAt >= stableAfterMs) this.#failures = 0;
    this.#openedAt = null;
    const connection = this.#connection;
    this.#connection = null;
    connection?.drop(reason);
  }

  /** Steps of the life cycle run one after another. One that fails by storage is followed by another try after a pause. */
  #step(work: () => Promise<void>): void {
    this.#steps = this.#steps.then(async () => {
      if (this.#isOver) return;
      try {
        await work();
      } catch (error) {
        if (this.#isOver || error instanceof LeaseLostError) return;
        this.#log('error', 'step of the session failed', error);
        this.#disconnect('storage failed');
        this.#connectLater();
      }
    });
  }

  async #load(): Promise<Credentials> {
    this.#credentials ??= await Credentials.load(this.#store);
    return this.#credentials;
  }

  async #begin(): Promise<void> {
    const credentials = await this.#load();
    if (credentials.isPaired) return this.#connect();
    if (!credentials.isStored && this.#account.address === null) return this.#showCodes();
    await this.#tell({ state: 'LOGIN_REQUIRED', reason: credentials.isStored ? 'LOGIN_EXPIRED' : 'DEVICE_LOST' });
    await this.#announcer.login({ kind: 'EXPIRED' });
  }

  async #askForLogin(): Promise<void> {
    const credentials = await this.#load();
    const isBanned = this.#announcer.state === 'RESTRICTED' && this.#announcer.until === null;
    if (credentials.isPaired && !isBanned) {
      if (this.#openedAt !== null) return this.#announcer.login({ kind: 'DONE' });
      // Stopped for a person to act: he did. In a temporary ban there is nothing to do but wait.
      return this.#announcer.state === 'DISCONNECTED' ? this.#connect() : undefined;
    }
    const current = this.#connection === null ? null : (this.#series?.current ?? null);
    await (current === null ? this.#showCodes() : this.#announcer.login(current));
  }

  /** A new device: what an earlier one left behind would only confuse. */
  async #showCodes(): Promise<void> {
    const credentials = await this.#load();
    this.#disconnect('a new login begins');
    if (credentials.isPaired) await credentials.erase();
    else credentials.renew();
    this.#series = new QrSeries(this.#settings.timings.qrMs);
    await this.#tell({ state: 'LOGIN_REQUIRED' });
    await this.#connect();
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retry);
    const credentials = await this.#load();
    // What the last connection changed comes first: a linked device whose keys are lost is lost.
    await credentials.save();
    if (credentials.isPaired && this.#announcer.state !== 'CONNECTING' && !this.#outdated) await this.#tell({ state: 'CONNECTING' });
    if (this.#isOver || this.#connection !== null) return;
    const connection: Connection = new Connection(this.#account.id, credentials, this.#store, this.#settings, this.#version, {
      update: update => this.#onUpdate(connection, update),
      receipts: receipts => this.#announcer.receipts(receipts),
      inbound: messages => this.#announcer.inbound(messages),
      lateAck: receipt => this.#step(() => this.#announcer.lateReceipt(receipt)),
      trouble: error => this.#onTrouble(connection, error),
      silence: () => this.#onTrouble(connection, new Error('the server does not answer')),
      restrictedUntil: () => this.#learnRestriction(connection),
    });
    this.#connection = connection;
  }

  #backOffMs(attempt: number): number {
    const { reconnectMinMs, reconnectMaxMs } = this.#settings.timings;
    return backOffMs(attempt, { minMs: reconnectMinMs, maxMs: reconnectMaxMs }, this.#settings.random);
  }

  #connectLater(): void {
    this.#connectIn(this.#backOffMs(this.#failures));
    this.#failures += 1;
    if (this.#failures === ALARMING_FAILURES) this.#log('error', `${ALARMING_FAILURES} connections in a row failed`);
  }

  #connectIn(ms: number): void {
    clearTimeout(this.#retry);
    if (this.#isOver) return;
    this.#retry = setTimeout(
      () => this.#step(() => (this.#announcer.state === null ? this.#begin() : this.#connect())),
      Math.min(ms, MAX_TIMER_MS),
    );
  }

  #onUpdate(connection: Connection, update: Partial<ConnectionState>): void {
    if (this.#isOver || connection !== this.#connection) return;
    const { qr, isNewLogin, connection: now, lastDisconnect, reachoutTimeLock: lock } = update;
    if (qr !== undefined && this.#series !== null) {
      const step = this.#series.step(qr, new Date());
      this.#step(() => this.#announcer.login(step));
    }
    if (isNewLogin === true) this.#isNewLogin = true;
    if (lock !== undefined) this.#hold(lock.isActive === true ? (lock.timeEnforcementEnds ?? null) : 'lifted');
    if (now === 'open') {
      this.#openedAt = Date.now();
      this.#step(() => this.#onOpen(connection));
    }
    if (now === 'close') {
      this.#afterEnd('the connection ended', lastDisconnect?.error);
    }
  }

  async #onOpen(connection: Connection): Promise<void> {
    if (connection !== this.#connection) return;
    this.#outdated = false;
    this.#series = null;
    await this.#tell({ state: 'CONNECTED' });
    if (this.#isNewLogin) await this.#announcer.login({ kind: 'DONE' });
    this.#isNewLogin = false;
  }

  /** Storage failed, or the server is silent. The keys are good: connect again. */
  #onTrouble(connection: Connection, error: unknown): void {
    if (this.#isOver || connection !== this.#connection) return;
    this.#log('warn', 'connection given up', error);
    this.#afterEnd(reasonOf(error), undefined);
  }

  /** `error`: what the server or the line said; undefined when the end is of our own making. */
  #afterEnd(reason: string, error: unknown): void {
    this.#disconnect(reason);
    const paired = this.#credentials?.isPaired ?? false;
    const verdict = afterClose({ ...endingOf(error), paired, outdatedBefore: this.#outdated, now: new Date() });
    this.#step(() => this.#follow(verdict));
  }

  async #follow({ next, ...details }: Verdict): Promise<void> {
    this.#settings.logger.info('connection ended', { accountId: this.#account.id, code: details.rawCode, next });
    if (next === 'erase') await this.#credentials?.erase();
    await this.#tell(details);
    if (this.#isOver) return;
    switch (next) {
      case 'at-once':
        return this.#connect();
      case 'back-off':
        return this.#connectLater();
      case 'new-version':
        this.#outdated = true;
        this.#version = (await this.#settings.latestVersion()) ?? this.#version;
        return this.#connect();
      case 'wait':
        return this.#connectIn((details.until?.getTime() ?? 0) - Date.now());
      case 'series-over':
        this.#series = null;
        return this.#announcer.login({ kind: 'EXPIRED' });
      case 'yield':
        return this.#stop('replaced by another connection');
      case 'erase':
      case 'stop':
        return;
    }
  }

  #tell(details: StateDetails): Promise<void> {
    const me = this.#credentials?.isPaired ? this.#credentials.current.me : undefined;
    return this.#announcer.tell({ ...details, address: me === undefined ? null : addressOfJid(me.id), name: me?.name ?? null });
  }

  /** Null: the messenger named no end. */
  #hold(until: Date | null | 'lifted'): Date | null {
    const end = until === 'lifted' ? null : (until ?? new Date(Date.now() + HOLD_MS));
    this.#announcer.holdFirstMessages(end);
    this.#step(() => this.#announcer.tellAgain());
    return end;
  }

  /** The library does not ask by itself after a refusal. What it learns then comes as an update, too. */
  async #learnRestriction(connection: Connection): Promise<Date | null> {
    const limitMs = Math.min(RESTRICTION_QUERY_MS, this.#settings.timings.queryTimeoutMs);
    const lock = await within(limitMs, connection.fetchAccountReachoutTimelock(), null).catch((error: unknown) => {
      this.#log('warn', 'state of the restriction unknown', error);
      return null;
    });
    return this.#hold((lock?.isActive === true ? lock.timeEnforcementEnds : undefined) ?? null);
  }
}
