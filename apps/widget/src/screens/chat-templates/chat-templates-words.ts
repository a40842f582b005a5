import type { ChatTemplatesWords, Locale, TemplateManagerWords } from '../../locales/index.ts';
import { templateManagerWords } from '../../locales/template-manager-words.ts';
import { chatTemplatesEn } from './chat-templates-en.ts';
import { chatTemplatesRu } from './chat-templates-ru.ts';

/** What the page above a chat's message box says; its list has the categories of the manager. */
export const chatTemplatesWords: Record<Locale, ChatTemplatesWords & TemplateManagerWords> = {
  ru: { ...templateManagerWords.ru, ...chatTemplatesRu },
  en: { ...templateManagerWords.en, ...chatTemplatesEn },
};
