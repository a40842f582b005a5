/** Bitrix24 counts requests per portal and our address with a leaky bucket (Bitrix24 docs, "Limits"): 50 at once, 2 a second; 250 and 5 on Enterprise. */
import type { PortalId } from '@olchat/domain';

/** Whether a person waits for the answer (RE-44). */
export type Lane = 'person' | 'background';

export interface RestBudget {
  /**
   * Resolves when a call of this lane may leave; shared by all processes. Rejects with the signal's reason when it gives up. A moment:
   * nothing was taken, because the portal stopped one of these methods until then.
   */
  take(portalId: PortalId, lane: Lane, signal: AbortSignal, methods?: readonly string[]): Promise<Date | null>;
  /**
   * The portal refused for its limits: nothing leaves before `until`, and then not faster than the bucket drains, people first; with a
   * method, only that method is stopped.
   */
  slowDown(portalId: PortalId, until: Date, method: string | null): Promise<void>;
}

export interface BucketSize {
  burst: number;
  perSecond: number;
}

export const STANDARD_BUCKET: BucketSize = { burst: 50, perSecond: 2 };

/** Background work fills the bucket only up to this part; the rest is kept for people. */
const BACKGROUND_PART = 0.5;

export interface Bucket {
  level: number;
  /** When the level was true. */
  at: Date;
}

export type BucketAnswer = { taken: true; bucket: Bucket } | { taken: false; waitMs: number };

export const takeFromBucket = (bucket: Bucket, lane: Lane, now: Date, size: BucketSize = STANDARD_BUCKET): BucketAnswer => {
  const seconds = Math.max(0, now.getTime() - bucket.at.getTime()) / 1000;
  const level = Math.max(0, bucket.level - seconds * size.perSecond);
  const ceiling = lane === 'person' ? size.burst : size.burst * BACKGROUND_PART;
  if (level + 1 <= ceiling) return { taken: true, bucket: { level: level + 1, at: now } };
  return { taken: false, waitMs: Math.ceil(((level + 1 - ceiling) / size.perSecond) * 1000) };
};
