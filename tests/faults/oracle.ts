/** What the database holds, read past every rule of the product: the tests' own eyes. */
import type { Delivery, DeliveryStatus, FeedRow, MessageId } from '@olchat/domain';
import { Pool } from 'pg';

export interface StoredMessage {
  portalId: string;
  id: MessageId;
  groupId: string;
  externalId: string;
  delivery: Delivery;
  status: DeliveryStatus;
  publishedAs: string | null;
}

export class Oracle {
  readonly #pool: Pool;

  constructor(ownerUrl: string) {
    this.#pool = new Pool({ connectionString: ownerUrl, max: 2 });
  }

  /** The messages of these portals that were stored under this key, by portal. */
  async messages(key: string): Promise<Map<string, StoredMessage>> {
    const { rows } = await this.#pool.query<StoredMessage>(
      `select m.portal_id as "portalId", m.id, m.group_id as "groupId", m.external_message_id as "externalId", m.delivery, m.status,
         m.published_as as "publishedAs"
       from intent join message m on m.portal_id = intent.portal_id and m.id = intent.message_id where intent.key = $1`,
      [key],
    );
    return new Map(rows.map(row => [row.portalId, row]));
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
       union all select 'message ' || delivery from message where delivery <> 'DONE'
       union all select 'lane ' || key from lane where kind = 'TASKS'`,
    );
    return rows.map(row => row.what);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
