/** What one message of a group is, for people: its kind, and the line that stands for it in the block (L-4, L-15). Pure. */
type Locale = 'ru' | 'en';

export type PartContent =
  | { kind: 'TEXT' }
  | { kind: 'FILE'; name: string; bytes: number }
  /** `seconds`: null where the length is not known. */
  | { kind: 'VOICE'; seconds: number | null }
  | { kind: 'TEMPLATE'; title: string };

export type PartKind = PartContent['kind'];

const UNITS: Record<Locale, readonly string[]> = { ru: ['Б', 'КБ', 'МБ', 'ГБ'], en: ['B', 'KB', 'MB', 'GB'] };
const STEP = 1024;

/** `1,2 МБ`: one decimal under ten, none above. */
export function formatBytes(bytes: number, locale: Locale): string {
  const unit = Math.min(UNITS[locale].length - 1, bytes < STEP ? 0 : Math.floor(Math.log2(bytes) / Math.log2(STEP)));
  const amount = bytes / STEP ** unit;
  const digits = unit === 0 || amount >= 10 ? 0 : 1;
  const text = amount.toFixed(digits).replace(/\.0$/, '');
  return `${locale === 'ru' ? text.replace('.', ',') : text} ${UNITS[locale][unit] ?? ''}`;
}

/** `1:05`. */
export const formatSeconds = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** The line of the block; null for text, which has its own place. */
export function attachmentOf(content: PartContent, locale: Locale): string | null {
  switch (content.kind) {
    case 'TEXT':
      return null;
    case 'FILE':
      return `${content.name} (${formatBytes(content.bytes, locale)})`;
    case 'VOICE':
      return content.seconds === null ? '—' : formatSeconds(content.seconds);
    case 'TEMPLATE':
      return content.title;
  }
}
