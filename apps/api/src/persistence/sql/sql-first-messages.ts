/** New recipients of an account, for its limits. */
import type { AccountId, FirstMessages, GrantedFirstMessages, RecipientId } from '@olchat/domain';
import type { Sql } from './sql.ts';

export class SqlFirstMessages implements FirstMessages {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async granted(accountId: AccountId, since: Date): Promise<GrantedFirstMessages> {
    const [row] = await this.#sql.execute<{ count: string; oldest: Date | null; last: Date | null }>(
      `select count(*), min(granted_at) as oldest, max(granted_at) as last from first_message
       where portal_id = ? and account_id = ? and granted_at > ?`,
      [this.#sql.portalId, accountId, since],
    );
    return { count: Number(row?.count ?? 0), oldestAt: moment(row?.oldest), lastAt: moment(row?.last) };
  }

  async grantedAt(accountId: AccountId, recipientId: RecipientId): Promise<Date | null> {
    const [row] = await this.#sql.execute<{ granted_at: Date | null }>(
      'select granted_at from first_message where portal_id = ? and account_id = ? and recipient_id = ?',
      [this.#sql.portalId, accountId, recipientId],
    );
    return moment(row?.granted_at);
  }

  async grant(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void> {
    await this.#sql.execute(
      `insert into first_message (portal_id, account_id, recipient_id, granted_at) values (?, ?, ?, ?)
       on conflict (portal_id, account_id, recipient_id) do update set granted_at = excluded.granted_at, held_until = null`,
      [this.#sql.portalId, accountId, recipientId, at],
    );
  }

  async hold(accountId: AccountId, recipientId: RecipientId, until: Date): Promise<void> {
    await this.#sql.execute(
      `insert into first_message (portal_id, account_id, recipient_id, held_until) values (?, ?, ?, ?)
       on conflict (portal_id, account_id, recipient_id) do update set held_until = excluded.held_until`,
      [this.#sql.portalId, accountId, recipientId, until],
    );
  }

  async reconsider(accountId: AccountId): Promise<void> {
    await this.#sql.execute(
      'update first_message set held_until = null where portal_id = ? and account_id = ? and held_until is not null',
      [this.#sql.portalId, accountId],
    );
    this.#sql.wake();
  }
}

const moment = (value: Date | string | null | undefined): Date | null => (value == null ? null : new Date(value));
