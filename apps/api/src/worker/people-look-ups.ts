/** Questions about people, beside the sends: they have a pace of their own, and conversations do not wait for it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, lookUpNext, LookUpContext, Storage } from '@olchat/domain';
import type { Logger } from '../logger.ts';

/** The messenger holds questions longer than this: the next card that is opened asks again. */
const REST_MS = 60_000;

export interface PeopleLookUpsDeps {
  storage: Storage;
  clock: Clock;
  /** Somebody waits for the answer. */
  nudge(): void;
  logger: Pick<Logger, 'warn'>;
  lookUpNext: typeof lookUpNext;
}

export class PeopleLookUps {
  readonly #deps: PeopleLookUpsDeps;
  #isAsked = false;
  #work: Promise<void> | undefined;

  constructor(deps: PeopleLookUpsDeps) {
    this.#deps = deps;
  }

  /** Until nobody is left to ask about. Whoever is asked about while it runs is not overlooked, also in its last look. */
  begin(context: LookUpContext): void {
    const { lease, accountId, signal } = context;
    if (signal.aborted) return; // its session is over
    this.#isAsked = true;
    this.#work ??= this.#run(context).catch((error: unknown) => {
      if (!signal.aborted) this.#deps.logger.warn('people were not looked up', { portalId: lease.portalId, accountId, error });
    });
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await this.#work;
  }

  async #run(context: LookUpContext): Promise<void> {
    const { signal } = context;
    try {
      while (this.#isAsked && !signal.aborted) {
        this.#isAsked = false;
        await this.#askAll(context);
      }
    } finally {
      this.#work = undefined;
    }
  }

  async #askAll(context: LookUpContext): Promise<void> {
    const { signal } = context;
    for (;;) {
      const nextInMs = await this.#deps.lookUpNext(this.#deps, context);
      this.#deps.nudge();
      if (nextInMs === null || nextInMs > REST_MS || signal.aborted) return;
      if (nextInMs > 0) await pause(nextInMs, undefined, { signal });
    }
  }
}
