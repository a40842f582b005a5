/** Questions for histories and their answers on the way (S-11): what others wrote is sealed, and not kept once it was taken. */
import {
  historyStart,
  type AccountId,
  type ConversationEntry,
  type Histories,
  type HistoryAnswer,
  type HistoryMessage,
  type HistoryRequest,
  type HistoryRequestId,
  type RecipientId,
} from '@olchat/domain';
import { seal, unseal, type Place } from '../sealing/sealer.ts';
import { MESSAGE_READ, messageOf, type MessageRow } from './message-rows.ts';
import { RECEIVED_COLUMNS, receivedOf, type ReceivedRow } from './received-rows.ts';
import type { Sql } from './sql.ts';

interface RequestRow {
  id: HistoryRequestId;
  recipient_id: RecipientId;
  before_mark: string | null;
  page_size: number;
  asked_at: Date;
}

type StoredMessage = Omit<HistoryMessage, 'occurredAt' | 'editedAt'> & { occurredAt: string; editedAt: string | null };
type StoredAnswer = Exclude<HistoryAnswer, { kind: 'page' }> | { kind: 'page'; messages: StoredMessage[]; before: string | null };

export class SqlHistories implements Histories {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async ask({ id, accountId, recipientId, before, limit, askedAt }: HistoryRequest): Promise<void> {
    await this.#sql.execute(
      `insert into history_request (portal_id, id, account_id, recipient_id, before_mark, page_size, asked_at) values (?, ?, ?, ?, ?, ?, ?)`,
      [this.#sql.portalId, id, accountId, recipientId, before, limit, askedAt],
    );
  }

  async askedSince(accountId: AccountId, since: Date): Promise<Date[]> {
    const rows = await this.#sql.execute<Pick<RequestRow, 'asked_at'>>(
      'select asked_at from history_request where portal_id = ? and account_id = ? and asked_at >= ? order by asked_at',
      [this.#sql.portalId, accountId, since],
    );
    return rows.map(row => new Date(row.asked_at));
  }

  async next(accountId: AccountId, since: Date): Promise<HistoryRequest | null> {
    const [row] = await this.#sql.execute<RequestRow>(
      `select id, recipient_id, before_mark, page_size, asked_at from history_request
       where portal_id = ? and account_id = ? and state = 'WAITING' and asked_at >= ? order by asked_at, id limit 1`,
      [this.#sql.portalId, accountId, since],
    );
    if (row === undefined) return null;
    const { id, recipient_id: recipientId, before_mark: before, page_size: limit } = row;
    return { id, accountId, recipientId, before, limit, askedAt: new Date(row.asked_at) };
  }

  async newest(accountId: AccountId, recipientId: RecipientId): Promise<ConversationEntry | null> {
    const { portalId, key } = this.#sql;
    const params = [portalId, accountId, recipientId];
    const messages = await this.#sql.execute<MessageRow>(
      `select ${MESSAGE_READ} from message where portal_id = ? and account_id = ? and recipient_id = ? and status in ('SENT', 'DELIVERED', 'READ')
       order by created_at desc, id desc limit 1`,
      params,
    );
    const came = await this.#sql.execute<ReceivedRow>(
      `select ${RECEIVED_COLUMNS} from received_message where portal_id = ? and account_id = ? and recipient_id = ? and removed_at is null
       order by occurred_at desc, id desc limit 1`,
      params,
    );
    const entries: ConversationEntry[] = [
      ...messages.map((row): ConversationEntry => ({ kind: 'SENT', message: messageOf(row, key) })),
      ...came.map((row): ConversationEntry => ({ kind: 'RECEIVED', received: receivedOf(row, portalId, key) })),
    ];
    const moment = (entry: ConversationEntry): number => historyStart(entry).occurredAt.getTime();
    return entries.toSorted((one, other) => moment(other) - moment(one))[0] ?? null;
  }

  async answer(id: HistoryRequestId, answer: HistoryAnswer): Promise<void> {
    await this.#sql.execute(
      `update history_request set state = 'ANSWERED', sealed_answer = ? where portal_id = ? and id = ? and state = 'WAITING'`,
      [seal(this.#sql.key, this.#place(id), JSON.stringify(answer)), this.#sql.portalId, id],
    );
  }

  async take(id: HistoryRequestId): Promise<HistoryAnswer | null> {
    const [row] = await this.#sql.execute<{ sealed_answer: Buffer }>(
      `with answered as (
         select id, sealed_answer from history_request where portal_id = ? and id = ? and state = 'ANSWERED' for update
       )
       update history_request set state = 'TAKEN', sealed_answer = null from answered
       where portal_id = ? and history_request.id = answered.id returning answered.sealed_answer`,
      [this.#sql.portalId, id, this.#sql.portalId],
    );
    if (row === undefined) return null;
    return answerOf(JSON.parse(unseal(this.#sql.key, this.#place(id), row.sealed_answer).toString('utf8')) as StoredAnswer);
  }

  async forget(accountId: AccountId, before: Date): Promise<void> {
    await this.#sql.execute('delete from history_request where portal_id = ? and account_id = ? and asked_at < ?', [
      this.#sql.portalId,
      accountId,
      before,
    ]);
  }

  #place(id: HistoryRequestId): Place {
    return { portalId: this.#sql.portalId, column: 'history_request.sealed_answer', row: id };
  }
}

function answerOf(stored: StoredAnswer): HistoryAnswer {
  if (stored.kind !== 'page') return stored;
  const messages = stored.messages.map(message => ({
    ...message,
    occurredAt: new Date(message.occurredAt),
    editedAt: message.editedAt === null ? null : new Date(message.editedAt),
  }));
  return { ...stored, messages };
}
