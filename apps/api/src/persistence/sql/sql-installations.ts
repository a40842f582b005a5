/** How the application stands on its portal: one row, made when it is first asked for. */
import { Installation, type EmployeeId, type Installations, type WorkingRightsState } from '@olchat/domain';
import type { Sql } from './sql.ts';

interface Row {
  rights_state: WorkingRightsState;
  rights_since: Date | string | null;
  checked_at: Date | string | null;
  kept: string[];
  mended: { what: string; at: string }[];
  /** Those of an earlier version do not say since when. */
  failed: { what: string; code: string; since?: string }[];
  test_event_at: Date | string | null;
}

const moment = (stored: Date | string | null): Date | null => (stored === null ? null : new Date(stored));

export class SqlInstallations implements Installations {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(): Promise<Installation> {
    return this.#read('');
  }

  async lock(): Promise<Installation> {
    await this.#sql.execute('insert into installation (portal_id) values (?) on conflict do nothing', [this.#sql.portalId]);
    return this.#read('for update');
  }

  async save({ rightsState, rightsSince, checkedAt, kept, mended, failed, testEventAt }: Installation): Promise<void> {
    await this.#sql.execute(
      `insert into installation (portal_id, rights_state, rights_since, checked_at, kept, mended, failed, test_event_at)
       values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?)
       on conflict (portal_id) do update set rights_state = excluded.rights_state, rights_since = excluded.rights_since,
         checked_at = excluded.checked_at, kept = excluded.kept, mended = excluded.mended, failed = excluded.failed,
         test_event_at = excluded.test_event_at`,
      [
        this.#sql.portalId,
        rightsState,
        rightsSince,
        checkedAt,
        JSON.stringify(kept),
        JSON.stringify(mended.map(({ what, at }) => ({ what, at: at.toISOString() }))),
        JSON.stringify(failed.map(({ since, ...thing }) => ({ ...thing, since: since.toISOString() }))),
        testEventAt,
      ],
    );
  }

  async workAs(employeeId: EmployeeId): Promise<void> {
    await this.#sql.execute('update portal set main_employee_id = ? where portal_id = ?', [employeeId, this.#sql.portalId]);
  }

  async #read(lock: '' | 'for update'): Promise<Installation> {
    const { portalId } = this.#sql;
    const [row] = await this.#sql.execute<Row>(
      `select rights_state, rights_since, checked_at, kept, mended, failed, test_event_at from installation where portal_id = ? ${lock}`,
      [portalId],
    );
    const installation = Installation.create(portalId);
    if (row === undefined) return installation;
    return Object.assign(installation, {
      rightsState: row.rights_state,
      rightsSince: moment(row.rights_since),
      checkedAt: moment(row.checked_at),
      kept: row.kept,
      mended: row.mended.map(({ what, at }) => ({ what, at: new Date(at) })),
      failed: row.failed.map(({ since, ...thing }) => ({ ...thing, since: moment(since ?? row.checked_at) ?? new Date(0) })),
      testEventAt: moment(row.test_event_at),
    } satisfies Partial<Installation>);
  }
}
