/** Messages and the outbox (decision 9): the message row is the work, the account's lane row is its order. */
import {
  accountLane,
  cardKey,
  type AccountId,
  type EmployeeId,
  type Message,
  type MessageGroupId,
  type MessageId,
  type Messages,
  type RecentCalls,
  type RecipientId,
} from '@olchat/domain';
import { MESSAGE_COLUMNS, MESSAGE_READ, messageOf, sealFile, sealText, type MessageRow } from './message-rows.ts';
import { secondsUntil, type Sql } from './sql.ts';

export class SqlMessages implements Messages {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(id: MessageId): Promise<Message | null> {
    return this.#one('id = ?', [id]);
  }

  lock(id: MessageId): Promise<Message | null> {
    return this.#one('id = ? for update', [id]);
  }

  lockByExternalId(accountId: AccountId, externalMessageId: string): Promise<Message | null> {
    return this.#one('account_id = ? and external_message_id = ? for update', [accountId, externalMessageId]);
  }

  group(groupId: MessageGroupId): Promise<Message[]> {
    return this.#many('group_id = ? order by position', [groupId]);
  }

  async accept(messages: readonly Message[]): Promise<void> {
    const [first] = messages;
    if (first === undefined) return;
    const { portalId } = this.#sql;
    // The lane row is locked from here to the commit: numbers of one account follow the order of commits (Q-4).
    const [lane] = await this.#sql.execute<{ seq: string }>(
      `insert into lane (portal_id, key, kind, seq, run_at) values (?, ?, 'ACCOUNT', ?, now())
       on conflict (portal_id, key) do update set seq = lane.seq + excluded.seq returning seq`,
      [portalId, accountLane(first.accountId), messages.length],
    );
    const last = Number(lane?.seq);
    for (const [index, message] of messages.entries()) await this.#insert(message, last - messages.length + 1 + index);
    this.#sql.wake();
  }

  async #insert(message: Message, seq: number): Promise<void> {
    await this.#sql.execute(
      `insert into message (${MESSAGE_COLUMNS}, seq, card_key)
       values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, now(), ?, ?, ?::jsonb, ?, ?, ?, ?)`,
      [
        message.portalId,
        message.id,
        message.groupId,
        message.position,
        message.accountId,
        message.recipientId,
        json(message.card),
        message.senderId,
        message.origin,
        sealText(this.#sql.key, message),
        message.file?.id ?? null,
        sealFile(this.#sql.key, message),
        message.template?.id ?? null,
        message.template?.title ?? null,
        message.senderLine,
        message.publication,
        message.createActivity,
        message.externalMessageId,
        message.openLineMessageId,
        message.status,
        json(message.failure),
        JSON.stringify(message.history),
        message.delivery,
        message.attempt,
        message.chatId,
        message.publishedAs,
        json(message.publicationFailure),
        message.sentAgainAs,
        message.createdAt,
        seq,
        message.card === null ? null : cardKey(message.card),
      ],
    );
  }

  /** What a message was sent with never changes; what became of it does. */
  async save(message: Message): Promise<void> {
    await this.#sql.execute(
      `update message set status = ?, failure = ?::jsonb, history = ?::jsonb, delivery = ?, attempt = ?,
         run_at = clock_timestamp() + make_interval(secs => ?), called_at = ?, chat_id = ?,
         published_as = ?, publication_failure = ?::jsonb, sent_again_as = ? where portal_id = ? and id = ?`,
      [
        message.status,
        json(message.failure),
        JSON.stringify(message.history),
        message.delivery,
        message.attempt,
        secondsUntil(message.runAt),
        message.calledAt,
        message.chatId,
        message.publishedAs,
        json(message.publicationFailure),
        message.sentAgainAs,
        message.portalId,
        message.id,
      ],
    );
  }

  async next(accountId: AccountId, recipientHoldMs: number, onlyUnlimited = false): Promise<Message | null> {
    // The head of the lane waits for its time; behind it nothing overtakes. Only a held recipient's messages are stepped over (RE-7, Q-11).
    const found = await this.#one(
      `account_id = ? and ((delivery = 'READY' ${onlyUnlimited ? `and origin = 'OPEN_LINE'` : ''}) or (delivery = 'ASKING' and run_at <= now())) and not exists (
         select from message held where held.portal_id = message.portal_id and held.account_id = message.account_id
           and held.recipient_id = message.recipient_id and held.status = 'UNCONFIRMED' and held.seq < message.seq
           and held.run_at > now() - make_interval(secs => ?))
         and not exists (select from message asked where asked.portal_id = message.portal_id and asked.account_id = message.account_id
           and asked.recipient_id = message.recipient_id and asked.delivery = 'ASKING' and asked.seq < message.seq)
         and not exists (select from first_message held where held.portal_id = message.portal_id and held.account_id = message.account_id
           and held.recipient_id = message.recipient_id and held.held_until > now())
       order by seq limit 1 for update`,
      [accountId, recipientHoldMs / 1000],
    );
    return found !== null && secondsUntil(found.runAt) <= 0 ? found : null;
  }

  unfinished(accountId: AccountId): Promise<Message[]> {
    return this.#many(`account_id = ? and delivery in ('CLAIMED', 'CALLING') order by seq for update`, [accountId]);
  }

  ready(accountId: AccountId): Promise<Message[]> {
    return this.#many(`account_id = ? and delivery = 'READY' order by seq for update`, [accountId]);
  }

  readyOf(senderId: EmployeeId, limit: number): Promise<Message[]> {
    return this.#many(`sender_id = ? and delivery = 'READY' order by created_at, seq limit ? for update`, [senderId, limit]);
  }

  overdue(before: Date, limit: number): Promise<Message[]> {
    return this.#many(
      `delivery <> 'DONE' and delivery in ('READY', 'ASKING') and status = 'QUEUED' and created_at < ? order by created_at, seq limit ? for update`,
      [before, limit],
    );
  }

  async requeue(message: Message): Promise<void> {
    message.delivery = 'READY';
    message.runAt = new Date();
    await this.save(message);
    await this.#sql.execute('update message set run_at = now() where portal_id = ? and id = ?', [message.portalId, message.id]);
    await this.#sql.execute('update lane set seq = seq + 1 where portal_id = ? and key = ?', [
      message.portalId,
      accountLane(message.accountId),
    ]);
    this.#sql.wake();
  }

  async queued(accountId: AccountId): Promise<number> {
    const [row] = await this.#sql.execute<{ count: string }>(
      `select count(*) from message where portal_id = ? and account_id = ? and delivery <> 'DONE'`,
      [this.#sql.portalId, accountId],
    );
    return Number(row?.count ?? 0);
  }

  async waiting(accountId: AccountId): Promise<number> {
    const [row] = await this.#sql.execute<{ count: string }>(
      `select count(*) from message where portal_id = ? and account_id = ? and delivery <> 'DONE' and delivery in ('READY', 'CLAIMED')`,
      [this.#sql.portalId, accountId],
    );
    return Number(row?.count ?? 0);
  }

  async called(accountId: AccountId, since: Date, atMost: number): Promise<RecentCalls> {
    const [row] = await this.#sql.execute<{ count: string; oldest: Date | null }>(
      `select count(*), min(called_at) as oldest from (
         select called_at from message where portal_id = ? and account_id = ? and called_at > ? order by called_at desc limit ?) newest`,
      [this.#sql.portalId, accountId, since, atMost],
    );
    return { count: Number(row?.count ?? 0), oldestAt: row?.oldest == null ? null : new Date(row.oldest) };
  }

  async groupsOf(accountId: AccountId, recipientId: RecipientId, limit: number): Promise<MessageGroupId[]> {
    const rows = await this.#sql.execute<{ group_id: MessageGroupId }>(
      `select group_id from message where portal_id = ? and account_id = ? and recipient_id = ? and create_activity
       group by group_id order by max(created_at) desc limit ?`,
      [this.#sql.portalId, accountId, recipientId, limit],
    );
    return rows.map(row => row.group_id);
  }

  unpublishedOutgoing(accountId: AccountId, recipientId: RecipientId): Promise<Message[]> {
    return this.#many(
      `account_id = ? and recipient_id = ? and publication = 'OUTGOING' and published_as is null and status in ('SENT', 'DELIVERED', 'READ')
       and created_at > now() - interval '1 day' order by seq for update`,
      [accountId, recipientId],
    );
  }

  async noteInbound(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void> {
    await this.#sql.execute(
      `insert into conversation (portal_id, account_id, recipient_id, last_inbound_at) values (?, ?, ?, ?)
       on conflict (portal_id, account_id, recipient_id) do update set last_inbound_at = greatest(conversation.last_inbound_at, excluded.last_inbound_at)`,
      [this.#sql.portalId, accountId, recipientId, at],
    );
  }

  async noteAnswer(accountId: AccountId, recipientId: RecipientId, at: Date): Promise<void> {
    await this.#sql.execute(
      `insert into conversation (portal_id, account_id, recipient_id, last_answer_at) values (?, ?, ?, ?)
       on conflict (portal_id, account_id, recipient_id) do update set last_answer_at = greatest(conversation.last_answer_at, excluded.last_answer_at)`,
      [this.#sql.portalId, accountId, recipientId, at],
    );
  }

  async noteConversation(accountId: AccountId, recipientId: RecipientId): Promise<void> {
    await this.#sql.execute('insert into conversation (portal_id, account_id, recipient_id) values (?, ?, ?) on conflict do nothing', [
      this.#sql.portalId,
      accountId,
      recipientId,
    ]);
  }

  async hasConversation(accountId: AccountId, recipientId: RecipientId): Promise<boolean> {
    const [row] = await this.#sql.execute<{ found: boolean }>(
      `select exists (select from conversation where portal_id = ? and account_id = ? and recipient_id = ?)
           or exists (select from message where portal_id = ? and account_id = ? and recipient_id = ? and status in ('SENT', 'DELIVERED', 'READ')) as found`,
      [this.#sql.portalId, accountId, recipientId, this.#sql.portalId, accountId, recipientId],
    );
    return row?.found === true;
  }

  async #one(condition: string, params: unknown[]): Promise<Message | null> {
    return (await this.#many(condition, params))[0] ?? null;
  }

  async #many(condition: string, params: unknown[]): Promise<Message[]> {
    const rows = await this.#sql.execute<MessageRow>(`select ${MESSAGE_READ} from message where portal_id = ? and ${condition}`, [
      this.#sql.portalId,
      ...params,
    ]);
    return rows.map(row => messageOf(row, this.#sql.key));
  }
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
