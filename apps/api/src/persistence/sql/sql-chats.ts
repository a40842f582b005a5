/** The small tables around open-line chats: for whom a dialogue is being opened, which modes of publication the portal refused. */
import type {
  AccountId,
  CardRef,
  ChatOpening,
  ChatOpenings,
  EmployeeId,
  PublicationSwitch,
  PublicationSwitches,
  RecipientId,
} from '@olchat/domain';
import type { Sql } from './sql.ts';

export class SqlChatOpenings implements ChatOpenings {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(accountId: AccountId, recipientId: RecipientId): Promise<ChatOpening | null> {
    const [row] = await this.#sql.execute<{
      employee_id: EmployeeId;
      employee_name: string;
      card: CardRef | null;
      state: ChatOpening['state'];
      started_at: Date;
    }>(
      'select employee_id, employee_name, card, state, started_at from chat_opening where portal_id = ? and account_id = ? and recipient_id = ?',
      [this.#sql.portalId, accountId, recipientId],
    );
    if (row === undefined) return null;
    return {
      accountId,
      recipientId,
      employeeId: row.employee_id,
      employeeName: row.employee_name,
      card: row.card,
      state: row.state,
      startedAt: new Date(row.started_at),
    };
  }

  async save(opening: ChatOpening): Promise<void> {
    await this.#sql.execute(
      `insert into chat_opening (portal_id, account_id, recipient_id, employee_id, employee_name, card, state, started_at)
       values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
       on conflict (portal_id, account_id, recipient_id) do update set employee_id = excluded.employee_id,
         employee_name = excluded.employee_name, card = excluded.card, state = excluded.state, started_at = excluded.started_at`,
      [
        this.#sql.portalId,
        opening.accountId,
        opening.recipientId,
        opening.employeeId,
        opening.employeeName,
        opening.card === null ? null : JSON.stringify(opening.card),
        opening.state,
        opening.startedAt,
      ],
    );
  }

  async remove(accountId: AccountId, recipientId: RecipientId): Promise<void> {
    await this.#sql.execute('delete from chat_opening where portal_id = ? and account_id = ? and recipient_id = ?', [
      this.#sql.portalId,
      accountId,
      recipientId,
    ]);
  }
}

export class SqlPublicationSwitches implements PublicationSwitches {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async list(): Promise<PublicationSwitch[]> {
    const rows = await this.#sql.execute<{ publication: PublicationSwitch['publication']; raw_code: string; at: Date }>(
      'select publication, raw_code, at from publication_switch where portal_id = ? order by publication',
      [this.#sql.portalId],
    );
    return rows.map(row => ({ publication: row.publication, rawCode: row.raw_code, at: new Date(row.at) }));
  }

  async save(off: PublicationSwitch): Promise<void> {
    await this.#sql.execute(
      `insert into publication_switch (portal_id, publication, raw_code, at) values (?, ?, ?, ?)
       on conflict (portal_id, publication) do update set raw_code = excluded.raw_code, at = excluded.at`,
      [this.#sql.portalId, off.publication, off.rawCode, off.at],
    );
  }
}
