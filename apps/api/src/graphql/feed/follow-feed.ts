/** One subscription over the portal's feed: pulled, filtered, with marks that keep its cursor moving (RE-31, RE-32). */
import type { FeedRow } from '@olchat/domain';
import type { RequestContext } from '../context.ts';
import { abortable } from './abortable.ts';
import { FeedPosition, FeedResync } from './feed-position.type.ts';

/** A subscription that nothing matches hears at most this often where the feed stands. */
const POSITION_EVERY_MS = 10_000;

export type Followed<Event> = Event | FeedPosition | FeedResync;

/** `select` answers the event that a row means to this caller, or null. It runs again for each event, rights included (SE-5). */
export const followFeed = <Event>(
  context: RequestContext,
  after: string | null,
  select: (row: FeedRow, cursor: string) => Promise<Event | null>,
): AsyncIterableIterator<Followed<Event>> =>
  abortable(async function* (signal) {
    let toldAt = -Infinity;
    for await (const item of context.services.feed.subscribe(context.caller.portalId, after, signal)) {
      if (signal.aborted) return;
      context.forgetRead();
      const event = item.kind === 'row' ? await select(item.row, item.cursor) : markOf(item, toldAt);
      if (event === null) continue;
      toldAt = performance.now();
      yield event;
    }
  });

function markOf(item: { kind: 'position'; cursor: string } | { kind: 'resync'; cursor: string; reason: string }, toldAt: number) {
  if (item.kind === 'resync') return new FeedResync(item.cursor, item.reason);
  return performance.now() - toldAt >= POSITION_EVERY_MS ? new FeedPosition(item.cursor) : null;
}
