/** One day of a conversation, oldest first. */
export interface Day<Entry> {
  /** `10 марта 2026 г.` */
  name: string;
  entries: Entry[];
}

/** Entries, oldest first, by the days of whoever reads them. */
export function byDays<Entry extends { at: string }>(entries: readonly Entry[], locale: string): Day<Entry>[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const days: Day<Entry>[] = [];
  for (const entry of entries) {
    const name = format.format(new Date(entry.at));
    const last = days.at(-1);
    if (last?.name === name) last.entries.push(entry);
    else days.push({ name, entries: [entry] });
  }
  return days;
}
