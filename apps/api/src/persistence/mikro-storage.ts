/** The storage over PostgreSQL: aggregates by MikroORM, sealed and claimed rows by SQL, one transaction for both (RE-1, decision 8). */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeadlockException, UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { isRefusal, type PortalId, type Storage, type Transaction } from '@olchat/domain';
import { MikroTransaction } from './mikro/mikro-transaction.ts';
import { portalManager, type Orm } from './orm.ts';
import type { PortalKeys } from './sealing/portal-keys.ts';

/** Told after each commit: what may have moved. A hint for others, never the truth (RE-12). */
export interface CommitListener {
  committed(portalId: PortalId, what: { feed: boolean; work: boolean }): void;
}

/**
 * Of two transactions that wait for each other PostgreSQL ends one, whole: it is done again. So is one that found nothing and would have
 * made what another made meanwhile: done again it finds that, and answers what is true.
 */
const LOST_RACES = [DeadlockException, UniqueConstraintViolationException];
const MAX_ATTEMPTS = 5;
/** So that the other one goes first. */
const PAUSE_MS = 50;

export class MikroStorage implements Storage {
  readonly #orm: Orm;
  readonly #keys: PortalKeys;
  readonly #listener: CommitListener;

  constructor(orm: Orm, keys: PortalKeys, listener: CommitListener) {
    this.#orm = orm;
    this.#keys = keys;
    this.#listener = listener;
  }

  async transaction<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(portalId, work);
      } catch (error) {
        if (!LOST_RACES.some(race => error instanceof race) || attempt === MAX_ATTEMPTS) throw error;
        await sleep(Math.random() * PAUSE_MS);
      }
    }
  }

  async #attempt<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const key = await this.#keys.of(portalId);
    let outcome = { feed: false, work: false };
    try {
      const result = await portalManager(this.#orm, portalId).transactional(async em => {
        const tx = new MikroTransaction(em, portalId, key);
        const answer = await work(tx);
        if (isRefusal(answer)) throw new RolledBack(answer);
        outcome = await tx.finish();
        return answer;
      });
      this.#listener.committed(portalId, outcome);
      return result;
    } catch (error) {
      if (error instanceof RolledBack) return error.answer as T;
      throw error;
    }
  }
}

/** Carries a refusal out of a transaction that must not commit. */
class RolledBack extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('rolled back');
    this.answer = answer;
  }
}
