/** One account in this worker: its live session, its outbox, the tasks that need the session; all under one lease (RE-40). */
import {
  applyReceipts,
  changeAccountState,
  changeLoginStep,
  deliverNext,
  LeaseLostError,
  recoverDeliveries,
  storeInbound,
  type Account,
  type AccountId,
  type AccountStateChange,
  type Connector,
  type Lease,
  type OpenLines,
  type Session,
  type SessionEvents,
  type SessionStore,
} from '@olchat/domain';
import type { ClaimedTask, LeaseTimes, SqlLanes } from '../persistence/sql/sql-lanes.ts';
import { AccountTasks, type AccountTasksDeps } from './account-tasks.ts';
import { HeldLease } from './held-lease.ts';
import { putBack } from './put-back.ts';
import { Standstill } from './standstill.ts';

export interface AccountRunnerDeps extends AccountTasksDeps {
  /** Where an operator may have taken back what waited. */
  openLines: Pick<OpenLines, 'chatMessage'>;
  lanes: SqlLanes;
  times: LeaseTimes;
  random: () => number;
  connector(account: Account): Connector | undefined;
  sessionStore(lease: Lease, accountId: AccountId): SessionStore;
}

/** Without a wake-up the outbox is looked at this often: for back-offs that end, and for lost hints (RE-12). */
const LOOK_EVERY_MS = 1000;
/** Another connection took our place while we hold the lease: somebody else's copy of the keys. Try again, slowly. */
const REOPEN_AFTER_MS = 30_000;
/** How long a connection is waited for only to unlink it. */
const UNLINK_WITHIN_MS = 20_000;
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
  #reopenAt: number | undefined;
  #wake: (() => void) | undefined;
  #wakes = 0;
  #sessionEnds = new AbortController();
  readonly #tasks: AccountTasks;
  readonly #standstill: Standstill;

  constructor(deps: AccountRunnerDeps, lease: Lease, accountId: AccountId) {
    this.#deps = deps;
    this.lease = lease;
    this.accountId = accountId;
    this.#tasks = new AccountTasks(deps, lease, accountId, this.#stopping.signal);
    this.#standstill = new Standstill(deps, lease, accountId);
  }

  /** Runs until the account is not wanted, the lease is lost, or `stop` is called; then the lane is free again. */
  async run(): Promise<void> {
    const held = this.#hold();
    let isLost = false;
    let end: { rest?: boolean; afterMs?: number } = {};
    try {
      end = { rest: await this.#work(held) };
    } catch (error) {
      end = { afterMs: TRY_AGAIN_AFTER_MS };
      if (error instanceof LeaseLostError) isLost = true;
      else this.#deps.logger.error('an account stopped; it is tried again soon', { ...this.#fields, error });
    } finally {
      await this.#closeSession();
      await this.#tasks.idle();
      held.letGo();
      if (!isLost && !held.isLost) await this.#release(end);
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
  async #work(held: HeldLease): Promise<boolean> {
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
    while (!this.#stopping.signal.aborted && !held.isLost) {
      const wakes = this.#wakes;
      let lookAfterMs = LOOK_EVERY_MS;
      let isPaused = false;
      if (this.#reopenAt !== undefined && performance.now() >= this.#reopenAt) await this.#reopen(account);
      if (await this.#runTasks(held)) return true;
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
        await this.#standstill.noteMove();
        // A person may wait for a check or a new code: he does not wait for the whole queue.
        if (await this.#runTasks(held)) return true;
      }
      if (!isPaused && this.#isConnected) await this.#standstill.noteRest(); // a pause that somebody set is no standstill
      await this.#sleep(wakes, lookAfterMs);
    }
    return false;
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
    if (!this.#isConnected && change.state === 'CONNECTED') this.#standstill.connected();
    this.#isConnected = change.state === 'CONNECTED';
    if (change.reason === 'DEVICE_LOST' && change.state === 'CONNECTING') this.#reopenAt = performance.now() + REOPEN_AFTER_MS;
    this.wake();
  }

  /** True after a log-out. */
  async #runTasks(held: HeldLease): Promise<boolean> {
    for (;;) {
      if (held.isLost || this.#session === undefined) return false;
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
    const after = await this.#tasks.run(task, { connector, session, ended: this.#sessionEnds.signal });
    if (after === 'REOPEN') this.#reopenAt = performance.now();
    if (after === 'LOGGED_OUT') this.#session = undefined;
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

  /** Our right to act ends with the lease, so the socket closes before that, not after. */
  #hold(): HeldLease {
    const onLost = async (): Promise<void> => {
      this.#stopping.abort();
      await this.#closeSession(); // before anything else (RE-40)
      this.wake();
    };
    return new HeldLease(this.#deps, this.lease, { marginMs: this.#deps.times.renewMs, onLost, fields: { accountId: this.accountId } });
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
