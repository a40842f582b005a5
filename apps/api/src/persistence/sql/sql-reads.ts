/** Pages and batches for queries, each naming the portal (SE-10); a page and its feed number are of one snapshot (RE-31). */
import {
  Account,
  cardKey,
  Chat,
  Employee,
  Recipient,
  type AccountId,
  type CardRef,
  type ChatId,
  type ConversationEntry,
  type EmployeeId,
  type Failure,
  type HistorySpan,
  type Message,
  type MessageGroupId,
  type MessageId,
  type MessageLimits,
  type PortalId,
  type RecipientId,
} from '@olchat/domain';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { PoolClient } from 'pg';
import type { AccountUse, ConversationPage, ConversationPair, MessagePage, PageRequest, Reads } from '../../graphql/reads.ts';
import { portalManager, type Orm } from '../orm.ts';
import type { PortalKeys } from '../sealing/portal-keys.ts';
import { conversationPage, lastEntries } from './conversation-pages.ts';
import { knownHistory } from './known-history.ts';
import { MESSAGE_READ, messageOf, type MessageRow } from './message-rows.ts';
import type { PortalSql } from './portal-sql.ts';

interface AccountUseRow {
  id: AccountId;
  queued: string;
  sent: number | null;
  checks: number | null;
  searches: number | null;
  granted: string;
  oldest_granted: Date | null;
  last_granted: Date | null;
  minute_calls: string;
  minute_oldest: Date | null;
  day_calls: string;
  day_oldest: Date | null;
  last_call_at: Date | null;
  last_failure: Failure | null;
  last_failed_at: Date | null;
}

/** Without such a limit no row is read. */
const recentCalls = (limit: keyof MessageLimits, window: string): string =>
  `select count(*) as count, min(called_at) as oldest from (
     select called_at from message where message.portal_id = account.portal_id and message.account_id = account.id
       and called_at > now() - interval '${window}'
     order by called_at desc limit coalesce((account.own_limits ->> '${limit}')::int, 0)) newest`;

export class SqlReads implements Reads {
  readonly #orm: Orm;
  readonly #sql: PortalSql;
  readonly #keys: PortalKeys;

  constructor(orm: Orm, sql: PortalSql, keys: PortalKeys) {
    this.#orm = orm;
    this.#sql = sql;
    this.#keys = keys;
  }

  messagesOfCard(portalId: PortalId, card: CardRef, page: PageRequest): Promise<MessagePage> {
    return this.#page(portalId, 'card_key = $3', [cardKey(card)], page);
  }

  messagesOfAccount(portalId: PortalId, accountId: AccountId, senderId: EmployeeId | null, page: PageRequest): Promise<MessagePage> {
    return senderId === null
      ? this.#page(portalId, 'account_id = $3', [accountId], page)
      : this.#page(portalId, 'account_id = $3 and sender_id = $4', [accountId, senderId], page);
  }

  messagesOfPortal(portalId: PortalId, senderId: EmployeeId | null, page: PageRequest): Promise<MessagePage> {
    return senderId === null ? this.#page(portalId, 'true', [], page) : this.#page(portalId, 'sender_id = $3', [senderId], page);
  }

  async #page(portalId: PortalId, condition: string, params: unknown[], page: PageRequest): Promise<MessagePage> {
    const key = await this.#keys.of(portalId);
    return this.#sql.run(
      portalId,
      async client => {
        const asOf = await feedNumber(client, portalId);
        const after =
          page.after === null
            ? ''
            : `and (created_at, id) < (select created_at, id from message where portal_id = $1 and id = $${params.length + 3})`;
        const { rows } = await client.query<MessageRow>(
          `select ${MESSAGE_READ} from message where portal_id = $1 and ${condition} ${after} order by created_at desc, id desc limit $2`,
          [portalId, page.first + 1, ...params, ...(page.after === null ? [] : [page.after])],
        );
        const messages = rows.slice(0, page.first).map(row => messageOf(row, key));
        return { messages, hasNextPage: rows.length > page.first, asOf };
      },
      { snapshot: true },
    );
  }

  accounts(portalId: PortalId, ids: readonly AccountId[]): Promise<Map<AccountId, Account>> {
    return this.#entities(portalId, em => em.find(Account, { portalId, id: { $in: [...ids] } }));
  }

  recipients(portalId: PortalId, ids: readonly RecipientId[]): Promise<Map<RecipientId, Recipient>> {
    return this.#entities(portalId, em => em.find(Recipient, { portalId, id: { $in: [...ids] } }));
  }

  employees(portalId: PortalId, ids: readonly EmployeeId[]): Promise<Map<EmployeeId, Employee>> {
    return this.#entities(portalId, em => em.find(Employee, { portalId, id: { $in: [...ids] } }));
  }

  chats(portalId: PortalId, ids: readonly ChatId[]): Promise<Map<ChatId, Chat>> {
    return this.#entities(portalId, em => em.find(Chat, { portalId, id: { $in: [...ids] } }));
  }

  async messages(portalId: PortalId, ids: readonly MessageId[]): Promise<Map<MessageId, Message>> {
    const key = await this.#keys.of(portalId);
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<MessageRow>(`select ${MESSAGE_READ} from message where portal_id = $1 and id = any($2::uuid[])`, [
        portalId,
        ids,
      ]);
      return new Map(rows.map(row => messageOf(row, key)).map(message => [message.id, message]));
    });
  }

  async chatsOf(portalId: PortalId, pairs: readonly { accountId: AccountId; recipientId: RecipientId }[]): Promise<Map<string, Chat>> {
    const em = portalManager(this.#orm, portalId);
    const chats = await em.find(Chat, { portalId, $or: pairs.map(({ accountId, recipientId }) => ({ accountId, recipientId })) });
    return new Map(chats.map(chat => [`${chat.accountId}:${chat.recipientId}`, chat]));
  }

  async activityIds(portalId: PortalId, groupIds: readonly MessageGroupId[]): Promise<Map<MessageGroupId, string>> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ group_id: MessageGroupId; activity_id: string }>(
        'select group_id, activity_id from activity where portal_id = $1 and group_id = any($2::uuid[]) and activity_id is not null',
        [portalId, groupIds],
      );
      return new Map(rows.map(row => [row.group_id, row.activity_id]));
    });
  }

  async firstMessageHolds(portalId: PortalId, pairs: readonly ConversationPair[]): Promise<Map<string, Date>> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ account_id: AccountId; recipient_id: RecipientId; held_until: Date }>(
        `select account_id, recipient_id, held_until from first_message where portal_id = $1 and held_until > now()
           and (account_id, recipient_id) in (select * from unnest($2::uuid[], $3::uuid[]))`,
        [portalId, pairs.map(({ accountId }) => accountId), pairs.map(({ recipientId }) => recipientId)],
      );
      return new Map(rows.map(row => [`${row.account_id}:${row.recipient_id}`, row.held_until]));
    });
  }

  async conversations(portalId: PortalId, pairs: readonly ConversationPair[]): Promise<Set<string>> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ account_id: AccountId; recipient_id: RecipientId }>(
        `select account_id, recipient_id from unnest($2::uuid[], $3::uuid[]) pair (account_id, recipient_id)
         where exists (select from conversation known where portal_id = $1
             and known.account_id = pair.account_id and known.recipient_id = pair.recipient_id)
           or exists (select from message where portal_id = $1
             and message.account_id = pair.account_id and message.recipient_id = pair.recipient_id and status in ('SENT', 'DELIVERED', 'READ'))`,
        [portalId, pairs.map(({ accountId }) => accountId), pairs.map(({ recipientId }) => recipientId)],
      );
      return new Set(rows.map(row => `${row.account_id}:${row.recipient_id}`));
    });
  }

  async accountUse(portalId: PortalId, ids: readonly AccountId[]): Promise<Map<AccountId, AccountUse>> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<AccountUseRow>(
        `select id,
           (select count(*) from message where message.portal_id = account.portal_id and message.account_id = account.id and delivery <> 'DONE') as queued,
           (select spent from account_usage spent where spent.portal_id = account.portal_id and spent.account_id = account.id and kind = 'SENT'
             and day = (now() at time zone 'utc')::date) as sent,
           (select spent from account_usage spent where spent.portal_id = account.portal_id and spent.account_id = account.id and kind = 'CHECK'
             and day = (now() at time zone 'utc')::date) as checks,
           (select spent from account_usage spent where spent.portal_id = account.portal_id and spent.account_id = account.id and kind = 'SEARCH'
             and day = (now() at time zone 'utc')::date) as searches,
           (select last_call_at from account_pace pace where pace.portal_id = account.portal_id and pace.account_id = account.id) as last_call_at,
           of_minute.count as minute_calls, of_minute.oldest as minute_oldest, of_day.count as day_calls, of_day.oldest as day_oldest,
           first.count as granted, first.oldest as oldest_granted, first.last as last_granted,
           failed.failure as last_failure, failed.at as last_failed_at
         from account left join lateral (
           select failure, (history -> -1 ->> 'learnedAt')::timestamptz as at from message
           where message.portal_id = account.portal_id and message.account_id = account.id and failure is not null
           order by created_at desc limit 1) failed on true
         cross join lateral (
           select count(*) as count, min(granted_at) as oldest, max(granted_at) as last from first_message
           where first_message.portal_id = account.portal_id and first_message.account_id = account.id
             and granted_at > now() - interval '1 day') first
         cross join lateral (${recentCalls('messagesPerMinute', '1 minute')}) of_minute
         cross join lateral (${recentCalls('messagesPerDay', '1 day')}) of_day
         where portal_id = $1 and id = any($2::uuid[])`,
        [portalId, ids],
      );
      return new Map(
        rows.map(row => [
          row.id,
          {
            queued: Number(row.queued),
            sentToday: row.sent ?? 0,
            checksToday: row.checks ?? 0,
            searchesToday: row.searches ?? 0,
            firstMessages: { count: Number(row.granted), oldestAt: row.oldest_granted, lastAt: row.last_granted },
            calls: {
              messagesPerMinute: { count: Number(row.minute_calls), oldestAt: row.minute_oldest },
              messagesPerDay: { count: Number(row.day_calls), oldestAt: row.day_oldest },
            },
            lastCallAt: row.last_call_at,
            lastFailure: row.last_failure,
            lastFailedAt: row.last_failed_at,
          },
        ]),
      );
    });
  }

  async conversation(portalId: PortalId, pair: ConversationPair, page: { first: number; after: string | null }): Promise<ConversationPage> {
    const key = await this.#keys.of(portalId);
    return this.#sql.run(portalId, client => conversationPage(client, portalId, key, pair, page), { snapshot: true });
  }

  async knownHistory(
    portalId: PortalId,
    pair: ConversationPair,
    wish: HistorySpan & { externalIds: readonly string[] },
  ): Promise<ConversationEntry[]> {
    const key = await this.#keys.of(portalId);
    return this.#sql.run(portalId, client => knownHistory(client, portalId, key, pair, wish), { snapshot: true });
  }

  async lastEntries(portalId: PortalId, pairs: readonly ConversationPair[]): Promise<Map<string, ConversationEntry>> {
    const key = await this.#keys.of(portalId);
    return this.#sql.run(portalId, client => lastEntries(client, portalId, key, pairs), { snapshot: true });
  }

  async chatsOfRecipients(portalId: PortalId, ids: readonly RecipientId[]): Promise<Map<RecipientId, Chat[]>> {
    const chats = await portalManager(this.#orm, portalId).find(Chat, { portalId, recipientId: { $in: [...ids] } });
    return Map.groupBy(chats, chat => chat.recipientId);
  }

  feedNumber(portalId: PortalId): Promise<number> {
    return this.#sql.run(portalId, client => feedNumber(client, portalId));
  }

  async #entities<Id, T extends { id: Id }>(portalId: PortalId, find: (em: EntityManager) => Promise<T[]>): Promise<Map<Id, T>> {
    const found = await find(portalManager(this.#orm, portalId));
    return new Map(found.map(entity => [entity.id, entity]));
  }
}

async function feedNumber(client: PoolClient, portalId: PortalId): Promise<number> {
  const { rows } = await client.query<{ seq: string }>('select seq from feed_head where portal_id = $1', [portalId]);
  return Number(rows[0]?.seq ?? 0);
}
