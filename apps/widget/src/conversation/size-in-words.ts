const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** `1,2 МБ`, in the language of the page. */
export function sizeInWords(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1024 ** step);
}
