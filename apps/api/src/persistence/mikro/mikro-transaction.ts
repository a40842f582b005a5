/** One transaction of one portal: aggregates by MikroORM, sealed and claimed rows by SQL. */
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  LeaseLostError,
  Portal,
  type Accounts,
  type Activities,
  type ChatOpenings,
  type Chats,
  type Employees,
  type FeedEvent,
  type Lease,
  type PartnerKeys,
  type PortalId,
  type Recipients,
  type Transaction,
} from '@olchat/domain';
import { accountsOf } from './mikro-accounts.ts';
import { activitiesOf, chatsOf } from './mikro-chats.ts';
import { employeesOf, partnerKeysOf } from './mikro-employees.ts';
import { recipientsOf } from './mikro-recipients.ts';
import { SqlChanges } from '../sql/sql-changes.ts';
import { SqlInstallations } from '../sql/sql-installations.ts';
import { SqlDrafts } from '../sql/sql-drafts.ts';
import { SqlFiles } from '../sql/sql-files.ts';
import { SqlFirstMessages } from '../sql/sql-first-messages.ts';
import { SqlChatOpenings, SqlPublicationSwitches } from '../sql/sql-chats.ts';
import { SqlMessages } from '../sql/sql-messages.ts';
import { SqlEmbeddings } from '../sql/sql-embeddings.ts';
import { SqlHistories } from '../sql/sql-histories.ts';
import { SqlLookUps } from '../sql/sql-look-ups.ts';
import { SqlInbox, SqlIntents, SqlLogins, SqlOwnPosts, SqlUsage } from '../sql/sql-records.ts';
import { SqlNoticeChats, SqlNotices } from '../sql/sql-notices.ts';
import { SqlReceived } from '../sql/sql-received.ts';
import { SqlTasks } from '../sql/sql-tasks.ts';
import { SqlTemplates } from '../sql/sql-templates.ts';
import type { Sql } from '../sql/sql.ts';

export class MikroTransaction implements Transaction {
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
  readonly histories: SqlHistories;
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
  readonly partnerKeys: PartnerKeys;
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
    this.histories = new SqlHistories(sql);
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
