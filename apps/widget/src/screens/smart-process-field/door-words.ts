import type { Locale } from '../../locales/index.ts';

/** The one label that stands there before any words are loaded. */
export const doorWords: Record<Locale, string> = { ru: 'Написать в WhatsApp', en: 'Write in WhatsApp' };
