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

const WINDOW_MS = 10 * 60 * 1000;

export class OperatingTime {
  readonly #windows = new Map<string, { endsAtMs: number; seconds: number }>();

  /** Adds a call that began at `startMs` and ends now. `key` names portal, application and method. */
  add(key: string, startMs: number): TimeBlock {
    const finishMs = Date.now();
    const seconds = (finishMs - startMs) / 1000;
    const running = this.#windows.get(key);
    const window = running === undefined || running.endsAtMs <= finishMs ? { endsAtMs: finishMs + WINDOW_MS, seconds: 0 } : running;
    window.seconds += seconds;
    this.#windows.set(key, window);
    return {
      start: startMs / 1000,
      finish: finishMs / 1000,
      duration: seconds,
      processing: seconds,
      date_start: portalTime(startMs),
      date_finish: portalTime(finishMs),
      operating_reset_at: Math.floor(window.endsAtMs / 1000),
      operating: window.seconds,
    };
  }
}

/** Portals write dates in their own time zone: these two live in Moscow (+03:00, no summer time). */
export const portalTime = (ms: number): string => `${new Date(ms + 3 * 3600 * 1000).toISOString().slice(0, 19)}+03:00`;
