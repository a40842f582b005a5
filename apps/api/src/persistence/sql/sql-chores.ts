/** Periodic work of portals: one row each, taken under a lease, so that only one process does it (decision 9). */
import { randomUUID } from 'node:crypto';
import type { PortalId } from '@olchat/domain';
import type { Pool } from 'pg';

export type ChoreName = 'CHECK_INSTALLATION' | 'CHECK_RIGHTS' | 'UNINSTALL';

/** Every portal has them, always. */
export const LASTING_CHORES: readonly ChoreName[] = ['CHECK_INSTALLATION', 'CHECK_RIGHTS'];

export interface Chore {
  portalId: PortalId;
  name: ChoreName;
  /** Of the lease. */
  token: string;
}

/** Longer than any chore takes; after it another process begins the chore anew. */
const LEASE_MINUTES = 10;

export class SqlChores {
  readonly #routing: Pool;

  constructor(routing: Pool) {
    this.#routing = routing;
  }

  /** At the start of a worker: every portal has its chores, and they are due now. */
  async begin(at: Date): Promise<void> {
    await this.#routing.query(
      `insert into chore (portal_id, name, run_at) select portal_id, name, $2 from portal_route cross join unnest($1::text[]) as name
       on conflict (portal_id, name) do update set run_at = least(chore.run_at, excluded.run_at)`,
      [LASTING_CHORES, at],
    );
  }

  /** Due at `at` if it was not due earlier; a chore that runs just now runs again. */
  async ask(portalId: PortalId, name: ChoreName, at: Date): Promise<void> {
    await this.#routing.query(
      `insert into chore (portal_id, name, run_at) values ($1, $2, $3)
       on conflict (portal_id, name) do update set run_at = least(chore.run_at, excluded.run_at), lease_token = null`,
      [portalId, name, at],
    );
  }

  async claim(at: Date, limit: number): Promise<Chore[]> {
    const { rows } = await this.#routing.query<{ portal_id: PortalId; name: ChoreName; lease_token: string }>(
      `with due as (
         select portal_id, name from chore where run_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
         order by run_at limit $2 for update skip locked
       )
       update chore set lease_token = $3, lease_until = clock_timestamp() + make_interval(mins => $4)
       from due where chore.portal_id = due.portal_id and chore.name = due.name
       returning chore.portal_id, chore.name, chore.lease_token`,
      [at, limit, randomUUID(), LEASE_MINUTES],
    );
    return rows.map(row => ({ portalId: row.portal_id, name: row.name, token: row.lease_token }));
  }

  /** Null: it is done for good, until somebody asks for it again. */
  async finish({ portalId, name, token }: Chore, nextAt: Date | null): Promise<void> {
    // Asked for while it ran: the lease ends, the moment stays.
    await this.#routing.query(
      `update chore set lease_until = null, lease_token = null, run_at = case when lease_token = $3 then coalesce($4::timestamptz, 'infinity') else run_at end
       where portal_id = $1 and name = $2 and (lease_token = $3 or lease_token is null)`,
      [portalId, name, token, nextAt],
    );
  }
}
