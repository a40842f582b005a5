/** People asked for through accounts (D-31). */
import type {
  AccountId,
  LookUp,
  LookUpAnswer,
  LookUpPace,
  LookUps,
  LookUpState,
  RecipientId,
  RecipientQuery,
  RefusalCode,
} from '@olchat/domain';
import type { Sql } from './sql.ts';

interface LookUpRow {
  kind: RecipientQuery['kind'];
  value: string;
  state: LookUpState;
  recipient_id: RecipientId | null;
  obstacle: RefusalCode | null;
  answered_at: Date | null;
}

export class SqlLookUps implements LookUps {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(accountId: AccountId, queries: readonly RecipientQuery[]): Promise<LookUp[]> {
    if (queries.length === 0) return [];
    const rows = await this.#sql.execute<LookUpRow>(
      `select kind, value, state, recipient_id, obstacle, answered_at from look_up
       where portal_id = ? and account_id = ? and (kind, value) in (select * from jsonb_to_recordset(?::jsonb) as asked(kind text, value text))`,
      [this.#sql.portalId, accountId, JSON.stringify(queries)],
    );
    return rows.map(row => ({
      query: { kind: row.kind, value: row.value },
      state: row.state,
      recipientId: row.recipient_id,
      obstacle: row.obstacle,
      answeredAt: moment(row.answered_at),
    }));
  }

  async want(accountId: AccountId, queries: readonly RecipientQuery[], at: Date): Promise<void> {
    for (const { kind, value } of queries) {
      await this.#sql.execute(
        `insert into look_up (portal_id, account_id, kind, value, state, asked_at) values (?, ?, ?, ?, 'WAITING', ?)
         on conflict (portal_id, account_id, kind, value) do update set state = 'WAITING', asked_at = excluded.asked_at
         where look_up.state <> 'WAITING'`,
        [this.#sql.portalId, accountId, kind, value, at],
      );
    }
  }

  async next(accountId: AccountId): Promise<RecipientQuery | null> {
    const [row] = await this.#sql.execute<Pick<LookUpRow, 'kind' | 'value'>>(
      `select kind, value from look_up where portal_id = ? and account_id = ? and state = 'WAITING'
       order by array_position(array['ID', 'USERNAME', 'PHONE'], kind), asked_at limit 1`,
      [this.#sql.portalId, accountId],
    );
    return row ?? null;
  }

  async answer(accountId: AccountId, { kind, value }: RecipientQuery, answer: LookUpAnswer, at: Date): Promise<void> {
    await this.#sql.execute(
      `insert into look_up (portal_id, account_id, kind, value, state, recipient_id, obstacle, asked_at, answered_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (portal_id, account_id, kind, value) do update set state = excluded.state, recipient_id = excluded.recipient_id,
         obstacle = excluded.obstacle, answered_at = excluded.answered_at`,
      [this.#sql.portalId, accountId, kind, value, answer.state, answer.recipientId, answer.obstacle, at, at],
    );
  }

  async pace(accountId: AccountId): Promise<LookUpPace> {
    const [row] = await this.#sql.execute<{ last_look_up_at: Date | null; look_ups_held_until: Date | null }>(
      'select last_look_up_at, look_ups_held_until from account_pace where portal_id = ? and account_id = ?',
      [this.#sql.portalId, accountId],
    );
    return { lastAt: moment(row?.last_look_up_at), heldUntil: moment(row?.look_ups_held_until) };
  }

  async savePace(accountId: AccountId, { lastAt, heldUntil }: LookUpPace): Promise<void> {
    await this.#sql.execute(
      `insert into account_pace (portal_id, account_id, last_look_up_at, look_ups_held_until) values (?, ?, ?, ?)
       on conflict (portal_id, account_id) do update set last_look_up_at = excluded.last_look_up_at,
         look_ups_held_until = excluded.look_ups_held_until`,
      [this.#sql.portalId, accountId, lastAt, heldUntil],
    );
  }
}

const moment = (value: Date | string | null | undefined): Date | null => (value == null ? null : new Date(value));
