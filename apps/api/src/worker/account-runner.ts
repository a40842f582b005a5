/** One account in this worker: its live session, its outbox, the tasks that need the session; all under one lease (RE-40). */
import { setTimeout as pause } from 'node:timers/promises';
import {
  changeAccountState,
  changeSentMessage,
  changeLoginStep,
  deliverNext,
  fetchClientPicture,
  fetchInboundFile,
  LeaseLostError,
  lookUpNext,
  noteMovingQueue,
  noteStillQueue,
  readNextHistory,
  recoverDeliveries,
  storeInbound,
  applyReceipts,
  STUCK_MS,
  takeLoginAnswer,
  checkPresence,
  type Account,
  type AccountId,
  type AccountStateChange,
  type Clock,
  type Connector,
  type FileScanner,
  type FileStore,
  type Lease,
  type PortalId,
  type RecipientId,
  type Session,
  type SessionEvents,
  type SessionStore,
  type Storage,
} from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { ClaimedTask, LeaseTimes, SqlLanes } from '../persistence/sql/sql-lanes.ts';
import { HistoryReader } from './history-reader.ts';
import { putBack } from './put-back.ts';

export interface AccountRunnerDeps {
  storage: Storage;
  files: FileStore;
  scanner?: FileScanner | null;
  lanes: SqlLanes;
  times: LeaseTimes;
  clock: Clock;
  random: () => number;
  logger: Logger;
  /** Tells whoever waits for something of this portal to look (RE-12). */
  nudge(portalId: PortalId): void;
  connector(account: Account): Connector | undefined;
  sessionStore(lease: Lease, accountId: AccountId): SessionStore;
}

/** Without a wake-up the outbox is looked at this often: for back-offs that end, and for lost hints (RE-12). */
const LOOK_EVERY_MS = 1000;
/** Another connection took our place while we hold the lease: somebody else's copy of the keys. Try again, slowly. */
const REOPEN_AFTER_MS = 30_000;
/** How long a connection is waited for only to unlink it. */
const UNLINK_WITHIN_MS = 20_000;
/** The messenger holds questions longer than this: the next card that is opened asks again. */
const LOOK_UPS_REST_MS = 60_000;
/** After a surprise, so that an account that cannot run does not run in circles. */
const TRY_AGAIN_AFTER_MS = 10_000;

export class AccountRunner {
  readonly lease: Lease;
  readonly accountId: AccountId;
  readonly #deps: AccountRunnerDeps;
  readonly #stopping = new AbortController();
  #session: Session | undefined;
  #connector: Connector | undefined;
  #isConnected = false;
  #isLost = false;
  /** By the monotonic clock: when a message left last, when the connection opened, when people were told last that none leaves (N-6). */
  #movedAt: number | undefined;
  #connectedAt = 0;
  #toldStillAt = 0;
  #reopenAt: number | undefined;
  /** By the monotonic clock, before the renewal was asked for: never later than the database's own count. */
  #renewedAt = performance.now();
  #wake: (() => void) | undefined;
  #wakes = 0;
  /** Questions about people, while there are any. */
  #lookUps: Promise<void> | undefined;
  readonly #histories: HistoryReader;
  #sessionEnds = new AbortController();
  /** Files on their way in, by inbox entry, and pictures of clients. */
  readonly #downloads = new Map<string, Promise<void>>();

  constructor(deps: AccountRunnerDeps, lease: Lease, accountId: AccountId) {
    this.#deps = deps;
    this.lease = lease;
    this.accountId = accountId;
    const { logger } = deps;
    this.#histories = new HistoryReader({ readNext: readNextHistory, nudge: () => deps.nudge(lease.portalId), logger });
  }

  /** Runs until the account is not wanted, the lease is lost, or `stop` is called; then the lane is free again. */
  async run(): Promise<void> {
    const renewing = setInterval(() => void this.#renew(), this.#deps.times.renewMs);
    let end: { rest?: boolean; afterMs?: number } = {};
    try {
      end = { rest: await this.#work() };
    } catch (error) {
      end = { afterMs: TRY_AGAIN_AFTER_MS };
      if (error instanceof LeaseLostError) this.#isLost = true;
      else this.#deps.logger.error('an account stopped; it is tried again soon', { ...this.#fields, error });
    } finally {
      await this.#closeSession();
      await Promise.all([...this.#downloads.values(), this.#lookUps, this.#histories.ended()]);
      clearInterval(renewing);
      if (!this.#isLost) await this.#release(end);
    }
  }

  wake(): void {
    this.#wakes += 1;
    this.#wake?.();
  }

  /** Finishes the call that runs, then lets the account go (RE-55). */
  stop(): void {
    this.#stopping.abort();
    this.wake();
  }

  /** True: nobody wants the account now, its lane rests. */
  async #work(): Promise<boolean> {
    const account = await this.#deps.storage.transaction(this.lease.portalId, tx => tx.accounts.find(this.accountId));
    if (account === null) return true;
    this.#connector = this.#deps.connector(account);
    if (this.#connector === undefined) {
      this.#deps.logger.error('no connector for this account', { ...this.#fields, code: account.kind });
      return true;
    }
    const context = { lease: this.lease, accountId: this.accountId, capabilities: this.#connector.capabilities };
    await recoverDeliveries(this.#deps, context);
    if (!account.wanted) return this.#finishUnwanted(account);
    this.#openSession(account);
    while (!this.#stopping.signal.aborted && !this.#isLost) {
      const wakes = this.#wakes;
      let lookAfterMs = LOOK_EVERY_MS;
      let isPaused = false;
      if (this.#reopenAt !== undefined && performance.now() >= this.#reopenAt) await this.#reopen(account);
      const loggedOut = await this.#runTasks();
      if (loggedOut) return true;
      while (this.#isConnected && !this.#stopping.signal.aborted && this.#session !== undefined) {
        const sent = await deliverNext(this.#deps, {
          ...context,
          session: this.#session,
          signal: this.#stopping.signal,
          paused: ms => {
            isPaused = true;
            lookAfterMs = Math.min(ms, LOOK_EVERY_MS);
          },
        });
        if (!sent) break;
        await this.#noteMove();
        // A person may wait for a check or a new code: he does not wait for the whole queue.
        if (await this.#runTasks()) return true;
      }
      if (!isPaused) await this.#noteStillness(); // a pause that somebody set is no standstill
      await this.#sleep(wakes, lookAfterMs);
    }
    return false;
  }

  /** The first move after a rest, or after a start, ends what people may have been told. */
  async #noteMove(): Promise<void> {
    const wasStill = this.#movedAt === undefined || performance.now() - this.#movedAt > STUCK_MS;
    this.#movedAt = performance.now();
    if (wasStill) await noteMovingQueue(this.#deps, this.lease.portalId, this.accountId);
  }

  async #noteStillness(): Promise<void> {
    const now = performance.now();
    const since = Math.max(this.#movedAt ?? this.#connectedAt, this.#connectedAt, this.#toldStillAt);
    if (!this.#isConnected || now - since <= STUCK_MS) return;
    this.#toldStillAt = now;
    await noteStillQueue(this.#deps, this.lease.portalId, this.accountId);
  }

  /** Disconnected by a person while no worker held it: the device is unlinked, and nothing else is done for it (C-6). */
  async #finishUnwanted(account: Account): Promise<boolean> {
    for (;;) {
      const task = await this.#deps.lanes.nextTask(this.lease);
      if (task === null) return true;
      if (task.name === 'log-out') {
        this.#openSession(account);
        // Only over an open connection the phone hears of it; one that cannot be opened any more has nothing to unlink.
        const deadline = performance.now() + UNLINK_WITHIN_MS;
        while (!this.#isConnected && performance.now() < deadline && !this.#stopping.signal.aborted) await this.#sleep(this.#wakes);
        await this.#runTask(task);
      }
      await this.#deps.lanes.finishTask(this.lease, task);
    }
  }

  #openSession(account: Account): void {
    const store = this.#deps.sessionStore(this.lease, this.accountId);
    this.#session = this.#connector?.open({ id: this.accountId, address: account.address }, store, this.#events);
  }

  async #reopen(account: Account): Promise<void> {
    this.#reopenAt = undefined;
    await this.#closeSession();
    this.#openSession(account);
  }

  get #events(): SessionEvents {
    const { storage, clock } = this.#deps;
    return {
      state: async change => {
        await changeAccountState({ storage, clock }, this.lease, this.accountId, change);
        this.#tookState(change);
      },
      login: step => changeLoginStep({ storage, clock }, this.lease, this.accountId, step),
      receipts: async receipts => {
        // Our ids are stored before a send (RE-3), so an unknown one belongs to a message typed on the phone or by another device.
        await applyReceipts({ storage, clock }, this.lease.portalId, this.accountId, receipts);
      },
      inbound: messages => storeInbound({ storage, clock }, this.lease.portalId, this.accountId, messages, this.#connector?.capabilities),
    };
  }

  #tookState(change: AccountStateChange): void {
    this.#deps.logger.info('account state', {
      ...this.#fields,
      state: change.state,
      ...(change.rawCode === null ? {} : { code: change.rawCode }),
    });
    if (!this.#isConnected && change.state === 'CONNECTED') this.#connectedAt = performance.now();
    this.#isConnected = change.state === 'CONNECTED';
    if (change.reason === 'DEVICE_LOST' && change.state === 'CONNECTING') this.#reopenAt = performance.now() + REOPEN_AFTER_MS;
    this.wake();
  }

  /** True after a log-out. */
  async #runTasks(): Promise<boolean> {
    for (;;) {
      if (this.#isLost || this.#session === undefined) return false;
      const task = await this.#deps.lanes.nextTask(this.lease);
      if (task === null) return false;
      try {
        await this.#runTask(task);
      } catch (error) {
        if (error instanceof LeaseLostError) throw error;
        await putBack(this.#deps, this.lease, task, error);
        return false;
      }
      await this.#deps.lanes.finishTask(this.lease, task);
      if (this.#session === undefined) return true;
    }
  }

  async #runTask(task: ClaimedTask): Promise<void> {
    const session = this.#session;
    const connector = this.#connector;
    if (session === undefined || connector === undefined) return;
    switch (task.name) {
      case 'check-presence': {
        const { capabilities } = connector;
        const context = { lease: this.lease, accountId: this.accountId, session, capabilities, signal: this.#stopping.signal };
        await checkPresence(this.#deps, context, task.subjectId as RecipientId, { person: true });
        this.#deps.nudge(this.lease.portalId); // somebody waits for the answer
        return;
      }
      case 'look-up-people':
        return this.#beginLookUps(session, connector);
      case 'read-history': {
        const signal = AbortSignal.any([this.#stopping.signal, this.#sessionEnds.signal]);
        return this.#histories.begin(this.#deps, { lease: this.lease, accountId: this.accountId, session, signal });
      }
      case 'fetch-inbound-file':
        return this.#beginDownload(task.subjectId, session);
      case 'fetch-client-picture':
        return this.#beginPicture(task.subjectId as RecipientId, session);
      case 'change-sent-message': {
        const context = { portalId: this.lease.portalId, accountId: this.accountId, session, connector, signal: this.#stopping.signal };
        const refused = await changeSentMessage(this.#deps, context, task.subjectId);
        if (refused !== null) this.#deps.logger.warn('the messenger refused a change', { ...this.#fields, code: refused });
        return;
      }
      case 'continue-login':
        return session.continueLogin((await takeLoginAnswer(this.#deps, this.lease, this.accountId)) ?? { kind: 'NEW_QR' });
      case 'restart-session':
        this.#reopenAt = performance.now();
        return;
      case 'log-out': {
        // Connected anew before this could run: the person changed his mind.
        const account = await this.#deps.storage.transaction(this.lease.portalId, tx => tx.accounts.find(this.accountId));
        if (account?.wanted === true) return;
        await session.logOut();
        this.#session = undefined;
        return;
      }
      default:
        throw new Error(`the task ${task.name} does not belong to an account`);
    }
  }

  /** Beside the sends: a large file does not hold them up. One that was not stored is asked for again by its chat. */
  #beginDownload(inboxId: string, session: Session): void {
    if (this.#downloads.has(inboxId)) return;
    const { portalId } = this.lease;
    const download = fetchInboundFile(this.#deps, portalId, inboxId, session, this.#stopping.signal)
      .then(
        outcome => {
          if (outcome === 'unavailable') this.#deps.logger.info('a file of a client is not to be had now', this.#fields);
        },
        (error: unknown) => this.#deps.logger.warn('a file of a client was not fetched', { ...this.#fields, error }),
      )
      .finally(() => this.#downloads.delete(inboxId));
    this.#downloads.set(inboxId, download);
  }

  /** Beside the sends: questions about people have a pace of their own, and conversations do not wait for it. */
  #beginLookUps(session: Session, connector: Connector): void {
    if (this.#lookUps !== undefined) return;
    const signal = AbortSignal.any([this.#stopping.signal, this.#sessionEnds.signal]);
    const context = { lease: this.lease, accountId: this.accountId, session, capabilities: connector.capabilities, signal };
    const work = async (): Promise<void> => {
      for (;;) {
        const nextInMs = await lookUpNext(this.#deps, context);
        this.#deps.nudge(this.lease.portalId); // somebody waits for the answer
        if (nextInMs === null || nextInMs > LOOK_UPS_REST_MS || signal.aborted) return;
        if (nextInMs > 0) await pause(nextInMs, undefined, { signal });
      }
    };
    this.#lookUps = work()
      .catch((error: unknown) => {
        if (!signal.aborted) this.#deps.logger.warn('people were not looked up', { ...this.#fields, error });
      })
      .finally(() => (this.#lookUps = undefined));
  }

  /** Beside the sends as well. One that is lost with this process is asked for again in a day; its message goes without. */
  #beginPicture(recipientId: RecipientId, session: Session): void {
    const key = `picture:${recipientId}`;
    if (this.#downloads.has(key)) return;
    const fetching = fetchClientPicture(this.#deps, this.lease.portalId, recipientId, session, this.#stopping.signal)
      .then(
        outcome => {
          if (outcome === 'unavailable') this.#deps.logger.info('the picture of a client is not to be had now', this.#fields);
        },
        (error: unknown) => this.#deps.logger.warn('the picture of a client was not fetched', { ...this.#fields, error }),
      )
      .finally(() => this.#downloads.delete(key));
    this.#downloads.set(key, fetching);
  }

  async #sleep(since: number, ms = LOOK_EVERY_MS): Promise<void> {
    if (this.#wakes !== since || this.#stopping.signal.aborted) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  async #renew(): Promise<void> {
    const begun = performance.now();
    try {
      if (await this.#deps.lanes.renew(this.lease)) {
        this.#renewedAt = begun;
        return;
      }
      this.#deps.logger.warn('lease lost', this.#fields);
    } catch (error) {
      this.#deps.logger.warn('lease not renewed', { ...this.#fields, error });
      // The database is away. Our right to act ends with the lease, so the socket closes before that, not after.
      if (performance.now() + this.#deps.times.renewMs < this.#renewedAt + this.#deps.times.leaseMs) return;
    }
    this.#isLost = true;
    this.#stopping.abort();
    await this.#closeSession(); // before anything else (RE-40)
    this.wake();
  }

  async #closeSession(): Promise<void> {
    this.#isConnected = false;
    const session = this.#session;
    this.#session = undefined;
    this.#sessionEnds.abort();
    this.#sessionEnds = new AbortController();
    try {
      await session?.close();
    } catch (error) {
      this.#deps.logger.warn('a session did not close cleanly', { ...this.#fields, error });
    }
  }

  async #release(end: { rest?: boolean; afterMs?: number }): Promise<void> {
    try {
      await this.#deps.lanes.release(this.lease, end);
    } catch (error) {
      this.#deps.logger.warn('lane not released; its lease will end', { ...this.#fields, error });
    }
  }

  get #fields(): { portalId: string; accountId: string } {
    return { portalId: this.lease.portalId, accountId: this.accountId };
  }
}
