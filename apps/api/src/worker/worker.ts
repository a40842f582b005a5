/** The worker: takes lanes, keeps sessions, runs tasks, frees what dead workers held. Woken by hints, looks by itself every second (RE-12). */
import type { AccountId } from '@olchat/domain';
import type { WakeUps } from '../feed/wake-ups.ts';
import { AccountRunner, type AccountRunnerDeps } from './account-runner.ts';
import { TaskLanes, type TaskHandlers } from './task-lanes.ts';

export interface WorkerOptions {
  /** Sessions that this process holds at most. */
  maxAccounts: number;
  lookEveryMs: number;
}

export const WORKER_OPTIONS: WorkerOptions = { maxAccounts: 100, lookEveryMs: 1000 };

/** Accounts begun per look, so that a restart does not open all sessions at once. */
const ACCOUNTS_PER_LOOK = 5;

export interface WorkerDeps extends AccountRunnerDeps {
  wakeUps: WakeUps;
  handlers: TaskHandlers;
}

export class Worker {
  readonly #deps: WorkerDeps;
  readonly #options: WorkerOptions;
  readonly #tasks: TaskLanes;
  readonly #accounts = new Map<string, { runner: AccountRunner; done: Promise<void>; seq: number }>();
  #isStopping = false;
  #isDirty = true;
  #wake: (() => void) | undefined;
  #loop: Promise<void> | undefined;
  #stopListening: (() => void) | undefined;

  constructor(deps: WorkerDeps, options: WorkerOptions = WORKER_OPTIONS) {
    this.#deps = deps;
    this.#options = options;
    this.#tasks = new TaskLanes(deps);
  }

  start(): void {
    this.#stopListening = this.#deps.wakeUps.listen(wakeUp => {
      if (wakeUp.kind === 'work') this.#stir();
    });
    this.#loop = this.#run();
  }

  /** Takes nothing new, finishes what runs, gives the lanes back (RE-55). */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#stopListening?.();
    this.#stir();
    await this.#loop;
    for (const { runner } of this.#accounts.values()) runner.stop();
    await Promise.all([this.#tasks.stop(), ...[...this.#accounts.values()].map(({ done }) => done)]);
  }

  #stir(): void {
    this.#isDirty = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      this.#isDirty = false;
      try {
        await this.#look();
      } catch (error) {
        this.#deps.logger.error('the worker could not look for work', { error }); // looked for again in a second
      }
      await this.#sleep();
    }
  }

  async #look(): Promise<void> {
    await this.#deps.lanes.reap();
    await this.#takeAccounts();
    const mayHaveMore = await this.#tasks.takeWork(() => this.#stir());
    await this.#wakeAccounts();
    if (mayHaveMore) this.#isDirty = true;
  }

  async #takeAccounts(): Promise<void> {
    const room = Math.min(ACCOUNTS_PER_LOOK, this.#options.maxAccounts - this.#accounts.size);
    if (room <= 0) return;
    for (const lease of await this.#deps.lanes.claim('ACCOUNT', room, room)) {
      const runner = new AccountRunner(this.#deps, lease, lease.laneKey.slice('account:'.length) as AccountId);
      const done = runner.run().finally(() => {
        if (this.#accounts.get(lease.laneKey)?.runner === runner) this.#accounts.delete(lease.laneKey);
        this.#stir();
      });
      this.#accounts.set(lease.laneKey, { runner, done, seq: -1 });
    }
  }

  async #wakeAccounts(): Promise<void> {
    if (this.#accounts.size === 0) return;
    for (const lane of await this.#deps.lanes.heldAccounts()) {
      const held = this.#accounts.get(lane.laneKey);
      if (held === undefined || held.runner.lease.token !== lane.token) continue;
      if (lane.isRemoved) held.runner.stop();
      else if (lane.seq !== held.seq || lane.hasTasks) held.runner.wake();
      held.seq = lane.seq;
    }
  }

  async #sleep(): Promise<void> {
    if (this.#isDirty || this.#isStopping) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, this.#options.lookEveryMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
