/** What the door of events keeps beside the inbox: whose token events show, and when somebody was there to take them. */
import { RECONCILE_LANE, type PortalId, type Storage } from '@olchat/domain';
import type { Pool } from 'pg';
import type { EventSender, EventSenders } from '../../events/known-senders.ts';
import type { PortalSql } from './portal-sql.ts';

/** Gaps that begin within this time are one: a database that comes and goes asks for one look. */
const ROUNDED_TO_MS = 600_000;

export class SqlEventDoor implements EventSenders {
  readonly #routing: Pool;
  readonly #sql: PortalSql;
  readonly #storage: Storage;

  constructor(routing: Pool, sql: PortalSql, storage: Storage) {
    this.#routing = routing;
    this.#sql = sql;
    this.#storage = storage;
  }

  async list(): Promise<EventSender[]> {
    const senders: EventSender[] = [];
    for (const { memberId, portalId } of await this.#portals()) {
      const hash = await this.#sql.run(portalId, async client => {
        const { rows } = await client.query<{ application_token_hash: Buffer | null }>(
          `select application_token_hash from portal where portal_id = $1 and state = 'ACTIVE'`,
          [portalId],
        );
        return rows[0]?.application_token_hash ?? null;
      });
      if (hash !== null) senders.push({ memberId, portalId, applicationTokenHash: hash });
    }
    return senders;
  }

  async count(): Promise<number> {
    const { rows } = await this.#routing.query<{ count: number }>('select count(*)::integer as count from portal_route');
    return rows[0]?.count ?? 0;
  }

  /** Answers when the last beat was, by the database's clock; null: there was none. */
  async beat(): Promise<Date | null> {
    const { rows } = await this.#routing.query<{ before: Date | null }>(
      `with before as (select seen_at from event_door)
       insert into event_door (seen_at) values (clock_timestamp())
       on conflict (only_one) do update set seen_at = excluded.seen_at returning (select seen_at from before) as before`,
    );
    return rows[0]?.before ?? null;
  }

  /** RE-22: every portal is looked over by its own task. */
  async reconcileAll(since: Date): Promise<void> {
    for (const { portalId } of await this.#portals()) await this.reconcile(portalId, since);
  }

  async reconcile(portalId: PortalId, since: Date): Promise<void> {
    const from = new Date(Math.floor(since.getTime() / ROUNDED_TO_MS) * ROUNDED_TO_MS);
    await this.#storage.transaction(portalId, tx =>
      tx.tasks.add({ name: 'reconcile-portal', laneKey: RECONCILE_LANE, subjectId: from.toISOString() }),
    );
  }

  async #portals(): Promise<{ memberId: string; portalId: PortalId }[]> {
    const { rows } = await this.#routing.query<{ member_id: string; portal_id: PortalId }>('select member_id, portal_id from portal_route');
    return rows.map(row => ({ memberId: row.member_id, portalId: row.portal_id }));
  }
}
