import { createI18n, useI18n } from 'vue-i18n';
import { type Locale, type MoreWords, type WordKey, words } from './index.ts';
import { englishForm, russianForm } from './plural.ts';

/** `more` are the words that only one page says. */
export function createWords(locale: Locale, more?: MoreWords) {
  const messages = { ru: { ...words.ru, ...more?.ru }, en: { ...words.en, ...more?.en } };
  return createI18n({ legacy: false, locale, messages, pluralRules: { ru: russianForm, en: englishForm } });
}

type Values = Record<string, string | number>;

export interface UseWords {
  locale: Locale;
  /** Words of a part that came on demand. */
  add: (more: Record<Locale, object>) => void;
  /** The sentence of a key, its `{names}` filled in. */
  t: (key: WordKey, values?: Values) => string;
  /** The form of the sentence that goes with `count`; `{count}` is filled in. */
  plural: (key: WordKey, count: number, values?: Values) => string;
  /** `08:54` today, `21 нояб., 08:54` on another day. */
  time: (instant: string, now?: Date) => string;
  /** `21 ноября 2026 г., 08:54:07`: for whoever compares two moments. */
  moment: (instant: string) => string;
}

function createFormats(language: Locale) {
  return {
    clock: new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }),
    dayAndClock: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    exact: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' }),
  };
}

const formats = new Map<Locale, ReturnType<typeof createFormats>>();

/** Every component asks, and making them takes longer than drawing it. */
function formatsIn(language: Locale): ReturnType<typeof createFormats> {
  const known = formats.get(language) ?? createFormats(language);
  formats.set(language, known);
  return known;
}

export function useWords(): UseWords {
  const words = useI18n({ useScope: 'global' });
  const { t, locale } = words;
  const language = locale.value as Locale;
  const { clock, dayAndClock, exact } = formatsIn(language);
  return {
    locale: language,
    add: more => words.mergeLocaleMessage(language, more[language]),
    t: (key, values = {}) => t(key, values),
    plural: (key, count, values = {}) => t(key, { count, ...values }, { plural: count }),
    moment: instant => exact.format(new Date(instant)),
    time: (instant, now = new Date()) => {
      const date = new Date(instant);
      return (date.toDateString() === now.toDateString() ? clock : dayAndClock).format(date);
    },
  };
}
