/** Pages of history for those who wait for them: one after another, at a pace, beside the sends (S-11). */
import { setTimeout as pause } from 'node:timers/promises';
import type { readNextHistory, ReadHistoryContext } from '@olchat/domain';
import type { Logger } from '../logger.ts';

/** Between two questions about histories of one account, whoever presses how quickly. */
const EVERY_MS = 500;

export interface HistoryReaderDeps {
  readNext: typeof readNextHistory;
  /** Somebody waits for the answer. */
  nudge(): void;
  logger: Pick<Logger, 'warn'>;
  everyMs?: number;
}

export class HistoryReader {
  readonly #deps: HistoryReaderDeps;
  #isAsked = false;
  #work: Promise<void> | undefined;

  constructor(deps: HistoryReaderDeps) {
    this.#deps = deps;
  }

  /** A question was stored. While one is answered, the rest wait for their turn. */
  begin(storage: Parameters<typeof readNextHistory>[0], context: ReadHistoryContext): void {
    if (context.signal.aborted) return; // its session is over
    this.#isAsked = true;
    this.#work ??= this.#run(storage, context).catch((error: unknown) => {
      if (!context.signal.aborted) {
        const { portalId } = context.lease;
        this.#deps.logger.warn('a history was not read', { portalId, accountId: context.accountId, error });
      }
    });
  }

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await this.#work;
  }

  async #run(storage: Parameters<typeof readNextHistory>[0], context: ReadHistoryContext): Promise<void> {
    try {
      while (this.#isAsked && !context.signal.aborted) {
        this.#isAsked = false;
        while ((await this.#deps.readNext(storage, context)) !== null) {
          this.#deps.nudge();
          await pause(this.#deps.everyMs ?? EVERY_MS, undefined, { signal: context.signal });
        }
      }
    } finally {
      this.#work = undefined;
    }
  }
}
