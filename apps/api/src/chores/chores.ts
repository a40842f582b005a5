/** Runs the periodic work of portals in this process: looks every second, a few at a time, each under a lease (decision 9). */
import type { Clock, PortalId } from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { Chore, ChoreName, SqlChores } from '../persistence/sql/sql-chores.ts';

/** Answers when it is to run again; null: when it is asked for. A throw: in a few minutes. */
export type ChoreHandlers = Record<ChoreName, (portalId: PortalId) => Promise<Date | null>>;

export interface ChoresDeps {
  chores: SqlChores;
  handlers: ChoreHandlers;
  clock: Clock;
  logger: Logger;
}

const LOOK_EVERY_MS = 1000;
const AT_ONCE = 4;
const AFTER_FAILURE_MS = 5 * 60_000;

export class Chores {
  readonly #deps: ChoresDeps;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #hasBegun = false;

  constructor(deps: ChoresDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.look().finally(() => (this.#running = undefined));
    }, LOOK_EVERY_MS);
  }

  /** Nothing new; waits for what runs. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Does what is due. */
  async look(): Promise<void> {
    const { chores, clock, logger } = this.#deps;
    try {
      if (!this.#hasBegun) await chores.begin(clock.now());
      this.#hasBegun = true;
      const due = await chores.claim(clock.now(), AT_ONCE);
      await Promise.all(due.map(chore => this.#run(chore)));
    } catch (error) {
      logger.error('chores were not looked at', { error }); // looked for again in a second
    }
  }

  async #run(chore: Chore): Promise<void> {
    const { chores, handlers, clock, logger } = this.#deps;
    let nextAt: Date | null;
    try {
      nextAt = await handlers[chore.name](chore.portalId);
    } catch (error) {
      logger.error('a chore failed', { portalId: chore.portalId, task: chore.name, error });
      nextAt = new Date(clock.now().getTime() + AFTER_FAILURE_MS);
    }
    await chores.finish(chore, nextAt);
  }
}
