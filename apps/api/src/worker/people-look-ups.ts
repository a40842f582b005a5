/** Questions about people, beside the sends: they have a pace of their own, and conversations do not wait for it. */
import { setTimeout as pause } from 'node:timers/promises';
import { lookUpNext, type Clock, type LookUpContext, type Storage } from '@olchat/domain';
import type { Logger } from '../logger.ts';

/** The messenger holds questions longer than this: the next card that is opened asks again. */
const REST_MS = 60_000;

export interface PeopleLookUpsDeps {
  storage: Storage;
  clock: Clock;
  /** Somebody waits for the answer. */
  nudge(): void;
  logger: Pick<Logger, 'warn'>;
}

export class PeopleLookUps {
  readonly #deps: PeopleLookUpsDeps;
  #work: Promise<void> | undefined;

  constructor(deps: PeopleLookUpsDeps) {
    this.#deps = deps;
  }

  /** Until nobody is left to ask about. While it runs, another call changes nothing. */
  begin(context: LookUpContext): void {
    const { lease, accountId, signal } = context;
    this.#work ??= this.#run(context)
      .catch((error: unknown) => {
        if (!signal.aborted) this.#deps.logger.warn('people were not looked up', { portalId: lease.portalId, accountId, error });
      })
      .finally(() => (this.#work = undefined));
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await this.#work;
  }

  async #run(context: LookUpContext): Promise<void> {
    const { signal } = context;
    for (;;) {
      const nextInMs = await lookUpNext(this.#deps, context);
      this.#deps.nudge();
      if (nextInMs === null || nextInMs > REST_MS || signal.aborted) return;
      if (nextInMs > 0) await pause(nextInMs, undefined, { signal });
    }
  }
}
