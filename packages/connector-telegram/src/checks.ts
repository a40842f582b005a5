/** What a connection that works is asked by the clock: whether the account is still there (C-8), and what was missed (RE-27). */
import type { Connection } from './connection.ts';
import { meaningOf, type Meaning } from './errors.ts';
import type { Timings } from './options.ts';

export interface ChecksParts {
  timings: Pick<Timings, 'healthMs' | 'reconcileMs'>;
  /** The session goes on, over this connection. */
  isCurrent: (connection: Connection) => boolean;
  onAccount: (connection: Connection, meaning: Extract<Meaning, { kind: 'account' }>, error: unknown) => void;
  warn: (message: string, error: unknown) => void;
}

export class Checks {
  readonly #parts: ChecksParts;
  #health: NodeJS.Timeout | undefined;
  #reconciling: NodeJS.Timeout | undefined;

  constructor(parts: ChecksParts) {
    this.#parts = parts;
  }

  begin(connection: Connection): void {
    const { healthMs, reconcileMs } = this.#parts.timings;
    this.#health = setInterval(() => void this.#ask(connection), healthMs);
    this.#reconciling = setInterval(() => this.reconcile(connection), reconcileMs);
  }

  /** May be called twice. */
  end(): void {
    clearInterval(this.#health);
    clearInterval(this.#reconciling);
  }

  /** Read pointers and messages of a time away; returns at once. */
  reconcile(connection: Connection): void {
    const { isCurrent, onAccount, warn } = this.#parts;
    if (!isCurrent(connection)) return;
    connection.reconcile().catch((error: unknown) => {
      const meaning = meaningOf(error);
      if (meaning.kind === 'account') onAccount(connection, meaning, error);
      else if (!connection.isDropped) warn('read state not recovered', error);
    });
  }

  async #ask(connection: Connection): Promise<void> {
    try {
      await connection.whoAmI();
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning.kind === 'account') this.#parts.onAccount(connection, meaning, error);
    }
  }
}
