/** The live session of one account: logs in, connects, passes calls on to the connection of the moment, and follows what becomes of it. */
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
  type RecipientQuery,
  type ResolveAnswer,
  type SendOutcome,
  type SentMessageChange,
  type SentTextChange,
  type Session,
  type SessionAccount,
  type SessionEvents,
  type SessionStore,
} from '@olchat/domain';
import { Announcer, backOffMs, NextTry, pause, SendTurn, type StateDetails, Steps, watchLease, within } from '@olchat/connector-kit';
import type { User } from '@mtcute/node';
import { AccountLogin } from './account-login.ts';
import { Checks } from './checks.ts';
import { Connection } from './connection.ts';
import { meaningOf, rawCodeOf, reasonOf, type Meaning } from './errors.ts';
import { phoneAddress } from './ids.ts';
import type { Settings } from './options.ts';
import { Questions } from './questions.ts';
import type { Sender } from './sender.ts';
import { TelegramStorage } from './storage.ts';
import { loadContacts } from './load-contacts.ts';

type AccountTrouble = Extract<Meaning, { kind: 'account' }>;

/** What was missed is looked for when the library has caught up, at the latest after so long. */
const CATCH_UP_MS = 5_000;

export class TelegramSession implements Session {
  readonly #account: SessionAccount;
  readonly #store: SessionStore;
  readonly #settings: Settings;
  readonly #ended = new AbortController();
  readonly #announcer: Announcer;
  readonly #sends: SendTurn<Sender>;
  readonly #questions: Questions;
  readonly #checks: Checks;
  readonly #nextTry = new NextTry(attempt => this.#backOffMs(attempt));
  readonly #steps: Steps;
  readonly #login: AccountLogin;
  #storage: TelegramStorage | null = null;
  #connection: Connection | null = null;
  /** The server takes our calls. */
  #isUp = false;

  constructor(account: SessionAccount, store: SessionStore, events: SessionEvents, settings: Settings) {
    this.#account = account;
    this.#store = watchLease(store, () => this.#stop());
    this.#settings = settings;
    this.#announcer = new Announcer({
      events,
      ended: this.#ended.signal,
      stop: () => this.#stop(),
      backOffMs: attempt => this.#backOffMs(attempt),
      onFailure: error => this.#log('warn', 'event could not be told', error),
    });
    const isConnected = (): boolean => this.#announcer.state === 'CONNECTED';
    this.#sends = new SendTurn(() => (isConnected() ? (this.#working?.account?.sender ?? null) : null), outcomeOfThrown);
    this.#questions = new Questions({ working: () => this.#working, ended: this.#ended.signal, timings: settings.timings });
    this.#checks = new Checks({
      timings: settings.timings,
      isCurrent: connection => !this.#isOver && connection === this.#connection,
      onAccount: (connection, meaning, error) => this.#onAccount(connection, meaning, error),
      warn: (message, error) => this.#log('warn', message, error),
    });
    this.#steps = new Steps({ ended: this.#ended.signal, onFailure: error => this.#stepFailed(error) });
    this.#login = new AccountLogin({
      announcer: this.#announcer,
      steps: this.#steps,
      ended: this.#ended.signal,
      loginMs: settings.timings.loginMs,
      tell: details => this.#tell(details),
      clear: () => this.#clear(),
      connect: () => this.#makeConnection(),
      loggedIn: (connection, user) => this.#loggedIn(connection, user),
      warn: (message, error) => this.#log('warn', message, error),
    });
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

  /** People are found by `resolve`. */
  checkPresence(): Promise<PresenceAnswer> {
    return Promise.resolve({ presence: 'UNKNOWN', reason: 'not possible here' });
  }

  resolve(query: RecipientQuery, signal: AbortSignal): Promise<ResolveAnswer> {
    return this.#questions.resolve(query, signal);
  }

  history(query: HistoryQuery, signal: AbortSignal): Promise<HistoryAnswer> {
    return this.#questions.history(query, signal);
  }

  async continueLogin(input: LoginInput): Promise<void> {
    if (this.#isOver) throw new ConnectorError('The session is closed', { outcome: 'not-sent' });
    if (this.#login.answer(input)) return;
    this.#steps.add(() => this.#answerLogin(input));
    await this.#steps.idle();
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#ended.abort();
    this.#endTimers();
    this.#login.end('the session was closed');
    this.#isUp = false;
    this.#connection = null;
    await within(
      this.#settings.timings.closeMs,
      Promise.all([this.#sends.idle(), connection?.close(), this.#login.connection?.close()]),
      undefined,
    );
    connection?.drop();
    this.#login.connection?.drop();
    await within(this.#settings.timings.closeMs, this.#steps.idle(), undefined);
  }

  async logOut(): Promise<void> {
    const connection = this.#working;
    this.#ended.abort();
    const { queryMs } = this.#settings.timings;
    const unlinked: Promise<unknown> = connection?.client.withParams({ timeout: queryMs }).logOut() ?? Promise.resolve();
    await within(queryMs, unlinked, undefined).catch((error: unknown) => this.#log('warn', 'not logged out at the server', error));
    await this.close();
    await this.#store.erase();
  }

  get #isOver(): boolean {
    return this.#ended.signal.aborted;
  }

  get #working(): Connection | null {
    return this.#isUp && !this.#isOver ? this.#connection : null;
  }

  #log(level: 'info' | 'warn' | 'error', message: string, error?: unknown): void {
    this.#settings.logger[level](message, { accountId: this.#account.id, ...(error === undefined ? {} : { reason: reasonOf(error) }) });
  }

  /** Synchronous: no event, and nothing over the wire, after this line. */
  #stop(): void {
    this.#ended.abort();
    this.#endTimers();
    this.#login.drop();
    this.#disconnect();
  }

  #endTimers(): void {
    this.#nextTry.cancel();
    this.#checks.end();
  }

  #disconnect(): void {
    this.#checks.end();
    this.#isUp = false;
    this.#connection?.drop();
    this.#connection = null;
  }

  #stepFailed(error: unknown): void {
    this.#log('error', 'step of the session failed', error);
    this.#disconnect();
    this.#connectLater();
  }

  #backOffMs(attempt: number): number {
    const { reconnectMinMs, reconnectMaxMs } = this.#settings.timings;
    return backOffMs(attempt, { minMs: reconnectMinMs, maxMs: reconnectMaxMs }, this.#settings.random);
  }

  /** Nobody is logged in any more, and nothing is connected. */
  async #clear(): Promise<void> {
    this.#disconnect();
    const storage = await this.#load();
    storage.unseal();
    await storage.renew();
  }

  async #load(): Promise<TelegramStorage> {
    this.#storage ??= await TelegramStorage.load(this.#store);
    return this.#storage;
  }

  async #begin(): Promise<void> {
    if (this.#settings.client === null) return this.#endAsUnconfigured();
    const storage = await this.#load();
    if (storage.isLoggedIn) return this.#connect();
    if (!storage.isStored && this.#account.address === null) return this.#login.begin({ kind: 'NEW_QR' });
    // A login lives in one process: after a restart a person begins anew.
    await this.#tell({ state: 'LOGIN_REQUIRED', reason: storage.isStored ? 'LOGIN_EXPIRED' : 'SESSION_ENDED' });
    await this.#announcer.login({ kind: 'EXPIRED' });
  }

  async #endAsUnconfigured(): Promise<void> {
    await this.#tell({ state: 'LOGIN_REQUIRED', reason: 'LOGIN_NOT_CONFIGURED' });
    await this.#announcer.login({ kind: 'EXPIRED', problem: { code: 'LOGIN_NOT_CONFIGURED', rawCode: null, freeAt: null } });
  }

  async #answerLogin(input: LoginInput): Promise<void> {
    if (this.#settings.client === null) return this.#endAsUnconfigured();
    const storage = await this.#load();
    if (storage.isLoggedIn && this.#announcer.state !== 'LOGIN_REQUIRED') {
      return this.#isUp ? this.#announcer.login({ kind: 'DONE' }) : undefined;
    }
    await this.#login.beginOrShow(input);
  }

  async #loggedIn(connection: Connection, user: User): Promise<void> {
    this.#connection = connection;
    this.#isUp = true;
    connection.identify(user);
    await connection.storage.flush();
    await this.#announcer.login({ kind: 'DONE' });
    await this.#work(connection, user);
  }

  #makeConnection(): Connection {
    const factory = this.#settings.client;
    if (factory === null || this.#storage === null) throw new Error('there is nothing to connect with');
    const connection: Connection = new Connection(factory, this.#storage, this.#store, this.#settings, {
      line: isUp => this.#onLine(connection, isUp),
      receipts: receipts => this.#announcer.receipts(receipts),
      inbound: messages => this.#announcer.inbound(messages),
      holdFirstMessages: until => this.#hold(until),
      account: (meaning, error) => this.#onAccount(connection, meaning, error),
      trouble: error => this.#onTrouble(connection, error),
    });
    return connection;
  }

  async #connect(): Promise<void> {
    this.#nextTry.cancel();
    await this.#load();
    if (this.#announcer.state !== 'CONNECTING') await this.#tell({ state: 'CONNECTING' });
    if (this.#isOver || this.#connection !== null) return;
    const connection = this.#makeConnection();
    this.#connection = connection;
    try {
      const user = await connection.whoAmI();
      if (this.#isOver || connection !== this.#connection) return;
      connection.identify(user);
      this.#isUp = true;
      await connection.client.notifyLoggedIn(user.raw);
      await this.#work(connection, user);
    } catch (error) {
      if (this.#isOver || connection !== this.#connection) return;
      const meaning = meaningOf(error);
      if (meaning.kind === 'account') return this.#leave(meaning, error);
      this.#log('warn', 'not connected', error);
      this.#disconnect();
      this.#connectLater();
    }
  }

  /** The account is there: contacts first where they were never loaded, then messages may go. */
  async #work(connection: Connection, user: User): Promise<void> {
    const { syncPauseMs, queryMs } = this.#settings.timings;
    const caughtUp = new Promise<void>(resolve => {
      connection.client.onConnectionState.add(state => state === 'connected' && resolve());
    });
    if (!connection.storage.hasPointer) {
      await connection.storage.beginUpdates(await connection.client.call({ _: 'updates.getState' }, { timeout: queryMs }));
    }
    if (!connection.storage.isSynchronised) {
      await loadContacts(connection, user, {
        isCurrent: () => !this.#isOver && connection === this.#connection,
        wait: () => pause(syncPauseMs, this.#ended.signal),
        tell: progress => this.#tell({ state: 'SYNCHRONISING', progress }),
        warn: (message, error) => this.#log('warn', message, error),
      });
    }
    if (this.#isOver || connection !== this.#connection) return;
    this.#nextTry.succeeded();
    await this.#tell({ state: 'CONNECTED' });
    void within(CATCH_UP_MS, caughtUp, undefined).then(() => this.#checks.reconcile(connection));
    this.#checks.begin(connection);
  }

  #connectLater(): void {
    if (this.#isOver) return this.#nextTry.cancel();
    this.#nextTry.plan(() => this.#steps.add(() => (this.#announcer.state === null ? this.#begin() : this.#connect())));
  }

  /** The library holds the line by itself; people see how it stands. */
  #onLine(connection: Connection, isUp: boolean): void {
    if (this.#isOver || connection !== this.#connection || connection.account === null) return;
    const wasUp = this.#isUp;
    this.#isUp = isUp;
    if (wasUp === isUp) return;
    this.#steps.add(async () => {
      if (connection !== this.#connection || this.#isUp !== isUp) return;
      await this.#tell({ state: isUp ? 'CONNECTED' : 'CONNECTING' });
      if (isUp) this.#checks.reconcile(connection);
    });
  }

  #onTrouble(connection: Connection, error: unknown): void {
    if (this.#isOver || (connection !== this.#connection && connection !== this.#login.connection)) return;
    this.#log('warn', 'connection given up', error);
    if (connection !== this.#connection) return;
    this.#disconnect();
    this.#steps.add(async () => {
      await this.#tell({ state: 'CONNECTING' });
      this.#connectLater();
    });
  }

  #onAccount(connection: Connection, meaning: AccountTrouble, error: unknown): void {
    if (this.#isOver || connection !== this.#connection) return;
    this.#isUp = false;
    this.#steps.add(() => (connection === this.#connection ? this.#leave(meaning, error) : Promise.resolve()));
  }

  /** Logged out, banned or frozen: nothing is tried any more until a person acts. */
  async #leave({ state, code }: AccountTrouble, error: unknown): Promise<void> {
    this.#disconnect();
    this.#log('warn', 'the account is out of use', error);
    if (state === 'LOGIN_REQUIRED') await this.#clear();
    await this.#tell({ state, reason: code, rawCode: rawCodeOf(error) });
    if (state === 'LOGIN_REQUIRED')
      await this.#announcer.login({ kind: 'EXPIRED', problem: { code, rawCode: rawCodeOf(error), freeAt: null } });
  }

  /** A later end is not made earlier. */
  #hold(until: Date): void {
    this.#steps.add(async () => {
      const { heldUntil } = this.#announcer;
      if (heldUntil === null || heldUntil < until) this.#announcer.holdFirstMessages(until);
      await this.#announcer.tellAgain();
    });
  }

  #tell(details: StateDetails): Promise<void> {
    const user = this.#connection?.account?.user;
    if (user === undefined) return this.#announcer.tell(details);
    return this.#announcer.tell({
      ...details,
      address: user.phoneNumber === null ? null : phoneAddress(user.phoneNumber),
      name: user.displayName || null,
      messengerId: String(user.id),
      ...(user.username === null ? {} : { username: user.username }),
    });
  }
}

/** Before the server was asked, or after it answered: what could not be stored is asked again under the same id. */
const outcomeOfThrown = (error: unknown): SendOutcome =>
  error instanceof LeaseLostError
    ? { kind: 'not-sent', reason: 'the lease is lost', retryAfterMs: null }
    : { kind: 'unknown', reason: reasonOf(error) };
