/** The client's own time by the zones of his number, and whether one may write then (S-1, S-4, A-4). */
import type { WritingHours } from '../settings/writing-hours.ts';

/** Green: may write. Orange: better not. Red: must not. */
export type WritingTone = 'GREEN' | 'ORANGE' | 'RED';

export interface ClientTime {
  /** `18:54`; two of them, west and east, when the number says no more than a span. */
  clocks: [string] | [string, string];
  /** Undefined: it is green in one end of the span and not in the other. */
  tone: WritingTone | undefined;
}

export function writingTone(hours: WritingHours, hour: number): WritingTone {
  if (hour < hours.redUntil || hour >= hours.orangeAgainUntil) return 'RED';
  return hour < hours.orangeUntil || hour >= hours.greenUntil ? 'ORANGE' : 'GREEN';
}

/** Undefined where nothing is known of the client's zone. */
export function clientTime(zones: readonly string[] | null | undefined, hours: WritingHours, now: Date): ClientTime | undefined {
  const local = (zones ?? []).flatMap(zone => localTime(zone, now)).toSorted((one, other) => one.offset - other.offset);
  const west = local[0];
  const east = local.at(-1);
  if (west === undefined || east === undefined) return undefined;
  const tones = new Set(local.map(({ hour }) => writingTone(hours, hour)));
  return {
    clocks: west.offset === east.offset ? [west.clock] : [west.clock, east.clock],
    tone: tones.size === 1 ? [...tones][0] : undefined,
  };
}

/** None for a zone that this browser does not know. */
function localTime(timeZone: string, now: Date): { clock: string; hour: number; offset: number }[] {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)] as const);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = Object.fromEntries(parts) as Record<string, number>;
    const two = (value: number) => String(value).padStart(2, '0');
    return [{ clock: `${two(hour)}:${two(minute)}`, hour, offset: Date.UTC(year, month - 1, day, hour, minute) - now.getTime() }];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
