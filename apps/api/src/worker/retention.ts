/** Ends what waited too long, and removes what is kept for a time only (decision 21): feed 7 days, inbox and sent contents 14, own posts and drafts 30, what clients wrote 365, ended sessions. In batches, per portal. */
import { DRAFT_DAYS, failOverdue, sweepFiles, type PortalId, type KeptFileDeps } from '@olchat/domain';
import type { Pool } from 'pg';
import type { Logger } from '../logger.ts';
import type { PortalSql } from '../persistence/sql/portal-sql.ts';

export interface RetentionDays {
  feed: number;
  inbox: number;
  sentContent: number;
  ownPosts: number;
  received: number;
}

export const RETENTION_DAYS: RetentionDays = { feed: 7, inbox: 14, sentContent: 14, ownPosts: 30, received: 365 };

const EVERY_MS = 3_600_000;
const BATCH = 5000;
const FILES_BATCH = 100;

export class Retention {
  readonly #routing: Pool;
  readonly #sql: PortalSql;
  readonly #logger: Logger;
  readonly #files: KeptFileDeps;
  readonly #days: RetentionDays;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(routing: Pool, sql: PortalSql, logger: Logger, files: KeptFileDeps, days: RetentionDays = RETENTION_DAYS) {
    this.#routing = routing;
    this.#sql = sql;
    this.#logger = logger;
    this.#files = files;
    this.#days = days;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.run().then(
        removed => this.#logger.info('old rows removed', { count: removed }),
        (error: unknown) => this.#logger.error('old rows were not removed', { error }),
      );
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Answers how many rows went. Several workers may run it at once: they only delete the same rows. */
  async run(): Promise<number> {
    const { rows } = await this.#routing.query<{ portal_id: PortalId }>('select portal_id from portal_route');
    let removed = 0;
    for (const { portal_id: portalId } of rows) {
      await failOverdue(this.#files, portalId);
      removed += await this.#remove(portalId, 'feed', 'seq', 'at', this.#days.feed);
      removed += await this.#remove(portalId, 'inbox', 'id', 'received_at', this.#days.inbox);
      removed += await this.#remove(portalId, 'sent_content', 'external_message_id', 'created_at', this.#days.sentContent);
      removed += await this.#remove(portalId, 'own_post', 'open_line_message_id', 'created_at', this.#days.ownPosts);
      removed += await this.#remove(portalId, 'draft', 'version', 'saved_at', DRAFT_DAYS);
      removed += await this.#remove(portalId, 'received_message', 'id', 'occurred_at', this.#days.received);
      removed += await this.#sweep(portalId);
      // Left by a process that died while it waited (S-11).
      removed += await this.#remove(portalId, 'history_request', 'id', 'asked_at', 0, `and asked_at < now() - interval '5 minutes'`);
      removed += await this.#remove(portalId, 'token', 'token_hash', 'seen_at', 1, `and kind = 'SESSION'`);
    }
    return removed;
  }

  async #sweep(portalId: PortalId): Promise<number> {
    let removed = 0;
    while (!this.#isStopping) {
      const count = await sweepFiles(this.#files, portalId, FILES_BATCH);
      removed += count;
      if (count < FILES_BATCH) break;
    }
    return removed;
  }

  async #remove(portalId: PortalId, table: string, key: string, moment: string, days: number, also = ''): Promise<number> {
    let removed = 0;
    while (!this.#isStopping) {
      const count = await this.#sql.run(portalId, async client => {
        const result = await client.query(
          `delete from ${table} where portal_id = $1 and ${key} in (
             select ${key} from ${table} where portal_id = $1 and ${moment} < now() - make_interval(days => $2) ${also} limit ${BATCH})`,
          [portalId, days],
        );
        return result.rowCount ?? 0;
      });
      removed += count;
      if (count < BATCH) break;
    }
    return removed;
  }
}
