/** How long ago something was, in words: `3 дня назад`. Undefined: less than a minute. */
const UNITS = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['month', 30 * 86_400_000],
  ['year', 365 * 86_400_000],
] as const;

export function age(moment: string, now: Date, locale: string): string | undefined {
  const ms = now.getTime() - Date.parse(moment);
  const unit = UNITS.findLast(([, length]) => ms >= length);
  if (unit === undefined) return undefined;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(ms / unit[1]), unit[0]);
}
