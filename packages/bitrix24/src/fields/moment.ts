/** Dates as the card prints them: the day and hour that the portal wrote, without moving them into another zone. */
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/;

export const printDate = (iso: string, locale: 'ru' | 'en'): string | null => {
  const match = MOMENT.exec(iso);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  return locale === 'ru' ? `${day}.${month}.${year}` : `${month}/${day}/${year}`;
};

export const printMoment = (iso: string, locale: 'ru' | 'en'): string | null => {
  const date = printDate(iso, locale);
  const [, , , , hours, minutes] = MOMENT.exec(iso) ?? [];
  if (date === null || hours === undefined || minutes === undefined) return date;
  if (locale === 'ru') return `${date} ${hours}:${minutes}`;
  const hour = Number(hours);
  return `${date} ${String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, '0')}:${minutes} ${hour < 12 ? 'am' : 'pm'}`;
};
