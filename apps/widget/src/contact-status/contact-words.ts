import type { ContactWords, Locale } from '../locales/index.ts';
import { contactEn } from './contact-en.ts';
import { contactRu } from './contact-ru.ts';

/** What only the field «статусы и чаты» says. */
export const contactWords: Record<Locale, ContactWords> = { ru: contactRu, en: contactEn };
