/**
 * When a client read, asked for after the pointer told that he did. The pointer's update carries no time, so the receipt says when we heard
 * of it; after a time away that may be hours late. Beside everything else: it holds up nothing, and what is not answered stays as heard.
 */
import { pause } from '@olchat/connector-kit';
import type { Receipt } from '@olchat/domain';
import type { TelegramClient } from '@mtcute/node';
import { meaningOf, rawCodeOf, reasonOf } from './errors.ts';
import type { ConnectorLogger, Timings } from './options.ts';

/** What one move of a pointer made read. */
export interface ReadBatch {
  person: number;
  /** The newest of it, which alone is asked about: what comes before it was read by then at the latest. */
  newest: number;
  externalMessageIds: string[];
  heardAt: Date;
}

export interface ReadTimesParts {
  client: TelegramClient;
  timings: Pick<Timings, 'queryMs' | 'readTimePauseMs' | 'readTimeSlackMs'>;
  logger: ConnectorLogger;
  receipts: (receipts: Receipt[]) => Promise<void>;
}

/** After a long time away; older ones keep the time of hearing. */
const WAITING = 100;
/** Nothing is wrong with these: the client, or we, do not show such times, or the server has forgotten. */
const NOT_TOLD = new Set(['USER_PRIVACY_RESTRICTED', 'MESSAGE_TOO_OLD', 'MESSAGE_NOT_READ_YET', 'MESSAGE_ID_INVALID', 'PEER_NOT_FOUND']);
/** Our own account hides its times, so it is shown none: asked again after so long, should its owner have changed that. */
const OWN_PRIVACY_MS = 3_600_000;

export class ReadTimes {
  readonly #parts: ReadTimesParts;
  readonly #ended = new AbortController();
  #waiting: ReadBatch[] = [];
  #isAsking = false;
  /** Milliseconds since 1970. */
  #quietUntil = 0;

  constructor(parts: ReadTimesParts) {
    this.#parts = parts;
  }

  /** Returns at once. Called after the receipt itself is stored. */
  ask(batch: ReadBatch): void {
    if (this.#ended.signal.aborted || Date.now() < this.#quietUntil) return;
    this.#waiting = [...this.#waiting, batch].slice(-WAITING);
    if (!this.#isAsking) void this.#work();
  }

  /** Nothing is asked or told after it. */
  end(): void {
    this.#ended.abort();
    this.#waiting = [];
  }

  async #work(): Promise<void> {
    this.#isAsking = true;
    for (let batch = this.#waiting.shift(); batch !== undefined; batch = this.#waiting.shift()) {
      await this.#learn(batch);
      await pause(this.#parts.timings.readTimePauseMs, this.#ended.signal);
    }
    this.#isAsking = false;
  }

  async #learn({ person, newest, externalMessageIds, heardAt }: ReadBatch): Promise<void> {
    const { timings, logger, receipts } = this.#parts;
    try {
      const occurredAt = await this.#readAt(person, newest);
      // What differs less is the clocks of two machines, and not worth a second entry.
      if (this.#ended.signal.aborted || heardAt.getTime() - occurredAt.getTime() <= timings.readTimeSlackMs) return;
      await receipts(externalMessageIds.map(externalMessageId => ({ externalMessageId, status: 'read', occurredAt, rawCode: null })));
    } catch (error) {
      const [code, meaning] = [rawCodeOf(error) ?? '', meaningOf(error)];
      if (meaning.kind === 'wait') return this.#beQuiet(meaning.ms);
      if (code === 'YOUR_PRIVACY_RESTRICTED') return this.#beQuiet(OWN_PRIVACY_MS);
      if (!NOT_TOLD.has(code) && !this.#ended.signal.aborted)
        logger.warn('the time of a reading was not learnt', { reason: reasonOf(error) });
    }
  }

  #beQuiet(ms: number): void {
    this.#quietUntil = Date.now() + ms;
    this.#waiting = [];
  }

  async #readAt(person: number, msgId: number): Promise<Date> {
    const bounds = { timeout: this.#parts.timings.queryMs, abortSignal: this.#ended.signal };
    const peer = await this.#parts.client.withParams(bounds).resolvePeer(person);
    const { date } = await this.#parts.client.call({ _: 'messages.getOutboxReadDate', peer, msgId }, bounds);
    return new Date(date * 1000);
  }
}
