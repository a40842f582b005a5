/** Notices and their chat. Rows are locked when they are read: who tells one and who raises the next must not undo each other. */
import type { Notice, NoticeChat, NoticeChats, Notices } from '@olchat/domain';
import type { Sql } from './sql.ts';

interface NoticeRow {
  portal_id: Notice['portalId'];
  id: Notice['id'];
  kind: Notice['kind'];
  account_id: Notice['accountId'];
  employee_id: Notice['employeeId'];
  details: Notice['details'] | string;
  state: Notice['state'];
  raised_at: Date;
  tell_at: Date;
  told_at: Date | null;
}

const ABOUT = 'account_id is not distinct from ?::uuid and employee_id is not distinct from ?::text';

export class SqlNotices implements Notices {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(id: Notice['id']): Promise<Notice | null> {
    return this.#first('id = ?', [id]);
  }

  async last(kind: Notice['kind'], about: Pick<Notice, 'accountId' | 'employeeId'>): Promise<Notice | null> {
    return this.#first(`kind = ? and ${ABOUT} order by raised_at desc, id desc limit 1`, [kind, about.accountId, about.employeeId]);
  }

  async standing(kinds: readonly Notice['kind'][], accountId: Notice['accountId']): Promise<Notice[]> {
    if (kinds.length === 0) return [];
    const where = `kind in (${kinds.map(() => '?').join(', ')}) and account_id is not distinct from ?::uuid and state in ('WAITING', 'TOLD') order by id`;
    return this.#select(where, [...kinds, accountId]);
  }

  async add(notice: Notice): Promise<boolean> {
    const inserted = await this.#sql.execute(
      `insert into notice (portal_id, id, kind, account_id, employee_id, details, state, raised_at, tell_at, told_at)
       values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
       on conflict (portal_id, kind, account_id, employee_id) where state = 'WAITING' do nothing returning id`,
      [
        this.#sql.portalId,
        notice.id,
        notice.kind,
        notice.accountId,
        notice.employeeId,
        JSON.stringify(notice.details),
        notice.state,
        notice.raisedAt,
        notice.tellAt,
        notice.toldAt,
      ],
    );
    return inserted.length === 1;
  }

  async save({ id, details, state, tellAt, toldAt }: Notice): Promise<void> {
    await this.#sql.execute('update notice set details = ?::jsonb, state = ?, tell_at = ?, told_at = ? where portal_id = ? and id = ?', [
      JSON.stringify(details),
      state,
      tellAt,
      toldAt,
      this.#sql.portalId,
      id,
    ]);
  }

  async #first(where: string, params: readonly unknown[]): Promise<Notice | null> {
    const [first] = await this.#select(where, params);
    return first ?? null;
  }

  async #select(where: string, params: readonly unknown[]): Promise<Notice[]> {
    const rows = await this.#sql.execute<NoticeRow>(`select * from notice where portal_id = ? and ${where} for update`, [
      this.#sql.portalId,
      ...params,
    ]);
    return rows.map(noticeOf);
  }
}

const noticeOf = (row: NoticeRow): Notice => ({
  id: row.id,
  portalId: row.portal_id,
  kind: row.kind,
  accountId: row.account_id,
  employeeId: row.employee_id,
  details: typeof row.details === 'string' ? (JSON.parse(row.details) as Notice['details']) : row.details,
  state: row.state,
  raisedAt: new Date(row.raised_at),
  tellAt: new Date(row.tell_at),
  toldAt: row.told_at === null ? null : new Date(row.told_at),
});

export class SqlNoticeChats implements NoticeChats {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(): Promise<NoticeChat | null> {
    const [row] = await this.#sql.execute<{ key: string; chat_id: string | null; made_at: Date | null }>(
      'select key, chat_id, made_at from notice_chat where portal_id = ?',
      [this.#sql.portalId],
    );
    return row === undefined ? null : { key: row.key, chatId: row.chat_id, madeAt: row.made_at === null ? null : new Date(row.made_at) };
  }

  async save({ key, chatId, madeAt }: NoticeChat): Promise<void> {
    await this.#sql.execute(
      `insert into notice_chat (portal_id, key, chat_id, made_at) values (?, ?, ?, ?)
       on conflict (portal_id) do update set key = excluded.key, chat_id = excluded.chat_id, made_at = excluded.made_at`,
      [this.#sql.portalId, key, chatId, madeAt],
    );
  }
}
