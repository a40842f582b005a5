/** What the database holds, read past every rule of the product: the tests' own eyes. */
import type { Delivery, DeliveryStatus, Failure, FeedRow, MessageId } from '@olchat/domain';
import { Pool } from 'pg';

export interface StoredMessage {
  recipientId: string;
  id: MessageId;
  groupId: string;
  externalId: string;
  delivery: Delivery;
  status: DeliveryStatus;
  publishedAs: string | null;
  publicationFailure: Failure | null;
}

export class Oracle {
  readonly #pool: Pool;

  constructor(ownerUrl: string) {
    this.#pool = new Pool({ connectionString: ownerUrl, max: 2 });
    this.#pool.on('error', error => console.error(error)); // the next question fails and tells more
  }

  /** By recipient: every send of a run has one of its own. */
  async messages(recipientIds: readonly string[]): Promise<Map<string, StoredMessage[]>> {
    const { rows } = await this.#pool.query<StoredMessage>(
      `select recipient_id as "recipientId", id, group_id as "groupId", external_message_id as "externalId", delivery, status,
         published_as as "publishedAs", publication_failure as "publicationFailure" from message where recipient_id = any($1)`,
      [recipientIds],
    );
    return Map.groupBy(rows, row => row.recipientId);
  }

  async feed(): Promise<Map<string, Pick<FeedRow, 'seq' | 'event'>[]>> {
    const { rows } = await this.#pool.query<{ portal: string; seq: string; event: FeedRow['event'] }>(
      'select portal_id as portal, seq, event from feed order by portal_id, seq',
    );
    const feeds = Map.groupBy(rows, row => row.portal);
    return new Map([...feeds].map(([portal, events]) => [portal, events.map(({ seq, event }) => ({ seq: Number(seq), event }))]));
  }

  /** What is still to be done; a task that was set aside for an administrator is never done. */
  async unfinished(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ what: string }>(
      `select name || ' ' || state || coalesce(' ' || reason, '') as what from task
       union all
       select 'message ' || message.id || ' ' || delivery || ', attempt ' || attempt || ', its lane ' || coalesce(to_jsonb(lane)::text, 'gone')
       from message left join lane on lane.portal_id = message.portal_id and lane.key = 'account:' || message.account_id
       where delivery <> 'DONE'
       union all select 'lane ' || key from lane where kind = 'TASKS'`,
    );
    return rows.map(row => row.what);
  }

  /** Those of the dead, at once: nobody else holds one. */
  async endLeases(): Promise<void> {
    await this.#pool.query('update lane set lease_until = clock_timestamp() where lease_until > clock_timestamp()');
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
