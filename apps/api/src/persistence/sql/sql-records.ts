/** The small tables of a portal: keys of intents, inbox, own posts, logins, counters of a day. */
import type {
  AccountId,
  InboxEntry,
  Inbox,
  Intents,
  LoginProblem,
  LoginInput,
  LoginStep,
  Logins,
  MessageGroupId,
  OwnPosts,
  Usage,
  UsageKind,
} from '@olchat/domain';
import { keyedHash, seal, unseal, type Place } from '../sealing/sealer.ts';
import type { Sql } from './sql.ts';

export class SqlIntents implements Intents {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async claim(intent: Parameters<Intents['claim']>[0]): ReturnType<Intents['claim']> {
    const hash = keyedHash(this.#sql.key, 'intent', intent.contentHash);
    const inserted = await this.#sql.execute(
      `insert into intent (portal_id, key, content_hash, message_id, group_id) values (?, ?, ?, ?, ?)
       on conflict (portal_id, key) do nothing returning key`,
      [this.#sql.portalId, intent.key, hash, intent.messageId, intent.groupId],
    );
    if (inserted.length === 1) return null;
    const [first] = await this.#sql.execute<{ content_hash: Buffer; group_id: MessageGroupId }>(
      'select content_hash, group_id from intent where portal_id = ? and key = ?',
      [this.#sql.portalId, intent.key],
    );
    if (first === undefined) throw new Error('an idempotency key vanished');
    // The caller compares texts; an equal fingerprint is answered by the text it gave.
    return { groupId: first.group_id, contentHash: hash.equals(first.content_hash) ? intent.contentHash : '' };
  }
}

const inboxPlace = (portalId: string, id: string): Place => ({ portalId, column: 'inbox.sealed_body', row: id });

export class SqlInbox implements Inbox {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add(entry: InboxEntry): Promise<boolean> {
    const { portalId, key } = this.#sql;
    const inserted = await this.#sql.execute(
      `insert into inbox (portal_id, id, source, account_id, dedup_key, sealed_body, received_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (portal_id, source, dedup_key) do nothing returning id`,
      [
        portalId,
        entry.id,
        entry.source,
        entry.accountId,
        entry.dedupKey,
        seal(key, inboxPlace(portalId, entry.id), JSON.stringify(entry.body)),
        entry.receivedAt,
      ],
    );
    return inserted.length === 1;
  }

  find(id: string): Promise<InboxEntry | null> {
    return this.#one('id = ?', [id]);
  }

  findByKey(source: InboxEntry['source'], dedupKey: string): Promise<InboxEntry | null> {
    return this.#one('source = ? and dedup_key = ?', [source, dedupKey]);
  }

  async #one(where: string, params: string[]): Promise<InboxEntry | null> {
    const { portalId, key } = this.#sql;
    const [row] = await this.#sql.execute<{
      id: string;
      source: InboxEntry['source'];
      account_id: AccountId | null;
      dedup_key: string;
      sealed_body: Buffer;
      received_at: Date;
    }>(`select id, source, account_id, dedup_key, sealed_body, received_at from inbox where portal_id = ? and ${where}`, [
      portalId,
      ...params,
    ]);
    if (row === undefined) return null;
    const { id, source, account_id: accountId, dedup_key: dedupKey } = row;
    const body = JSON.parse(unseal(key, inboxPlace(portalId, id), row.sealed_body).toString('utf8')) as unknown;
    return { id, source, accountId, dedupKey, body, receivedAt: new Date(row.received_at) };
  }
}

export class SqlOwnPosts implements OwnPosts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add(openLineMessageId: string): Promise<void> {
    await this.#sql.execute('insert into own_post (portal_id, open_line_message_id) values (?, ?) on conflict do nothing', [
      this.#sql.portalId,
      openLineMessageId,
    ]);
  }

  async has(openLineMessageId: string): Promise<boolean> {
    const rows = await this.#sql.execute('select 1 from own_post where portal_id = ? and open_line_message_id = ?', [
      this.#sql.portalId,
      openLineMessageId,
    ]);
    return rows.length > 0;
  }
}

const loginAnswerPlace = (portalId: string, accountId: string): Place => ({
  portalId,
  column: 'login_answer.sealed_answer',
  row: accountId,
});
const loginPlace = (portalId: string, accountId: string): Place => ({ portalId, column: 'login.sealed_step', row: accountId });

/** JSON keeps dates as text. */
function reviveStep(step: LoginStep): LoginStep {
  const problem = (told: LoginProblem | null): LoginProblem | null =>
    told === null ? null : { ...told, freeAt: told.freeAt === null ? null : new Date(told.freeAt) };
  switch (step.kind) {
    case 'QR':
      return { ...step, expiresAt: new Date(step.expiresAt) };
    case 'CODE':
      return { ...step, resendAt: step.resendAt === null ? null : new Date(step.resendAt), problem: problem(step.problem) };
    case 'PHONE':
    case 'PASSWORD':
      return { ...step, problem: problem(step.problem) };
    case 'EXPIRED':
      return step.problem === undefined ? step : { ...step, problem: { ...step.problem, freeAt: problem(step.problem)?.freeAt ?? null } };
    case 'WAIT':
    case 'DONE':
      return step;
  }
}

/** A QR code is a secret: whoever scans it has the account. */
export class SqlLogins implements Logins {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(accountId: AccountId): Promise<LoginStep | null> {
    const { portalId, key } = this.#sql;
    const [row] = await this.#sql.execute<{ sealed_step: Buffer }>('select sealed_step from login where portal_id = ? and account_id = ?', [
      portalId,
      accountId,
    ]);
    if (row === undefined) return null;
    const step = JSON.parse(unseal(key, loginPlace(portalId, accountId), row.sealed_step).toString('utf8')) as LoginStep;
    return reviveStep(step);
  }

  async shownAt(accountId: AccountId): Promise<Date | null> {
    const [row] = await this.#sql.execute<{ changed_at: Date }>('select changed_at from login where portal_id = ? and account_id = ?', [
      this.#sql.portalId,
      accountId,
    ]);
    return row === undefined ? null : new Date(row.changed_at);
  }

  async clear(accountId: AccountId): Promise<void> {
    await this.#sql.execute('delete from login where portal_id = ? and account_id = ?', [this.#sql.portalId, accountId]);
  }

  async save(accountId: AccountId, step: LoginStep): Promise<void> {
    const { portalId, key } = this.#sql;
    await this.#sql.execute(
      `insert into login (portal_id, account_id, sealed_step) values (?, ?, ?)
       on conflict (portal_id, account_id) do update set sealed_step = excluded.sealed_step, changed_at = now()`,
      [portalId, accountId, seal(key, loginPlace(portalId, accountId), JSON.stringify(step))],
    );
  }

  async giveAnswer(accountId: AccountId, answer: LoginInput, at: Date): Promise<void> {
    const { portalId, key } = this.#sql;
    await this.#sql.execute(
      `insert into login_answer (portal_id, account_id, sealed_answer, given_at) values (?, ?, ?, ?)
       on conflict (portal_id, account_id) do update set sealed_answer = excluded.sealed_answer, given_at = excluded.given_at`,
      [portalId, accountId, seal(key, loginAnswerPlace(portalId, accountId), JSON.stringify(answer)), at],
    );
  }

  async takeAnswer(accountId: AccountId): ReturnType<Logins['takeAnswer']> {
    const { portalId, key } = this.#sql;
    const [row] = await this.#sql.execute<{ sealed_answer: Buffer; given_at: Date }>(
      'delete from login_answer where portal_id = ? and account_id = ? returning sealed_answer, given_at',
      [portalId, accountId],
    );
    if (row === undefined) return null;
    const answer = JSON.parse(unseal(key, loginAnswerPlace(portalId, accountId), row.sealed_answer).toString('utf8')) as LoginInput;
    return { answer, givenAt: new Date(row.given_at) };
  }
}

/** Days are counted in UTC by the database's clock. */
export class SqlUsage implements Usage {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async spend(accountId: AccountId, kind: UsageKind, limit: number): Promise<boolean> {
    if (limit <= 0) return false;
    const rows = await this.#sql.execute(
      `insert into account_usage (portal_id, account_id, day, kind, spent) values (?, ?, (now() at time zone 'utc')::date, ?, 1)
       on conflict (portal_id, account_id, day, kind) do update set spent = account_usage.spent + 1 where account_usage.spent < ?
       returning spent`,
      [this.#sql.portalId, accountId, kind, Math.min(limit, 2_147_483_647)],
    );
    return rows.length === 1;
  }

  async noteCall(accountId: AccountId, at: Date): Promise<void> {
    await this.#sql.execute(
      `insert into account_pace (portal_id, account_id, last_call_at) values (?, ?, ?)
       on conflict (portal_id, account_id) do update set last_call_at = excluded.last_call_at`,
      [this.#sql.portalId, accountId, at],
    );
  }

  async lastCallAt(accountId: AccountId): Promise<Date | null> {
    const [row] = await this.#sql.execute<{ last_call_at: Date | null }>(
      'select last_call_at from account_pace where portal_id = ? and account_id = ?',
      [this.#sql.portalId, accountId],
    );
    return row?.last_call_at == null ? null : new Date(row.last_call_at);
  }

  async today(accountId: AccountId): Promise<Record<UsageKind, number>> {
    const rows = await this.#sql.execute<{ kind: UsageKind; spent: number }>(
      `select kind, spent from account_usage where portal_id = ? and account_id = ? and day = (now() at time zone 'utc')::date`,
      [this.#sql.portalId, accountId],
    );
    return { SENT: 0, FIRST_MESSAGE: 0, CHECK: 0, SEARCH: 0, ...Object.fromEntries(rows.map(row => [row.kind, row.spent])) };
  }
}
