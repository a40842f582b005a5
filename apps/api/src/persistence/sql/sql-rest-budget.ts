/** Bitrix24's request limits, shared by all processes: one bucket per portal, a stop per method (RE-44, Q-23). */
import { setTimeout as sleep } from 'node:timers/promises';
import { STANDARD_BUCKET, takeFromBucket, type BucketSize, type Lane, type RestBudget } from '@olchat/bitrix24';
import type { PortalId } from '@olchat/domain';
import type { PortalSql } from './portal-sql.ts';

/** The row of the whole portal; other rows are methods that the portal stopped. */
const ALL = '*';
const LONGEST_WAIT_MS = 2000;

export class SqlRestBudget implements RestBudget {
  readonly #sql: PortalSql;
  readonly #size: BucketSize;

  constructor(sql: PortalSql, size: BucketSize = STANDARD_BUCKET) {
    this.#sql = sql;
    this.#size = size;
  }

  async take(portalId: PortalId, lane: Lane, signal: AbortSignal, methods: readonly string[] = []): Promise<Date | null> {
    for (;;) {
      signal.throwIfAborted();
      const waitMs = await this.#tryTake(portalId, lane, methods);
      if (waitMs instanceof Date) return waitMs;
      if (waitMs === 0) return null;
      await sleep(Math.min(waitMs, LONGEST_WAIT_MS), undefined, { signal });
    }
  }

  async slowDown(portalId: PortalId, until: Date, method: string | null): Promise<void> {
    await this.#sql.run(portalId, async client => {
      await client.query(
        // The portal's own count is the right one: ours is full from here on, and drains as the portal's does.
        `insert into rest_budget (portal_id, method, held_until, spent, at) values ($1, $2, $3, $4, clock_timestamp())
         on conflict (portal_id, method) do update set held_until = greatest(rest_budget.held_until, excluded.held_until),
           spent = excluded.spent, at = excluded.at`,
        [portalId, method ?? ALL, until, method === null ? this.#size.burst : 0],
      );
    });
  }

  /** 0: taken; milliseconds to wait; or until when one of the methods is stopped. The database's clock counts. */
  async #tryTake(portalId: PortalId, lane: Lane, methods: readonly string[]): Promise<number | Date> {
    return this.#sql.run(portalId, async client => {
      const stopped = await client.query<{ until: Date | null }>(
        `select max(held_until) as until from rest_budget where portal_id = $1 and method = any($2) and held_until > clock_timestamp()`,
        [portalId, [...new Set(methods)]],
      );
      const until = stopped.rows[0]?.until ?? null;
      if (until !== null) return until;
      await client.query('insert into rest_budget (portal_id, method) values ($1, $2) on conflict do nothing', [portalId, ALL]);
      const { rows } = await client.query<{ spent: number; at: Date; now: Date; held_ms: number | null }>(
        `select spent, at, clock_timestamp() as now, extract(epoch from held_until - clock_timestamp()) * 1000 as held_ms
         from rest_budget where portal_id = $1 and method = $2 for update`,
        [portalId, ALL],
      );
      const row = rows[0];
      if (row === undefined) throw new Error('the budget of a portal vanished');
      const heldMs = Number(row.held_ms ?? 0);
      if (heldMs > 0) return heldMs;
      const answer = takeFromBucket({ level: row.spent, at: row.at }, lane, row.now, this.#size);
      if (!answer.taken) return answer.waitMs;
      await client.query('update rest_budget set spent = $3, at = $4 where portal_id = $1 and method = $2', [
        portalId,
        ALL,
        answer.bucket.level,
        answer.bucket.at,
      ]);
      return 0;
    });
  }
}
