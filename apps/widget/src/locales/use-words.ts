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

export function useWords(): UseWords {
  const words = useI18n({ useScope: 'global' });
  const { t, locale } = words;
  const language = locale.value as Locale;
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const dayAndClock = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'medium' });
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
