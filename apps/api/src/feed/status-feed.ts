/** The portal's feed as a stream with a cursor (RE-30…RE-36). A subscription pulls; nothing is pushed into a buffer of its own. */
import type { FeedRow, PortalId } from '@olchat/domain';

export type FeedItem =
  | { kind: 'row'; row: FeedRow; cursor: string }
  /** The feed stands here; nothing between the last item and this was left out. */
  | { kind: 'position'; cursor: string }
  /** Unknown, foreign or too old: reload the snapshot, then go on from this cursor (RE-33). */
  | { kind: 'resync'; cursor: string; reason: string };

export interface StatusFeed {
  /**
   * First item: the position it begins at (`after`, or now), or a resync. Then every row once, in order. A position mark comes with
   * every page that was read, so that a filtered subscription's cursor moves. Ends when `signal` aborts.
   */
  subscribe(portalId: PortalId, after: string | null, signal: AbortSignal): AsyncIterableIterator<FeedItem>;
  cursorOf(portalId: PortalId, seq: number): string;
  /** Resolves when the portal's feed may have moved, or after `ms`. */
  untilChange(portalId: PortalId, ms: number): Promise<void>;
}
