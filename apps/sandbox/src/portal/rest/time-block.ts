/** The `time` block of every answer, with the operating time that the platform counts per method, application and portal. */
export interface TimeBlock {
  start: number;
  finish: number;
  duration: number;
  processing: number;
  date_start: string;
  date_finish: string;
  operating_reset_at: number;
  operating: number;
}

const BASKET_MS = 60 * 1000;
const WINDOW_MS = 10 * BASKET_MS;
/** Seconds of work that a method may do in ten minutes; the documentation's example. */
export const DOCUMENTED_OPERATING_SECONDS = 480;

/** Work of ten minutes in baskets of one minute: what happened in a basket is forgotten ten minutes after it began. */
export class OperatingTime {
  readonly #limitSeconds: number;
  readonly #baskets = new Map<string, Map<number, number>>();

  constructor(limitSeconds = DOCUMENTED_OPERATING_SECONDS) {
    this.#limitSeconds = limitSeconds;
  }

  /** Its time is used up; `key` names portal, application and method. */
  isUsedUp(key: string, nowMs = Date.now()): boolean {
    return this.#seconds(key, nowMs) >= this.#limitSeconds;
  }

  /** Adds a call that began at `startMs` and ends now. */
  add(key: string, startMs: number, finishMs = Date.now()): TimeBlock {
    const seconds = (finishMs - startMs) / 1000;
    const baskets = this.#baskets.get(key) ?? new Map<number, number>();
    const basket = Math.floor(finishMs / BASKET_MS);
    this.#baskets.set(key, baskets.set(basket, (baskets.get(basket) ?? 0) + seconds));
    return {
      start: startMs / 1000,
      finish: finishMs / 1000,
      duration: seconds,
      processing: seconds,
      date_start: portalTime(startMs),
      date_finish: portalTime(finishMs),
      operating_reset_at: Math.floor(this.resetAtMs(key, finishMs) / 1000),
      operating: this.#seconds(key, finishMs),
    };
  }

  /** When the oldest basket is forgotten. */
  resetAtMs(key: string, nowMs = Date.now()): number {
    const oldest = Math.min(...this.#current(key, nowMs).keys(), Math.floor(nowMs / BASKET_MS));
    return oldest * BASKET_MS + WINDOW_MS;
  }

  #current(key: string, nowMs: number): Map<number, number> {
    const baskets = this.#baskets.get(key) ?? new Map<number, number>();
    for (const basket of baskets.keys()) if (basket * BASKET_MS + WINDOW_MS <= nowMs) baskets.delete(basket);
    return baskets;
  }

  #seconds(key: string, nowMs: number): number {
    return [...this.#current(key, nowMs).values()].reduce((sum, seconds) => sum + seconds, 0);
  }
}

/** Portals write dates in their own time zone: these two live in Moscow (+03:00, no summer time). */
export const portalTime = (ms: number): string => `${new Date(ms + 3 * 3600 * 1000).toISOString().slice(0, 19)}+03:00`;
