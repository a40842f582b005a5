/** The database behind a running system, as a test sees it and stops it: a row that a test holds is where a worker waits. */
import { Client, Pool } from 'pg';
import { until } from './process.ts';

export class Database {
  readonly #url: string;
  readonly #pool: Pool;

  /** `ownerUrl`: of the owner of the tables, past every policy. */
  constructor(ownerUrl: string) {
    this.#url = ownerUrl;
    this.#pool = new Pool({ connectionString: ownerUrl, max: 2 });
    this.#pool.on('error', () => undefined); // a test that stops the server meets it at its next question
  }

  async rows<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, [...params])).rows;
  }

  /** Where the send stands in the outbox (RE-5). */
  async deliveryOf(messageId: string): Promise<string | undefined> {
    return (await this.rows<{ delivery: string }>('select delivery from message where id = $1', [messageId]))[0]?.delivery;
  }

  /** Runs one statement that locks something, and keeps the lock until the answer is called. */
  async hold(sql: string, params: readonly unknown[] = []): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: this.#url });
    await client.connect();
    await client.query('begin');
    await client.query(sql, [...params]);
    return () => client.end();
  }

  /** Somebody stands before a lock with a statement that contains these words. */
  async untilBlocked(words: string): Promise<void> {
    await until(`a statement with «${words}» waits for a lock`, async () => {
      const waiting = await this.rows(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and strpos(query, $1) > 0`, [words]);
      return waiting.length > 0;
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
