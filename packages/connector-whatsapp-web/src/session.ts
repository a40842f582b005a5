/** The live session of one account: connects, follows what reconnect.ts decides, passes calls on to the connection of the moment. */
import {
  ConnectorError,
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
import { Announcer, backOffMs, NextTry, SendTurn, type StateDetails, Steps, watchLease, within } from '@olchat/connector-kit';
import type { ConnectionState, WAVersion } from 'baileys';
import { Credentials } from './auth-state.ts';
import { Connection } from './connection.ts';
import { endingOf } from './ending.ts';
import { reasonOf } from './errors.ts';
import { FirstMessageHold } from './first-message-hold.ts';
import { addressOfJid } from './ids.ts';
import { QrSeries } from './login.ts';
import type { Settings } from './options.ts';
import { Questions } from './questions.ts';
import { afterClose, type Verdict } from './reconnect.ts';
import type { Sender } from './sender.ts';

/** So many failures in a row are worth somebody's look. */
const ALARMING_FAILURES = 5;

export class WhatsAppWebSession implements Session {
  readonly #account: SessionAccount;
  readonly #store: SessionStore;
  readonly #settings: Settings;
  readonly #ended = new AbortController();
  readonly #announcer: Announcer;
  readonly #sends: SendTurn<Sender>;
  readonly #questions: Questions;
  readonly #hold: FirstMessageHold;
  readonly #nextTry = new NextTry(attempt => this.#backOffMs(attempt));
  readonly #steps: Steps;
  #credentials: Credentials | null = null;
  #connection: Connection | null = null;
  #version: WAVersion | null;
  /** Since when the server takes our messages; null while it does not. */
  #openedAt: number | null = null;
  #outdated = false;
  #series: QrSeries | null = null;
  #isNewLogin = false;

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
    const working = (): Connection | null => (this.#openedAt === null ? null : this.#connection);
    this.#sends = new SendTurn(
      () => working()?.sender ?? null,
      error => {
        throw error;
      },
    );
    this.#questions = new Questions({ working, ended: this.#ended.signal, timings: settings.timings });
    this.#hold = new FirstMessageHold({
      hold: until => {
        this.#announcer.holdFirstMessages(until);
        this.#steps.add(() => this.#announcer.tellAgain());
      },
      queryTimeoutMs: settings.timings.queryTimeoutMs,
      warn: (message, error) => this.#log('warn', message, error),
    });
    this.#steps = new Steps({ ended: this.#ended.signal, onFailure: error => this.#stepFailed(error) });
    this.#steps.add(() => this.#begin());
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    return this.#sends.take(signal, sender => sender.send(message, signal));
  }

  edit(change: SentTextChange, signal: AbortSignal): Promise<SendOutcome> {
    return this.#sends.take(signal, sender => sender.edit(change, signal));
  }

  remove(change: SentMessageChange, signal: AbortSignal): Promise<SendOutcome> {
    return this.#sends.take(signal, sender => sender.remove(change, signal));
  }

  download(reference: string, signal: AbortSignal): Promise<DownloadOutcome> {
    return this.#questions.download(reference, signal);
  }

  picture(messengerAddress: string, signal: AbortSignal): Promise<PictureAnswer> {
    return this.#questions.picture(messengerAddress, signal);
  }

  history(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    return this.#questions.history(query, signal);
  }

  checkPresence(address: string, signal: AbortSignal): Promise<PresenceAnswer> {
    return this.#questions.presence(address, signal);
  }

  /** A card's number is WhatsApp's own address: there is nothing to resolve. */
  resolve(): Promise<ResolveAnswer> {
    return Promise.resolve({ kind: 'unknown', reason: 'not possible here' });
  }

  async continueLogin(input: LoginInput): Promise<void> {
    if (this.#isOver) throw new ConnectorError('The session is closed', { outcome: 'not-sent' });
    if (input.kind === 'NEW_QR') this.#steps.add(() => this.#askForLogin());
  }

  async close(): Promise<void> {
    const keep = this.#isOver
      ? undefined
      : this.#credentials?.save().catch((error: unknown) => this.#log('warn', 'credentials not saved', error));
    this.#stop('the session was closed');
    await within(this.#settings.timings.closeMs, Promise.all([this.#steps.idle(), keep]), undefined);
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

  get #isOver(): boolean {
    return this.#ended.signal.aborted;
  }

  #log(level: 'info' | 'warn' | 'error', message: string, error?: unknown): void {
    this.#settings.logger[level](message, { accountId: this.#account.id, ...(error === undefined ? {} : { reason: reasonOf(error) }) });
  }

  /** Synchronous: no event, and nothing over the wire, after this line. */
  #stop(reason: string): void {
    this.#ended.abort();
    this.#nextTry.cancel();
    this.#disconnect(reason);
  }

  #disconnect(reason: string): void {
    const { stableAfterMs } = this.#settings.timings;
    // One that opens and falls at once is no success: it would be tried every second.
    if (this.#openedAt !== null && Date.now() - this.#openedAt >= stableAfterMs) this.#nextTry.succeeded();
    this.#openedAt = null;
    const connection = this.#connection;
    this.#connection = null;
    connection?.drop(reason);
  }

  #stepFailed(error: unknown): void {
    this.#log('error', 'step of the session failed', error);
    this.#disconnect('storage failed');
    this.#connectLater();
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
    this.#nextTry.cancel();
    const credentials = await this.#load();
    // What the last connection changed comes first: a linked device whose keys are lost is lost.
    await credentials.save();
    if (credentials.isPaired && this.#announcer.state !== 'CONNECTING' && !this.#outdated) await this.#tell({ state: 'CONNECTING' });
    if (this.#isOver || this.#connection !== null) return;
    const connection: Connection = new Connection(this.#account.id, credentials, this.#store, this.#settings, this.#version, {
      update: update => this.#onUpdate(connection, update),
      receipts: receipts => this.#announcer.receipts(receipts),
      inbound: messages => this.#announcer.inbound(messages),
      lateAck: receipt => this.#steps.add(() => this.#announcer.lateReceipt(receipt)),
      trouble: error => this.#onTrouble(connection, error),
      silence: () => this.#onTrouble(connection, new Error('the server does not answer')),
      restrictedUntil: () => this.#hold.ask(connection),
    });
    this.#connection = connection;
  }

  #backOffMs(attempt: number): number {
    const { reconnectMinMs, reconnectMaxMs } = this.#settings.timings;
    return backOffMs(attempt, { minMs: reconnectMinMs, maxMs: reconnectMaxMs }, this.#settings.random);
  }

  #connectLater(): void {
    this.#nextTry.plan(() => this.#connectAgain());
    if (this.#nextTry.failures === ALARMING_FAILURES) this.#log('error', `${ALARMING_FAILURES} connections in a row failed`);
  }

  #connectAgain(): void {
    this.#steps.add(() => (this.#announcer.state === null ? this.#begin() : this.#connect()));
  }

  #onUpdate(connection: Connection, update: Partial<ConnectionState>): void {
    if (this.#isOver || connection !== this.#connection) return;
    const { qr, isNewLogin, connection: now, lastDisconnect, reachoutTimeLock: lock } = update;
    if (qr !== undefined && this.#series !== null) {
      const step = this.#series.step(qr, new Date());
      this.#steps.add(() => this.#announcer.login(step));
    }
    if (isNewLogin === true) this.#isNewLogin = true;
    if (lock !== undefined) this.#hold.hear(lock);
    if (now === 'open') {
      this.#openedAt = Date.now();
      this.#steps.add(() => this.#onOpen(connection));
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
    this.#steps.add(() => this.#follow(verdict));
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
        return this.#nextTry.planIn((details.until?.getTime() ?? 0) - Date.now(), () => this.#connectAgain());
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
}
