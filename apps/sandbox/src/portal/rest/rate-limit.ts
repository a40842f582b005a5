/** The platform's leaky bucket: a burst, drained steadily; per portal and source address, and everything here comes from one address. */
export interface RateLimit {
  /** Requests that fit at once; 50 on ordinary tariffs, 250 on Enterprise (Bitrix24 docs, limits). */
  burst: number;
  /** Requests drained each second; 2 on ordinary tariffs, 5 on Enterprise. */
  perSecond: number;
}

export const DOCUMENTED_LIMIT: RateLimit = { burst: 50, perSecond: 2 };

export class LeakyBucket {
  readonly #limit: RateLimit;
  readonly #levels = new Map<string, { level: number; atMs: number }>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** False when the bucket of this portal is full. */
  take(memberId: string, nowMs: number): boolean {
    const last = this.#levels.get(memberId) ?? { level: 0, atMs: nowMs };
    const level = Math.max(0, last.level - ((nowMs - last.atMs) / 1000) * this.#limit.perSecond);
    const fits = level + 1 <= this.#limit.burst;
    this.#levels.set(memberId, { level: fits ? level + 1 : level, atMs: nowMs });
    return fits;
  }
}
