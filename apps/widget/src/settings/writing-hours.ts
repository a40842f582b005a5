import type { ApplicationSettingsFieldsFragment } from '@olchat/client';

export type WritingHours = Omit<ApplicationSettingsFieldsFragment['writingHours'], '__typename'>;
export type HourBound = keyof WritingHours;

/** In the order of the day. */
export const HOUR_BOUNDS: readonly HourBound[] = ['redUntil', 'orangeUntil', 'greenUntil', 'orangeAgainUntil'];
const HOURS_OF_A_DAY = 24;

export interface HourSpan {
  colour: 'red' | 'orange' | 'green';
  from: number;
  to: number;
}

/** An hour of the day, 0 to 24; nothing for what is none. */
export function readHour(text: string): number | undefined {
  return /^\d{1,2}$/.test(text.trim()) && Number(text) <= HOURS_OF_A_DAY ? Number(text) : undefined;
}

/** Each bound is an hour, and not before the one in front of it. */
export function isOrdered(hours: WritingHours): boolean {
  const bounds = HOUR_BOUNDS.map(bound => hours[bound]);
  return bounds.every((hour, at) => Number.isInteger(hour) && hour >= (bounds[at - 1] ?? 0) && hour <= HOURS_OF_A_DAY);
}

/** Red, orange, green, orange, red; a span of no length is left out. */
export function spansOf({ redUntil, orangeUntil, greenUntil, orangeAgainUntil }: WritingHours): HourSpan[] {
  const spans: HourSpan[] = [
    { colour: 'red', from: 0, to: redUntil },
    { colour: 'orange', from: redUntil, to: orangeUntil },
    { colour: 'green', from: orangeUntil, to: greenUntil },
    { colour: 'orange', from: greenUntil, to: orangeAgainUntil },
    { colour: 'red', from: orangeAgainUntil, to: HOURS_OF_A_DAY },
  ];
  return spans.filter(({ from, to }) => to > from);
}
