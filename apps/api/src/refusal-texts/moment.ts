/** Our server does not know the reader's time zone, so the zone is named. */
export const moment = (iso: string, locale: 'ru' | 'en'): string =>
  `${new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))} UTC`;
