import type { Locale, TemplateManagerWords } from './index.ts';
import { templateManagerEn } from './template-manager-en.ts';
import { templateManagerRu } from './template-manager-ru.ts';

/** What only the manager of templates says. */
export const templateManagerWords: Record<Locale, TemplateManagerWords> = { ru: templateManagerRu, en: templateManagerEn };
