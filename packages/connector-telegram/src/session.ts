/** The live session of one account: logs in, connects, passes calls on to the connection of the moment, and follows what becomes of it. */
import {
  ConnectorError,
  LeaseLostError,
  type DownloadOutcome,
  type HistoryAnswer,
  type HistoryQuery,
  type LoginInput,
  type LoginStep,
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
import { Announcer, backOffMs, pause, type StateDetails, watchLease, within } from '@olchat/connector-kit';
import type { User } from '@mtcute/node';
import { Checks } from './checks.ts';
import { Connection } from './connection.ts';
import { meaningOf, rawCodeOf, reasonOf, type Meaning } from './errors.ts';
import { phoneAddress } from './ids.ts';
import { LoginAttempt } from './login-attempt.ts';
import { LoginFailed } from './login.ts';
import type { Settings } from './options.ts';
import { NextTry } from './next-try.ts';
import { Questions } from './questions.ts';
import { SendTurn } from './send-turn.ts';
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
  readonly #sends: SendTurn;
  readonly #questions: Questions;
  readonly #checks: Checks;
  readonly #nextTry = new NextTry(attempt => this.#backOffMs(attempt));
  #steps: Promise<void> = Promise.resolve();
  #storage: TelegramStorage | null = null;
  #connection: Connection | null = null;
  /** The server takes our calls. */
  #isUp = false;
  #login: LoginAttempt | null = null;

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
    this.#sends = new SendTurn(() => (isConnected() ? (this.#working?.account?.sender ?? null) : null));
    this.#questions = new Questions({ working: () => this.#working, ended: this.#ended.signal, timings: settings.timings });
    this.#checks = new Checks({
      timings: settings.timings,
      isCurrent: connection => !this.#isOver && connection === this.#connection,
      onAccount: (connection, meaning, error) => this.#onAccount(connection, meaning, error),
      warn: (message, error) => this.#log('warn', message, error),
    });
    this.#step(() => this.#begin());
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
    if (this.#login?.answer(input) === true) return;
    this.#step(() => this.#answerLogin(input));
    await this.#steps;
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#ended.abort();
    this.#endTimers();
    this.#login?.end('the session was closed');
    this.#isUp = false;
    this.#connection = null;
    await within(
      this.#settings.timings.closeMs,
      Promise.all([this.#sends.idle(), connection?.close(), this.#login?.connection.close()]),
      undefined,
    );
    connection?.drop();
    this.#login?.connection.drop();
    await within(this.#settings.timings.closeMs, this.#steps, undefined);
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
    this.#endLogin();
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

  #endLogin(): void {
    this.#login?.end('another login begins');
    this.#login?.connection.drop();
    this.#login = null;
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
        this.#disconnect();
        this.#connectLater();
      }
    });
  }

  #backOffMs(attempt: number): number {
    const { reconnectMinMs, reconnectMaxMs } = this.#settings.timings;
    return backOffMs(attempt, { minMs: reconnectMinMs, maxMs: reconnectMaxMs }, this.#settings.random);
  }

  async #load(): Promise<TelegramStorage> {
    this.#storage ??= await TelegramStorage.load(this.#store);
    return this.#storage;
  }

  async #begin(): Promise<void> {
    if (this.#settings.client === null) return this.#endAsUnconfigured();
    const storage = await this.#load();
    if (storage.isLoggedIn) return this.#connect();
    if (!storage.isStored && this.#account.address === null) return this.#beginLogin({ kind: 'NEW_QR' });
    // A login lives in one process: after a restart a person begins anew.
    await this.#tell({ state: 'LOGIN_REQUIRED', reason: storage.isStored ? 'LOGIN_EXPIRED' : 'SESSION_ENDED' });
    await this.#announcer.login({ kind: 'EXPIRED' });
  }

  async #endAsUnconfigured(): Promise<void> {
    await this.#tell({ state: 'LOGIN_REQUIRED', reason: 'LOGIN_NOT_CONFIGURED' });
    await this.#announcer.login({ kind: 'EXPIRED', problem: { code: 'LOGIN_NOT_CONFIGURED', rawCode: null, freeAt: null } });
  }

  /** What no step asked for: a new login, or somebody who looks at the one that runs. */
  async #answerLogin(input: LoginInput): Promise<void> {
    if (this.#settings.client === null) return this.#endAsUnconfigured();
    const storage = await this.#load();
    if (storage.isLoggedIn && this.#announcer.state !== 'LOGIN_REQUIRED') {
      return this.#isUp ? this.#announcer.login({ kind: 'DONE' }) : undefined;
    }
    const isShown = input.kind === 'NEW_QR' && this.#login?.step?.kind === 'QR';
    if ((input.kind === 'NEW_QR' && !isShown) || input.kind === 'PHONE') return this.#beginLogin(input);
    await this.#announcer.login(this.#login?.step ?? { kind: 'EXPIRED' });
  }

  async #beginLogin(input: Extract<LoginInput, { kind: 'NEW_QR' | 'PHONE' }>): Promise<void> {
    this.#endLogin();
    this.#disconnect();
    const storage = await this.#load();
    storage.unseal();
    await storage.renew();
    await this.#tell({ state: 'LOGIN_REQUIRED' });
    const connection = this.#makeConnection();
    const { loginMs } = this.#settings.timings;
    const attempt = new LoginAttempt({ connection, ended: this.#ended.signal, loginMs, tell: step => this.#announcer.login(step) });
    this.#login = attempt;
    // Beside the steps: a person takes his time.
    attempt.run(input).then(
      user => this.#step(() => this.#loggedIn(connection, user)),
      (error: unknown) => this.#step(() => this.#loginFailed(connection, attempt.wasEnded, error)),
    );
  }

  async #loggedIn(connection: Connection, user: User): Promise<void> {
    if (this.#login?.connection !== connection) return connection.drop();
    this.#login = null;
    this.#connection = connection;
    this.#isUp = true;
    connection.identify(user);
    await connection.storage.flush();
    await this.#announcer.login({ kind: 'DONE' });
    await this.#work(connection, user);
  }

  async #loginFailed(connection: Connection, wasReplaced: boolean, error: unknown): Promise<void> {
    connection.drop();
    if (wasReplaced || this.#login?.connection !== connection) return;
    this.#login = null;
    const step: LoginStep = error instanceof LoginFailed ? error.step : { kind: 'EXPIRED' };
    if (!(error instanceof LoginFailed)) this.#log('warn', 'the login ended', error);
    await this.#tell({ state: 'LOGIN_REQUIRED', reason: 'LOGIN_EXPIRED' });
    await this.#announcer.login(step);
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
    this.#nextTry.plan(() => this.#step(() => (this.#announcer.state === null ? this.#begin() : this.#connect())));
  }

  /** The library holds the line by itself; people see how it stands. */
  #onLine(connection: Connection, isUp: boolean): void {
    if (this.#isOver || connection !== this.#connection || connection.account === null) return;
    const wasUp = this.#isUp;
    this.#isUp = isUp;
    if (wasUp === isUp) return;
    this.#step(async () => {
      if (connection !== this.#connection || this.#isUp !== isUp) return;
      await this.#tell({ state: isUp ? 'CONNECTED' : 'CONNECTING' });
      if (isUp) this.#checks.reconcile(connection);
    });
  }

  #onTrouble(connection: Connection, error: unknown): void {
    if (this.#isOver || (connection !== this.#connection && connection !== this.#login?.connection)) return;
    this.#log('warn', 'connection given up', error);
    if (connection !== this.#connection) return;
    this.#disconnect();
    this.#step(async () => {
      await this.#tell({ state: 'CONNECTING' });
      this.#connectLater();
    });
  }

  #onAccount(connection: Connection, meaning: AccountTrouble, error: unknown): void {
    if (this.#isOver || connection !== this.#connection) return;
    this.#isUp = false;
    this.#step(() => (connection === this.#connection ? this.#leave(meaning, error) : Promise.resolve()));
  }

  /** Logged out, banned or frozen: nothing is tried any more until a person acts. */
  async #leave({ state, code }: AccountTrouble, error: unknown): Promise<void> {
    this.#disconnect();
    this.#log('warn', 'the account is out of use', error);
    if (state === 'LOGIN_REQUIRED') {
      const storage = await this.#load();
      storage.unseal();
      await storage.renew();
    }
    await this.#tell({ state, reason: code, rawCode: rawCodeOf(error) });
    if (state === 'LOGIN_REQUIRED')
      await this.#announcer.login({ kind: 'EXPIRED', problem: { code, rawCode: rawCodeOf(error), freeAt: null } });
  }

  /** A later end is not made earlier. */
  #hold(until: Date): void {
    this.#step(async () => {
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
