/**
 * The feed over its table: one reader per portal and process reads what is new once and serves all subscriptions of the portal
 * from a short tail in memory; who is further behind reads pages of his own (RE-30…RE-33).
 */
import type { FeedEvent, FeedRow, PortalId } from '@olchat/domain';
import type { Pool } from 'pg';
import type { PortalSql } from '../persistence/sql/portal-sql.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { FeedItem, StatusFeed } from './status-feed.ts';
import type { WakeUps } from './wake-ups.ts';

const PAGE_ROWS = 500;
const TAIL_ROWS = 1000;
/** Without a hint the head is looked at this often while somebody listens (RE-12). */
const LOOK_EVERY_MS = 1000;
/** Of whoever waits for hints only, not for rows. */
const NOWHERE = Number.POSITIVE_INFINITY;

export class PostgresStatusFeed implements StatusFeed {
  readonly #routing: Pool;
  readonly #sql: PortalSql;
  readonly #epoch: string;
  readonly #readers = new Map<PortalId, PortalReader>();
  readonly #onError: (error: unknown) => void;
  readonly #stopListening: () => void;
  #looking: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(routing: Pool, sql: PortalSql, wakeUps: WakeUps, epoch: string, onError: (error: unknown) => void) {
    this.#routing = routing;
    this.#sql = sql;
    this.#epoch = epoch;
    this.#onError = onError;
    this.#stopListening = wakeUps.listen(wakeUp => {
      if (wakeUp.kind === 'feed') this.#readers.get(wakeUp.portalId as PortalId)?.wake();
    });
    this.#looking = setInterval(() => void this.#lookAtHeads(), LOOK_EVERY_MS);
  }

  static async open(routing: Pool, sql: PortalSql, wakeUps: WakeUps, onError: (error: unknown) => void): Promise<PostgresStatusFeed> {
    const { rows } = await routing.query<{ epoch: string }>('select epoch from system_epoch');
    const epoch = rows[0]?.epoch;
    if (epoch === undefined) throw new Error('the database has no epoch: run the migrations');
    return new PostgresStatusFeed(routing, sql, wakeUps, epoch, onError);
  }

  cursorOf(portalId: PortalId, seq: number): string {
    return encodeCursor({ epoch: this.#epoch, portalId, seq });
  }

  async *subscribe(portalId: PortalId, after: string | null, signal: AbortSignal): AsyncIterableIterator<FeedItem> {
    const reader = this.#readerOf(portalId);
    reader.join();
    try {
      const { oldest, head } = await this.#bounds(portalId);
      const asked = after === null ? head : decodeCursor(after, this.#epoch, portalId);
      let position = asked ?? head;
      const reason = resyncReason(asked, oldest, head);
      if (reason !== null) position = head;
      const cursor = this.cursorOf(portalId, position);
      yield reason === null ? { kind: 'position', cursor } : { kind: 'resync', cursor, reason };
      while (!signal.aborted) {
        const { generation } = reader;
        const rows = await reader.after(position);
        if (rows.length === 0) {
          await reader.untilWoken(generation, position, signal);
          continue;
        }
        // A gap can only be rows that retention removed under a subscriber that stood still for a week.
        if ((rows[0]?.seq ?? 0) > position + 1) {
          position = (await this.#bounds(portalId)).head;
          yield { kind: 'resync', cursor: this.cursorOf(portalId, position), reason: 'TOO_OLD' };
          continue;
        }
        for (const row of rows) {
          if (signal.aborted) return;
          position = row.seq;
          yield { kind: 'row', row, cursor: this.cursorOf(portalId, position) };
        }
        yield { kind: 'position', cursor: this.cursorOf(portalId, position) };
      }
    } finally {
      if (reader.leave()) this.#readers.delete(portalId);
    }
  }

  async untilChange(portalId: PortalId, ms: number): Promise<void> {
    const reader = this.#readerOf(portalId);
    reader.join();
    try {
      await reader.untilWoken(reader.generation, NOWHERE, AbortSignal.timeout(ms));
    } finally {
      if (reader.leave()) this.#readers.delete(portalId);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #readerOf(portalId: PortalId): PortalReader {
    const known = this.#readers.get(portalId);
    if (known !== undefined) return known;
    const reader = new PortalReader(after => this.#page(portalId, after), this.#onError);
    this.#readers.set(portalId, reader);
    return reader;
  }

  async #bounds(portalId: PortalId): Promise<{ oldest: number; head: number }> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ oldest: string | null; head: string | null }>(
        `select (select min(seq) from feed where portal_id = $1) as oldest, (select seq from feed_head where portal_id = $1) as head`,
        [portalId],
      );
      const head = Number(rows[0]?.head ?? 0);
      return { oldest: Number(rows[0]?.oldest ?? head + 1), head };
    });
  }

  async #page(portalId: PortalId, after: number): Promise<FeedRow[]> {
    return this.#sql.run(portalId, async client => {
      const { rows } = await client.query<{ seq: string; at: Date; event: FeedEvent }>(
        'select seq, at, event from feed where portal_id = $1 and seq > $2 order by seq limit $3',
        [portalId, after, PAGE_ROWS],
      );
      return rows.map(row => ({ portalId, seq: Number(row.seq), at: row.at, event: row.event }));
    });
  }

  /** One query for all portals that somebody listens to. */
  async #lookAtHeads(): Promise<void> {
    if (this.#readers.size === 0 || this.#isClosed) return;
    try {
      const { rows } = await this.#routing.query<{ portal_id: PortalId; seq: string }>(
        'select portal_id, seq from feed_head where portal_id = any($1::uuid[])',
        [[...this.#readers.keys()]],
      );
      for (const row of rows) this.#readers.get(row.portal_id)?.sawHead(Number(row.seq));
    } catch (error) {
      this.#onError(error); // looked at again in a second
    }
  }
}

const resyncReason = (asked: number | null, oldest: number, head: number): string | null => {
  if (asked === null) return 'UNKNOWN_CURSOR';
  if (asked > head) return 'UNKNOWN_CURSOR';
  return asked + 1 < oldest ? 'TOO_OLD' : null;
};

/** What is new in one portal, read once for everybody who listens in this process. */
class PortalReader {
  readonly #read: (after: number) => Promise<FeedRow[]>;
  readonly #onError: (error: unknown) => void;
  /** Who waits, and how far each has come. */
  readonly #waiting = new Map<() => void, number>();
  /** A gapless run of the newest rows that this process has read: everything after `#from` up to `#end`. */
  #tail: FeedRow[] = [];
  #from = 0;
  #end = -1;
  #reading: Promise<void> | undefined;
  #members = 0;
  /** Counts wake-ups, so that one between a look and a wait is not slept through. */
  #generation = 0;

  constructor(read: (after: number) => Promise<FeedRow[]>, onError: (error: unknown) => void) {
    this.#read = read;
    this.#onError = onError;
  }

  get generation(): number {
    return this.#generation;
  }

  join(): void {
    this.#members += 1;
  }

  /** True when nobody is left. */
  leave(): boolean {
    this.#members -= 1;
    return this.#members === 0;
  }

  wake(): void {
    this.#generation += 1;
    for (const go of [...this.#waiting.keys()]) go();
  }

  sawHead(seq: number): void {
    if ([...this.#waiting.values()].some(position => position < seq)) this.wake();
  }

  /** What follows `position`: from the tail if it holds it, else read, together with all others who want the newest rows. */
  async after(position: number): Promise<FeedRow[]> {
    if (position >= this.#end) {
      const joins = this.#reading !== undefined;
      await this.#readTogether(position);
      // The one that ran already may have begun before the news that brought us here.
      if (joins && position >= this.#end) await this.#readTogether(position);
    }
    return this.#holds(position) ? this.#tail.slice(position - this.#from) : this.#read(position);
  }

  #readTogether(position: number): Promise<void> {
    return (this.#reading ??= this.#readOn(Math.max(position, this.#end)).finally(() => {
      this.#reading = undefined;
    }));
  }

  #holds(position: number): boolean {
    return position >= this.#from && position <= this.#end;
  }

  /** Returns at once if a wake-up came after `since`. */
  async untilWoken(since: number, position: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#generation !== since) return;
    await new Promise<void>(resolve => {
      const go = (): void => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.#waiting.set(go, position);
      signal.addEventListener('abort', go);
    });
  }

  async #readOn(after: number): Promise<void> {
    try {
      const rows = await this.#read(after);
      if (after !== this.#end) {
        this.#from = after;
        this.#tail = [];
      }
      this.#tail = [...this.#tail, ...rows].slice(-TAIL_ROWS);
      this.#end = this.#tail.at(-1)?.seq ?? after;
      this.#from = this.#end - this.#tail.length;
    } catch (error) {
      this.#onError(error); // subscriptions stay where they are and look again at the next wake-up
    }
  }
}
