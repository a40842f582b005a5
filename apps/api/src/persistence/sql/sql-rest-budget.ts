/** Bitrix24's request limits, shared by all processes: one bucket per portal, a stop per method (RE-44, Q-23). */
import { setTimeout as sleep } from 'node:timers/promises';
import { takeFromBucket, type Lane, type RestBudget } from '@olchat/bitrix24';
import type { PortalId } from '@olchat/domain';
import type { PortalSql } from './portal-sql.ts';

/** The row of the whole portal; other rows are methods that the portal stopped. */
const ALL = '*';
const LONGEST_WAIT_MS = 2000;

export class SqlRestBudget implements RestBudget {
  readonly #sql: PortalSql;

  constructor(sql: PortalSql) {
    this.#sql = sql;
  }

  async take(portalId: PortalId, lane: Lane, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const waitMs = await this.#tryTake(portalId, lane);
      if (waitMs === 0) return;
      await sleep(Math.min(waitMs, LONGEST_WAIT_MS), undefined, { signal });
    }
  }

  async slowDown(portalId: PortalId, until: Date, method: string | null): Promise<void> {
    await this.#sql.run(portalId, async client => {
      await client.query(
        `insert into rest_budget (portal_id, method, held_until) values ($1, $2, $3)
         on conflict (portal_id, method) do update set held_until = greatest(rest_budget.held_until, excluded.held_until)`,
        [portalId, method ?? ALL, until],
      );
    });
  }

  /** 0: taken; else milliseconds to wait. The database's clock counts. */
  async #tryTake(portalId: PortalId, lane: Lane): Promise<number> {
    return this.#sql.run(portalId, async client => {
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
      const answer = takeFromBucket({ level: row.spent, at: row.at }, lane, row.now);
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
