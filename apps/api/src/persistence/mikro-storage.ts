/** The storage over PostgreSQL: aggregates by MikroORM, sealed and claimed rows by SQL, one transaction for both (RE-1, decision 8). */
import { setTimeout as sleep } from 'node:timers/promises';
import { DeadlockException, LockMode, type EntityManager } from '@mikro-orm/postgresql';
import {
  Account,
  accountLane,
  Activity,
  Chat,
  Employee,
  isRefusal,
  LeaseLostError,
  newId,
  PartnerKey,
  Portal,
  Recipient,
  type AccountId,
  type Accounts,
  type Activities,
  type ChatId,
  type ChatOpenings,
  type Chats,
  type EmployeeId,
  type Employees,
  type FeedEvent,
  type Lease,
  type LineId,
  type MessageGroupId,
  type Messenger,
  type PartnerKeyId,
  type PartnerKeys as PartnerKeysPort,
  type PortalId,
  type RecipientId,
  type Recipients,
  type Storage,
  type Transaction,
} from '@olchat/domain';
import { portalManager, type Orm } from './orm.ts';
import type { PortalKeys } from './sealing/portal-keys.ts';
import { SqlChanges } from './sql/sql-changes.ts';
import { SqlInstallations } from './sql/sql-installations.ts';
import { SqlDrafts } from './sql/sql-drafts.ts';
import { SqlFiles } from './sql/sql-files.ts';
import { SqlFirstMessages } from './sql/sql-first-messages.ts';
import { SqlChatOpenings, SqlPublicationSwitches } from './sql/sql-chats.ts';
import { SqlMessages } from './sql/sql-messages.ts';
import { SqlEmbeddings } from './sql/sql-embeddings.ts';
import { SqlLookUps } from './sql/sql-look-ups.ts';
import { SqlInbox, SqlIntents, SqlLogins, SqlOwnPosts, SqlUsage } from './sql/sql-records.ts';
import { SqlNoticeChats, SqlNotices } from './sql/sql-notices.ts';
import { SqlReceived } from './sql/sql-received.ts';
import { SqlTasks } from './sql/sql-tasks.ts';
import { SqlTemplates } from './sql/sql-templates.ts';
import type { Sql } from './sql/sql.ts';

/** Told after each commit: what may have moved. A hint for others, never the truth (RE-12). */
export interface CommitListener {
  committed(portalId: PortalId, what: { feed: boolean; work: boolean }): void;
}

/** Of two transactions that wait for each other PostgreSQL ends one, whole: it is done again. */
const MAX_ATTEMPTS = 5;
/** So that the other one goes first. */
const PAUSE_MS = 50;

export class MikroStorage implements Storage {
  readonly #orm: Orm;
  readonly #keys: PortalKeys;
  readonly #listener: CommitListener;

  constructor(orm: Orm, keys: PortalKeys, listener: CommitListener) {
    this.#orm = orm;
    this.#keys = keys;
    this.#listener = listener;
  }

  async transaction<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(portalId, work);
      } catch (error) {
        if (!(error instanceof DeadlockException) || attempt === MAX_ATTEMPTS) throw error;
        await sleep(Math.random() * PAUSE_MS);
      }
    }
  }

  async #attempt<T>(portalId: PortalId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const key = await this.#keys.of(portalId);
    let outcome = { feed: false, work: false };
    try {
      const result = await portalManager(this.#orm, portalId).transactional(async em => {
        const tx = new MikroTransaction(em, portalId, key);
        const answer = await work(tx);
        if (isRefusal(answer)) throw new RolledBack(answer);
        outcome = await tx.finish();
        return answer;
      });
      this.#listener.committed(portalId, outcome);
      return result;
    } catch (error) {
      if (error instanceof RolledBack) return error.answer as T;
      throw error;
    }
  }
}

/** Carries a refusal out of a transaction that must not commit. */
class RolledBack extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('rolled back');
    this.answer = answer;
  }
}

class MikroTransaction implements Transaction {
  readonly portalId: PortalId;
  readonly #em: EntityManager;
  readonly #events: FeedEvent[] = [];
  #hasWork = false;
  readonly installation: SqlInstallations;
  readonly messages: SqlMessages;
  readonly files: SqlFiles;
  readonly drafts: SqlDrafts;
  readonly intents: SqlIntents;
  readonly inbox: SqlInbox;
  readonly received: SqlReceived;
  readonly ownPosts: SqlOwnPosts;
  readonly logins: SqlLogins;
  readonly usage: SqlUsage;
  readonly firstMessages: SqlFirstMessages;
  readonly lookUps: SqlLookUps;
  readonly changes: SqlChanges;
  readonly templates: SqlTemplates;
  readonly chatOpenings: ChatOpenings;
  readonly publicationSwitches: SqlPublicationSwitches;
  readonly tasks: SqlTasks;
  readonly notices: SqlNotices;
  readonly noticeChat: SqlNoticeChats;
  readonly employees: Employees;
  readonly accounts: Accounts;
  readonly recipients: Recipients;
  readonly chats: Chats;
  readonly activities: Activities;
  readonly partnerKeys: PartnerKeysPort;
  readonly embeddings: SqlEmbeddings;

  constructor(em: EntityManager, portalId: PortalId, key: Buffer) {
    this.portalId = portalId;
    this.#em = em;
    const sql: Sql = {
      portalId,
      key,
      execute: <Row>(query: string, params: readonly unknown[] = []) => em.execute<Row[]>(query, [...params]),
      wake: () => {
        this.#hasWork = true;
      },
    };
    this.installation = new SqlInstallations(sql);
    this.messages = new SqlMessages(sql);
    this.files = new SqlFiles(sql);
    this.drafts = new SqlDrafts(sql);
    this.intents = new SqlIntents(sql);
    this.inbox = new SqlInbox(sql);
    this.received = new SqlReceived(sql);
    this.ownPosts = new SqlOwnPosts(sql);
    this.logins = new SqlLogins(sql);
    this.usage = new SqlUsage(sql);
    this.firstMessages = new SqlFirstMessages(sql);
    this.lookUps = new SqlLookUps(sql);
    this.changes = new SqlChanges(sql);
    this.templates = new SqlTemplates(sql);
    this.tasks = new SqlTasks(sql);
    this.embeddings = new SqlEmbeddings(sql);
    this.notices = new SqlNotices(sql);
    this.noticeChat = new SqlNoticeChats(sql);
    this.chatOpenings = new SqlChatOpenings(sql);
    this.publicationSwitches = new SqlPublicationSwitches(sql);
    this.employees = employeesOf(em, sql);
    this.accounts = accountsOf(em, sql);
    this.recipients = recipientsOf(em, sql);
    this.chats = chatsOf(em, portalId);
    this.activities = activitiesOf(em, portalId);
    this.partnerKeys = partnerKeysOf(em, sql);
  }

  portal(): Promise<Portal> {
    return this.#em.findOneOrFail(Portal, { id: this.portalId });
  }

  async savePortal(portal: Portal): Promise<void> {
    this.#em.persist(portal);
    await this.#em.flush();
  }

  publish(event: FeedEvent): void {
    this.#events.push(event);
  }

  async holdLease(lease: Lease): Promise<void> {
    const rows = await this.#em.execute<unknown[]>(
      'select 1 from lane where portal_id = ? and key = ? and lease_token = ?::uuid and lease_until > clock_timestamp() for share',
      [lease.portalId, lease.laneKey, lease.token],
    );
    if (rows.length === 0) throw new LeaseLostError(`the lease of ${lease.laneKey} is lost`);
  }

  /** Stores what was loaded and changed; then, as the last statement, takes the feed's numbers (RE-30). */
  async finish(): Promise<{ feed: boolean; work: boolean }> {
    await this.#em.flush();
    if (this.#events.length > 0) {
      await this.#em.execute(
        `with head as (
           insert into feed_head (portal_id, seq) values (?, ?)
           on conflict (portal_id) do update set seq = feed_head.seq + excluded.seq returning seq)
         insert into feed (portal_id, seq, event)
         select ?, head.seq - ? + item.ordinality, item.value from head, jsonb_array_elements(?::jsonb) with ordinality as item`,
        [this.portalId, this.#events.length, this.portalId, this.#events.length, JSON.stringify(this.#events)],
      );
    }
    return { feed: this.#events.length > 0, work: this.#hasWork };
  }
}

const employeesOf = (em: EntityManager, sql: Sql): Employees => ({
  find: (id: EmployeeId) => em.findOne(Employee, { portalId: sql.portalId, id }),
  async save(employee) {
    em.persist(employee);
    await em.flush();
  },
  administrators: async () => {
    const rows = await em.find(Employee, { portalId: sql.portalId, isAdministrator: true }, { fields: ['id'], orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id);
  },
  present: async () => {
    const rows = await em.find(Employee, { portalId: sql.portalId, dismissedAt: null }, { fields: ['id'], orderBy: { id: 'asc' } });
    return rows.map(({ id }) => id);
  },
  async dismiss(id, at) {
    await sql.execute('update employee set dismissed_at = ?, is_administrator = false where portal_id = ? and id = ?', [
      at,
      sql.portalId,
      id,
    ]);
    await sql.execute('update partner_key set revoked_at = ? where portal_id = ? and employee_id = ? and revoked_at is null', [
      at,
      sql.portalId,
      id,
    ]);
    await sql.execute('delete from token where portal_id = ? and employee_id = ?', [sql.portalId, id]);
    // His pair stands in for no main one any more.
    await sql.execute('update bitrix24_token set is_administrator = false where portal_id = ? and employee_id = ?', [sql.portalId, id]);
  },
});

const accountsOf = (em: EntityManager, sql: Sql): Accounts => {
  const { portalId } = sql;
  const openLane = async (id: AccountId): Promise<void> => {
    await sql.execute(
      `insert into lane (portal_id, key, kind, run_at) values (?, ?, 'ACCOUNT', now())
       on conflict (portal_id, key) do update set run_at = least(lane.run_at, now())`,
      [portalId, accountLane(id)],
    );
    sql.wake();
  };
  const save = async (account: Account): Promise<void> => {
    em.persist(account);
    await em.flush();
  };
  return {
    find: id => em.findOne(Account, { portalId, id }),
    lock: id => em.findOne(Account, { portalId, id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }),
    list: () => em.find(Account, { portalId }, { orderBy: { createdAt: 'asc' } }),
    findByLine: (messenger: Messenger, lineId: LineId) => em.findOne(Account, { portalId, messenger, lineId }),
    save,
    async add(account) {
      await save(account);
      await openLane(account.id);
    },
    async reopen(account) {
      await save(account);
      await openLane(account.id);
    },
  };
};

const recipientsOf = (em: EntityManager, sql: Sql): Recipients => {
  const { portalId } = sql;
  return {
    find: (id: RecipientId) => em.findOne(Recipient, { portalId, id }),
    findByAddress: (messenger, addresses) => em.findOne(Recipient, { portalId, messenger, address: { $in: [...addresses] } }),
    async ensure(messenger, people) {
      // One order for all writers, so that two cards with the same numbers never wait for each other in a circle.
      for (const person of people.toSorted((a, b) => (a.address < b.address ? -1 : 1))) {
        await sql.execute(
          `insert into recipient (portal_id, id, messenger, address, name) values (?, ?, ?, ?, ?)
           on conflict (portal_id, messenger, address) do update set name = excluded.name where recipient.name is null and excluded.name is not null`,
          [portalId, newId<RecipientId>(), messenger, person.address, person.name],
        );
      }
      const found = await em.find(
        Recipient,
        { portalId, messenger, address: { $in: people.map(person => person.address) } },
        { refresh: true },
      );
      const byAddress = new Map(found.map(recipient => [recipient.address, recipient]));
      return people.map(person => byAddress.get(person.address)).filter(recipient => recipient !== undefined);
    },
    async save(recipient) {
      em.persist(recipient);
      await em.flush();
    },
  };
};

const chatsOf = (em: EntityManager, portalId: PortalId): Chats => ({
  find: (accountId, recipientId) => em.findOne(Chat, { portalId, accountId, recipientId }),
  findById: (id: ChatId) => em.findOne(Chat, { portalId, id }),
  async recent(since, limit) {
    const rows = await em.execute<{ id: ChatId }[]>(
      `select id from (
         select chat.id, greatest(chat.created_at, conversation.last_inbound_at, (
           select max(message.created_at) from message where message.portal_id = chat.portal_id
             and message.account_id = chat.account_id and message.recipient_id = chat.recipient_id)) as at
         from chat left join conversation using (portal_id, account_id, recipient_id) where chat.portal_id = ?) spoken
       where at >= ? order by at desc limit ?`,
      [portalId, since, limit],
    );
    const places = new Map(rows.map(({ id }, place) => [id, place]));
    const found = await em.find(Chat, { portalId, id: { $in: [...places.keys()] } });
    return found.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  },
  async save(chat) {
    em.persist(chat);
    await em.flush();
  },
});

const activitiesOf = (em: EntityManager, portalId: PortalId): Activities => ({
  find: (groupId: MessageGroupId) => em.findOne(Activity, { portalId, groupId }),
  async save(activity) {
    em.persist(activity);
    await em.flush();
  },
});

const partnerKeysOf = (em: EntityManager, sql: Sql): PartnerKeysPort => {
  const { portalId } = sql;
  return {
    find: (id: PartnerKeyId) => em.findOne(PartnerKey, { portalId, id }),
    async add(key, tokenHash) {
      em.persist(key);
      await em.flush();
      await sql.execute(
        `insert into token (portal_id, token_hash, kind, employee_id, partner_key_id, is_administrator, locale)
         select ?, decode(?, 'hex'), 'PARTNER_KEY', id, ?, is_administrator, (select language from portal where portal_id = ?) from employee
         where portal_id = ? and id = ?`,
        [portalId, tokenHash, key.id, portalId, portalId, key.employeeId],
      );
    },
    async save(key) {
      em.persist(key);
      await em.flush();
      if (key.revokedAt !== null) await sql.execute('delete from token where portal_id = ? and partner_key_id = ?', [portalId, key.id]);
    },
  };
};
