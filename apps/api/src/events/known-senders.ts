/** Whose events are believed to come from a portal of ours while the database cannot be asked: read at the start, and again and again. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { PortalId } from '@olchat/domain';

export interface EventSender {
  memberId: string;
  portalId: PortalId;
  applicationTokenHash: Buffer;
}

export interface EventSenders {
  /** Portals that have the application installed, with the hash of the token that their events show. */
  list(): Promise<EventSender[]>;
  /** How many portals there are; one cheap question. */
  count(): Promise<number>;
}

export interface KnownSendersTimes {
  /** How often it is asked whether a portal came. */
  lookEveryMs: number;
  /** How often all are read anew. */
  refreshEveryMs: number;
}

const TIMES: KnownSendersTimes = { lookEveryMs: 1000, refreshEveryMs: 30_000 };
/** A portal's token follows its installation within moments. */
const SETTLED_MS = 10_000;

export class KnownSenders {
  readonly #senders: EventSenders;
  readonly #onError: (error: unknown) => void;
  readonly #times: KnownSendersTimes;
  #known = new Map<string, EventSender>();
  #count = 0;
  #newAt = -Infinity;
  #refreshedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(senders: EventSenders, onError: (error: unknown) => void, times: KnownSendersTimes = TIMES) {
    this.#senders = senders;
    this.#onError = onError;
    this.#times = times;
  }

  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look()
        .catch(this.#onError)
        .finally(() => (this.#looking = undefined));
    }, this.#times.lookEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const count = await this.#senders.count();
    const now = performance.now();
    if (count !== this.#count) this.#newAt = now;
    this.#count = count;
    if (now - this.#newAt > SETTLED_MS && now - this.#refreshedAt < this.#times.refreshEveryMs) return;
    this.#refreshedAt = now;
    this.#known = new Map((await this.#senders.list()).map(sender => [sender.memberId, sender]));
  }

  /** UNKNOWN: perhaps installed a moment ago; FORGED: a portal of ours, and not its token. */
  verify(memberId: string, applicationToken: string | null): PortalId | 'UNKNOWN' | 'FORGED' {
    const sender = this.#known.get(memberId);
    if (sender === undefined) return 'UNKNOWN';
    const shown = createHash('sha256')
      .update(applicationToken ?? '')
      .digest();
    return timingSafeEqual(shown, sender.applicationTokenHash) ? sender.portalId : 'FORGED';
  }
}
