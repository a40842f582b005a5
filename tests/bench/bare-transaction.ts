/** What `sendMessage` writes, written by `pg` alone: the same rows in the same tables, as the same role, under row level security. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';

export interface Place {
  portalId: string;
  accountId: string;
  recipientId: string;
  employeeId: string;
}

const SEALED_TEXT = randomBytes(80);
const CONTENT_HASH = randomBytes(32);

export class BareTransaction {
  readonly #pool: Pool;
  readonly #place: Place;

  constructor(databaseUrl: string, place: Place, connections: number) {
    this.#pool = new Pool({ connectionString: databaseUrl, max: connections, options: '-c role=olchat_app -c timezone=UTC' });
    this.#place = place;
  }

  async write(): Promise<void> {
    const { portalId, accountId, recipientId, employeeId } = this.#place;
    const [id, groupId, now] = [randomUUID(), randomUUID(), new Date()];
    const history = JSON.stringify([{ status: 'QUEUED', occurredAt: now, learnedAt: now, source: 'PERSON', failure: null }]);
    const event = JSON.stringify({
      kind: 'message-status',
      messageId: id,
      accountId,
      cardKey: null,
      status: 'QUEUED',
      historyLength: 1,
      chatId: null,
      activityId: null,
    });
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('olchat.portal_id', $1, true)`, [portalId]);
      await client.query('insert into intent (portal_id, key, content_hash, message_id, group_id) values ($1, $2, $3, $4, $5)', [
        portalId,
        randomUUID(),
        CONTENT_HASH,
        id,
        groupId,
      ]);
      const lane = await client.query<{ seq: string }>('update lane set seq = seq + 1 where portal_id = $1 and key = $2 returning seq', [
        portalId,
        `account:${accountId}`,
      ]);
      await client.query(
        `insert into message (portal_id, id, seq, group_id, position, account_id, recipient_id, sender_id, origin, sealed_text, publication, create_activity,
           external_message_id, status, history, delivery, attempt, run_at, created_at)
         values ($1, $2, $3, $4, 0, $5, $6, $7, 'API', $8, 'NONE', false, $9, 'QUEUED', $10, 'READY', 0, now(), now())`,
        [portalId, id, lane.rows[0]?.seq, groupId, accountId, recipientId, employeeId, SEALED_TEXT, id, history],
      );
      await client.query(
        'with head as (update feed_head set seq = seq + 1 where portal_id = $1 returning seq) insert into feed (portal_id, seq, event) select $1, seq, $2 from head',
        [portalId, event],
      );
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
