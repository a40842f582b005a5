/** A feed that a test writes to: rows in order, cursors `c<number>`, a resync for every other cursor. */
import type { FeedEvent, FeedRow, PortalId } from '@olchat/domain';
import type { FeedItem, StatusFeed } from '../../feed/status-feed.ts';

export class FakeFeed implements StatusFeed {
  readonly #rows: FeedRow[] = [];
  #wake = Promise.withResolvers<void>();
  /** Subscriptions that have not ended yet. */
  open = 0;
  /** Rows that each subscription has taken, in the order in which they began. */
  readonly taken: number[] = [];

  get length(): number {
    return this.#rows.length;
  }

  append(portalId: PortalId, event: FeedEvent): string {
    this.#rows.push({ portalId, seq: this.#rows.length + 1, at: new Date(), event });
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
    return this.cursorOf(portalId, this.#rows.length);
  }

  async *subscribe(portalId: PortalId, after: string | null, signal: AbortSignal): AsyncGenerator<FeedItem, void> {
    this.open += 1;
    const mine = this.taken.push(0) - 1;
    const left = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => left.resolve());
    try {
      const known = after === null ? this.#rows.length : Number(/^c(\d+)$/.exec(after)?.[1] ?? -1);
      let position = known < 0 || known > this.#rows.length ? this.#rows.length : known;
      yield known === position
        ? { kind: 'position', cursor: this.cursorOf(portalId, position) }
        : { kind: 'resync', cursor: this.cursorOf(portalId, position), reason: 'UNKNOWN_CURSOR' };
      while (!signal.aborted) {
        const woken = this.#wake.promise;
        for (let row = this.#rows[position]; row !== undefined && !signal.aborted; row = this.#rows[position]) {
          position += 1;
          this.taken[mine] = (this.taken[mine] ?? 0) + 1;
          if (row.portalId === portalId) yield { kind: 'row', row, cursor: this.cursorOf(portalId, row.seq) };
        }
        yield { kind: 'position', cursor: this.cursorOf(portalId, position) };
        await Promise.race([woken, left.promise]);
      }
    } finally {
      this.open -= 1;
    }
  }

  cursorOf(_portalId: PortalId, seq: number): string {
    return `c${seq}`;
  }

  async untilChange(_portalId: PortalId, ms: number): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, Math.min(ms, 5)));
  }
}
