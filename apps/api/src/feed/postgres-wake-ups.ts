/** Wake-ups by LISTEN and NOTIFY on one direct connection, which is rebuilt when it falls silent (RE-12, FA-25). */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { Coalescer, decode, encode, type WakeUp, type WakeUps } from './wake-ups.ts';

const CHANNEL = 'olchat_wake_up';
/** PostgreSQL refuses payloads of 8000 bytes and more; portal ids are 36 characters. */
const IDS_PER_NOTIFY = 150;
const HEARTBEAT_MS = 10_000;
const REBUILD_AFTER_MS = 1000;

export class PostgresWakeUps implements WakeUps {
  readonly #url: string;
  readonly #pool: Pool;
  readonly #listeners = new Set<(wakeUp: WakeUp) => void>();
  readonly #coalescer: Coalescer;
  readonly #onError: (error: unknown) => void;
  #client: Client | undefined;
  #isClosed = false;
  #loop: Promise<void> | undefined;
  #wakeSleeper: AbortController = new AbortController();

  constructor(url: string, pool: Pool, onError: (error: unknown) => void) {
    this.#url = url;
    this.#pool = pool;
    this.#onError = onError;
    this.#coalescer = new Coalescer(wakeUps => void this.#notify(wakeUps));
  }

  start(): void {
    this.#loop = this.#keepListening();
  }

  send(wakeUp: WakeUp): void {
    for (const listener of this.#listeners) listener(wakeUp);
    this.#coalescer.add(wakeUp);
  }

  listen(listener: (wakeUp: WakeUp) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#coalescer.stop();
    this.#wakeSleeper.abort();
    await this.#client?.end().catch(() => undefined); // it may be broken already
    await this.#loop;
  }

  async #notify(wakeUps: WakeUp[]): Promise<void> {
    const words = wakeUps.map(encode);
    try {
      for (let from = 0; from < words.length; from += IDS_PER_NOTIFY) {
        await this.#pool.query('select pg_notify($1, $2)', [CHANNEL, words.slice(from, from + IDS_PER_NOTIFY).join(' ')]);
      }
    } catch (error) {
      if (!this.#isClosed) this.#onError(error); // a lost hint costs a second: everybody also looks by himself
    }
  }

  async #keepListening(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#listenOnce();
      } catch (error) {
        if (!this.#isClosed) this.#onError(error);
      }
      if (!this.#isClosed) await sleep(REBUILD_AFTER_MS, undefined, { signal: this.#wakeSleeper.signal }).catch(() => undefined);
    }
  }

  /** Resolves when the connection is no longer good. */
  async #listenOnce(): Promise<void> {
    const client = new Client({ connectionString: this.#url, connectionTimeoutMillis: 3000, query_timeout: 5000, keepAlive: true });
    this.#client = client;
    const ended = new Promise<void>(resolve => {
      client.on('end', resolve);
      client.on('error', () => resolve());
    });
    client.on('notification', ({ payload }) => {
      for (const word of (payload ?? '').split(' ')) for (const listener of this.#listeners) listener(decode(word));
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      // What happened while nobody listened is found by looking.
      for (const listener of this.#listeners) listener({ kind: 'work' });
      let isAlive = true;
      void ended.then(() => (isAlive = false));
      while (isAlive && !this.#isClosed) {
        await Promise.race([ended, sleep(HEARTBEAT_MS, undefined, { signal: this.#wakeSleeper.signal }).catch(() => undefined)]);
        if (isAlive && !this.#isClosed) await client.query('select 1');
      }
    } finally {
      this.#client = undefined;
      await client.end().catch(() => undefined); // it may be broken already
    }
  }
}
