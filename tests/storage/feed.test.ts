/** The feed on PostgreSQL: whoever comes back with a cursor gets everything once, in order, or is told to reload (RE-30…RE-33, GU-6, FA-14). */
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { newId, type AccountId, type FeedEvent, type PortalId } from '@olchat/domain';
import type { PoolClient, QueryResult } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../apps/api/src/feed/cursor.ts';
import { PostgresStatusFeed } from '../../apps/api/src/feed/postgres-status-feed.ts';
import { PostgresWakeUps } from '../../apps/api/src/feed/postgres-wake-ups.ts';
import type { FeedItem } from '../../apps/api/src/feed/status-feed.ts';
import type { WakeUp } from '../../apps/api/src/feed/wake-ups.ts';
import type { PortalSql } from '../../apps/api/src/persistence/sql/portal-sql.ts';
import { SqlReads } from '../../apps/api/src/persistence/sql/sql-reads.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { until } from '../support/process.ts';
import { LocalWakeUps } from './local-wake-ups.ts';
import { openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;
let hints: LocalWakeUps;
let feed: PostgresStatusFeed;
let portalId: PortalId;
const errors: unknown[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  hints = new LocalWakeUps();
  parts = await openParts(database.url, {
    committed: (portal, what) => {
      if (what.feed) hints.send({ kind: 'feed', portalId: portal });
    },
  });
});

beforeEach(async () => {
  portalId = await parts.newPortal();
  hints.areLost = false;
  errors.length = 0;
  feed = await PostgresStatusFeed.open(parts.routing, parts.sql, hints, error => errors.push(error));
});

afterEach(() => {
  feed.close();
  expect(errors).toEqual([]);
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const news = (n: number): FeedEvent => ({
  kind: 'account-state',
  accountId: String(n) as AccountId,
  state: 'CONNECTED',
  reason: null,
  since: '',
});
const tell = (...events: FeedEvent[]): Promise<void> =>
  parts.storage.transaction(portalId, async tx => events.forEach(event => tx.publish(event)));

/** A history of `count` events, written at once. */
async function history(count: number): Promise<void> {
  for (let from = 1; from <= count; from += 2000) {
    await tell(...Array.from({ length: Math.min(2000, count - from + 1) }, (_, index) => news(from + index)));
  }
}

type Resync = Extract<FeedItem, { kind: 'resync' }>;

/** Reads until `enough`; what came, and where a client would stand. */
async function read(after: string | null, enough: (seqs: number[], items: FeedItem[]) => boolean, from: PostgresStatusFeed = feed) {
  const stop = new AbortController();
  const items: FeedItem[] = [];
  const seqs: number[] = [];
  for await (const item of from.subscribe(portalId, after, stop.signal)) {
    items.push(item);
    if (item.kind === 'row') seqs.push(item.row.seq);
    if (enough(seqs, items)) break;
  }
  stop.abort();
  return { items, seqs, cursor: items.at(-1)?.cursor ?? '' };
}

/** Reads on until `wanted` rows came, and keeps none. */
async function count(items: AsyncIterable<FeedItem>, wanted: number): Promise<number> {
  let rows = 0;
  for await (const item of items) {
    if (item.kind === 'row') rows += 1;
    if (rows === wanted) break;
  }
  return rows;
}

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a subscription', () => {
  it('begins with its position, and from there nothing is missed (K-5)', async () => {
    await history(3);
    const { items, seqs } = await read(null, () => true);
    expect([items[0]?.kind, items[0]?.cursor, seqs]).toEqual(['position', feed.cursorOf(portalId, 3), []]);
  });

  it('from every point of a history gets the rest, once, in order, in pages (FA-14)', async () => {
    const total = 10_000;
    await history(total);
    const points = [...upTo(0, 40), 499, 500, 501, 999, 1000, 1001, 4999, ...upTo(8990, 9010), ...upTo(total - 30, total - 1)];
    for (const point of points) {
      const { seqs } = await read(feed.cursorOf(portalId, point), got => got.at(-1) === total);
      expect(seqs.length).toBe(total - point);
      expect(seqs.every((seq, index) => seq === point + 1 + index)).toBe(true);
    }
  });

  it('that breaks off after every single row and comes back misses nothing and gets nothing twice', async () => {
    const total = 300;
    await history(total);
    const all: number[] = [];
    let cursor = feed.cursorOf(portalId, 0);
    while (all.length < total) {
      const { seqs, cursor: next } = await read(cursor, got => got.length === 1);
      all.push(...seqs);
      cursor = next;
    }
    expect(all).toEqual(upTo(1, total));
  });

  it('sees what is told while it waits', async () => {
    const waiting = read(feed.cursorOf(portalId, 0), got => got.length === 2);
    await tell(news(1));
    await tell(news(2));
    expect((await waiting).items.flatMap(item => (item.kind === 'row' ? [item.row.event] : []))).toEqual([news(1), news(2)]);
  });

  it('gets a position after every page, so that a filtered one moves on (RE-31)', async () => {
    await history(1200);
    const { items } = await read(feed.cursorOf(portalId, 0), (got, all) => got.length === 1200 && all.at(-1)?.kind === 'position');
    const positions = items.flatMap((item, index) => (item.kind === 'position' ? [index] : []));
    expect(positions.length).toBeGreaterThanOrEqual(3);
    expect(items.at(-1)?.cursor).toBe(feed.cursorOf(portalId, 1200));
  });

  it('ends when it is told to, also in the middle of waiting', async () => {
    const stop = new AbortController();
    const items: FeedItem[] = [];
    const reading = (async () => {
      for await (const item of feed.subscribe(portalId, null, stop.signal)) items.push(item);
    })();
    await until('the subscription stands', () => items.length === 1);
    stop.abort();
    await reading;
    expect(items).toHaveLength(1);
  });

  it('sees its own portal only (SE-12)', async () => {
    const other = await parts.newPortal();
    const waiting = read(feed.cursorOf(portalId, 0), got => got.length === 1);
    await parts.storage.transaction(other, async tx => tx.publish(news(99)));
    await tell(news(1));
    expect((await waiting).items.flatMap(item => (item.kind === 'row' ? [item.row.portalId] : []))).toEqual([portalId]);
  });
});

describe('a cursor that is not understood (RE-33)', () => {
  it.each<[string, () => string]>([
    ['is no cursor', () => 'nonsense'],
    ['is empty', () => ''],
    ['belongs to another portal', () => feed.cursorOf(newId<PortalId>(), 1)],
    ['comes from another database', () => encodeCursor({ epoch: newId<PortalId>(), portalId, seq: 1 })],
    ['lies in the future', () => feed.cursorOf(portalId, 4)],
    ['is huge', () => feed.cursorOf(portalId, Number.MAX_SAFE_INTEGER)],
    ['is beyond numbers', () => Buffer.from(decodeOf(feed.cursorOf(portalId, 1)).replace(/1$/, '9'.repeat(400))).toString('base64url')],
    ['is negative', () => feed.cursorOf(portalId, -1)],
    ['is a fraction', () => feed.cursorOf(portalId, 1.5)],
    ['has SQL in it', () => Buffer.from(decodeOf(feed.cursorOf(portalId, 1)).replace(/1$/, '1 or 1=1')).toString('base64url')],
  ])('because it %s, makes the client reload, and it goes on from there', async (_why, cursor) => {
    await history(3);
    const { items } = await read(cursor(), () => true);
    expect(items[0]).toEqual({ kind: 'resync', cursor: feed.cursorOf(portalId, 3), reason: 'UNKNOWN_CURSOR' } satisfies Resync);
    const waiting = read(items[0]?.cursor ?? '', got => got.length === 1);
    await tell(news(4));
    expect((await waiting).seqs).toEqual([4]);
  });

  it('because what follows it is removed, makes the client reload; one at the border does not', async () => {
    await history(10);
    await parts.owner.query('delete from feed where portal_id = $1 and seq <= 5', [portalId]);
    expect((await read(feed.cursorOf(portalId, 4), () => true)).items).toEqual([
      { kind: 'resync', cursor: feed.cursorOf(portalId, 10), reason: 'TOO_OLD' },
    ]);
    expect((await read(feed.cursorOf(portalId, 5), got => got.length === 5)).seqs).toEqual(upTo(6, 10));
  });

  it('because everything is removed, makes the client reload; the newest does not', async () => {
    await history(10);
    await parts.owner.query('delete from feed where portal_id = $1', [portalId]);
    expect((await read(feed.cursorOf(portalId, 9), () => true)).items[0]).toMatchObject({ kind: 'resync', reason: 'TOO_OLD' });
    expect((await read(feed.cursorOf(portalId, 10), () => true)).items[0]).toMatchObject({ kind: 'position' });
  });

  it('because it stood still while its rows were removed, makes the client reload instead of leaving a hole', async () => {
    await history(2000);
    const stop = new AbortController();
    const items: FeedItem[] = [];
    const slow = feed.subscribe(portalId, feed.cursorOf(portalId, 0), stop.signal);
    for (let n = 0; n < 10; n += 1) items.push((await slow.next()).value as FeedItem);
    await parts.owner.query('delete from feed where portal_id = $1 and seq <= 1900', [portalId]);
    while (items.at(-1)?.kind !== 'resync') items.push((await slow.next()).value as FeedItem);
    stop.abort();
    const seqs = items.flatMap(item => (item.kind === 'row' ? [item.row.seq] : []));
    expect(seqs).toEqual(upTo(1, seqs.length));
    expect(items.at(-1)).toMatchObject({ reason: 'TOO_OLD', cursor: feed.cursorOf(portalId, 2000) });
  });
});

describe('writers against readers (FA-14)', () => {
  const WRITERS = 16;
  const EACH = 60;
  const TOTAL = WRITERS * EACH;

  const writeAll = (): Promise<unknown> =>
    Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < EACH; n += 1) {
          await parts.storage.transaction(portalId, async tx => {
            tx.publish(news(writer * 1000 + n));
            await tx.ownPosts.add(`${writer}/${n}`);
          });
        }
      }),
    );

  it('16 at once: every reader misses none and doubles none, on either process', async () => {
    const other = await PostgresStatusFeed.open(parts.routing, parts.sql, hints, error => errors.push(error));
    const start = feed.cursorOf(portalId, 0);
    const readers = [feed, feed, other].map(from => read(start, got => got.length >= TOTAL, from));
    // One that breaks off again and again, on alternating processes.
    const restless = (async () => {
      const all: number[] = [];
      let cursor = start;
      for (let turn = 0; all.length < TOTAL; turn += 1) {
        const { seqs, cursor: next } = await read(cursor, got => got.length >= 7, turn % 2 === 0 ? feed : other);
        all.push(...seqs);
        cursor = next;
        if (all.length + 7 > TOTAL) break;
      }
      return { all, cursor };
    })();
    await writeAll();
    for (const { seqs } of await Promise.all(readers)) expect(seqs).toEqual(upTo(1, TOTAL));
    const { all } = await restless;
    expect(all).toEqual(upTo(1, all.length));
    expect(all.length).toBeGreaterThan(TOTAL - 7);
    other.close();
  });

  it('a snapshot and what follows it make the whole: no row is in both or in none (RE-31, FA-15)', async () => {
    const reads = new SqlReads(parts.orm, parts.sql, parts.keys);
    const writing = writeAll();
    const snapshots = (async () => {
      for (let n = 0; n < 20; n += 1) {
        const { asOf, posts } = await parts.sql.run(
          portalId,
          async client => {
            const head = await client.query<{ seq: string }>('select seq from feed_head where portal_id = $1', [portalId]);
            const found = await client.query<{ n: number }>('select count(*)::int as n from own_post where portal_id = $1', [portalId]);
            return { asOf: Number(head.rows[0]?.seq ?? 0), posts: found.rows[0]?.n };
          },
          { snapshot: true },
        );
        // Each transaction tells one event and makes one row.
        expect(posts).toBe(asOf);
        await sleep(1);
      }
    })();
    await Promise.all([writing, snapshots]);
    expect((await reads.messagesOfPortal(portalId, null, { first: 1, after: null })).asOf).toBe(TOTAL);
  });
});

describe('a hint that is lost (RE-12)', () => {
  it('costs a second, not an event', async () => {
    hints.areLost = true;
    const waiting = read(feed.cursorOf(portalId, 0), got => got.length === 3);
    for (const n of [1, 2, 3]) await tell(news(n));
    expect((await waiting).seqs).toEqual([1, 2, 3]);
  });

  it('by a broken listening connection costs no more, and the connection is rebuilt (FA-25)', async () => {
    const trouble: unknown[] = [];
    const wakeUps = new PostgresWakeUps(database.url, parts.routing, error => trouble.push(error));
    wakeUps.start();
    const heard: WakeUp[] = [];
    wakeUps.listen(wakeUp => heard.push(wakeUp));
    const other = new PostgresWakeUps(database.url, parts.routing, error => trouble.push(error));
    const isHeard = async (): Promise<boolean> => {
      heard.length = 0;
      other.send({ kind: 'feed', portalId });
      await sleep(80);
      return heard.some(wakeUp => wakeUp.kind === 'feed' && wakeUp.portalId === portalId);
    };
    try {
      await until('another process is heard', isHeard);
      await parts.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`);
      await until('it is heard again', isHeard);
    } finally {
      await Promise.all([wakeUps.close(), other.close()]);
    }
  });
});

describe('a slow subscriber (RE-32, RE-36)', () => {
  it('holds no more than a page, however much happens, and gets everything in the end', async () => {
    const slow = feed.subscribe(portalId, feed.cursorOf(portalId, 0), new AbortController().signal);
    await slow.next();
    const total = 20_000;
    const before = heldMb();
    const quick = count(feed.subscribe(portalId, feed.cursorOf(portalId, 0), new AbortController().signal), total);
    await history(total);
    expect(await quick).toBe(total);
    // All these rows in memory would be about 12 MB, a page of them 0.3 MB.
    expect(heldMb() - before).toBeLessThan(4);
    const seqs: number[] = [];
    for await (const item of slow) {
      if (item.kind === 'row') seqs.push(item.row.seq);
      if (seqs.length === total) break;
    }
    expect(seqs).toEqual(upTo(1, total));
  });

  it('reads once for all who listen in one process', async () => {
    let pages = 0;
    const counting = await feedWhosePages(async () => {
      pages += 1;
    });
    const readers = Array.from({ length: 200 }, () => read(counting.cursorOf(portalId, 0), got => got.length === 20, counting));
    await until('everybody listens', () => pages > 0);
    for (let n = 0; n < 20; n += 1) await tell(news(n));
    for (const { seqs } of await Promise.all(readers)) expect(seqs).toEqual(upTo(1, 20));
    expect(pages).toBeLessThan(200);
    counting.close();
  });
});

describe('one that joins a read of others', () => {
  it('which began before the newest row was there, gets that row all the same', async () => {
    let pages = 0;
    let letGo = (): void => undefined;
    const held = await feedWhosePages(async () => {
      pages += 1;
      if (pages === 2) await new Promise<void>(resolve => (letGo = resolve));
    });
    const stop = new AbortController();
    const subscribe = async () => {
      const items = held.subscribe(portalId, held.cursorOf(portalId, 0), stop.signal);
      await items.next();
      return items;
    };
    const first = (await subscribe()).next();
    await until('the first has looked', () => pages === 1);
    // It looks again, finds nothing, and hears so late; meanwhile there is a row, and a second one comes.
    hints.send({ kind: 'feed', portalId });
    await until('the first looks again', () => pages === 2);
    await tell(news(1));
    const second = (await subscribe()).next();
    letGo();
    for (const { value } of await Promise.all([first, second])) expect(value).toMatchObject({ kind: 'row', row: { seq: 1 } });
    stop.abort();
    held.close();
  });
});

/** A feed over the same database; `afterPage` runs after each page was read, before its reader gets it. */
function feedWhosePages(afterPage: () => Promise<void>): Promise<PostgresStatusFeed> {
  const run: PortalSql['run'] = (portal, work, options) =>
    parts.sql.run(
      portal,
      client => {
        const query = async (sql: string, params: unknown[]): Promise<QueryResult> => {
          const result = await client.query(sql, params);
          if (sql.startsWith('select seq, at, event')) await afterPage();
          return result;
        };
        return work(Object.assign(Object.create(client) as PoolClient, { query }));
      },
      options,
    );
  return PostgresStatusFeed.open(parts.routing, { run }, hints, error => errors.push(error));
}

/** What is really held: after everything that can go has gone. */
function heldMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1e6;
}

const decodeOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');
