/** Until when WhatsApp takes no first messages of the account (its «reachout time lock», Q-13): told by itself, or asked for after a refusal. */
import { within } from '@olchat/connector-kit';
import type { ConnectionState } from 'baileys';
import type { Connection } from './connection.ts';

/** A second question after a refusal delays the answer of the send by no more. */
const QUERY_MS = 5_000;
/** First messages are held so long after a refusal that named no end. WhatsApp's first restriction is said to last a day. */
const HOLD_MS = 24 * 3_600_000;

type ReachoutTimelock = NonNullable<ConnectionState['reachoutTimeLock']>;

export interface FirstMessageHoldParts {
  /** Null lifts it. */
  hold: (until: Date | null) => void;
  queryTimeoutMs: number;
  warn: (message: string, error: unknown) => void;
}

export class FirstMessageHold {
  readonly #parts: FirstMessageHoldParts;

  constructor(parts: FirstMessageHoldParts) {
    this.#parts = parts;
  }

  hear(lock: ReachoutTimelock): void {
    this.#parts.hold(lock.isActive === true ? (lock.timeEnforcementEnds ?? aDayFromNow()) : null);
  }

  /** After a refusal the library does not ask by itself. What it learns then comes as an update, too. */
  async ask(connection: Connection): Promise<Date> {
    const limitMs = Math.min(QUERY_MS, this.#parts.queryTimeoutMs);
    const lock = await within(limitMs, connection.fetchAccountReachoutTimelock(), null).catch((error: unknown) => {
      this.#parts.warn('state of the restriction unknown', error);
      return null;
    });
    const until = (lock?.isActive === true ? lock.timeEnforcementEnds : undefined) ?? aDayFromNow();
    this.#parts.hold(until);
    return until;
  }
}

const aDayFromNow = (): Date => new Date(Date.now() + HOLD_MS);
