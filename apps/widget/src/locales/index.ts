import { en as kitEn, ru as kitRu } from '@bitrix24/b24ui-nuxt/locale';
import type { attachmentsRu } from './attachments-ru.ts';
import { composerEn } from './composer-en.ts';
import { composerRu } from './composer-ru.ts';
import { en } from './en.ts';
import type { limitsRu } from './limits-ru.ts';
import type { loginRu } from './login-ru.ts';
import { ru } from './ru.ts';
import { telegramEn } from './telegram-en.ts';
import { telegramRu } from './telegram-ru.ts';
import type { chatTemplatesRu } from '../screens/chat-templates/chat-templates-ru.ts';
import type { contactRu } from '../contact-status/contact-ru.ts';
import type { conversationRu } from '../conversation/conversation-ru.ts';
import type { settingsRu } from './settings-ru.ts';
import type { templateManagerRu } from './template-manager-ru.ts';
import { templatesEn } from './templates-en.ts';
import { templatesRu } from './templates-ru.ts';

export type Locale = 'ru' | 'en';

/** The same keys in every language; the sentences are free. */
type Widen<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : Widen<Tree[Key]> };
export type Words = Widen<typeof ru>;
export type ComposerWords = Widen<typeof composerRu>;
export type TelegramWords = Widen<typeof telegramRu>;
export type LoginWords = Widen<typeof loginRu>;
export type LimitsWords = Widen<typeof limitsRu>;
export type SettingsWords = Widen<typeof settingsRu> & LoginWords & LimitsWords;
export type TemplatesWords = Widen<typeof templatesRu>;
export type TemplateManagerWords = Widen<typeof templateManagerRu>;
export type AttachmentsWords = Widen<typeof attachmentsRu>;
export type ContactWords = Widen<typeof contactRu>;
export type ConversationWords = Widen<typeof conversationRu>;
export type ChatTemplatesWords = Widen<typeof chatTemplatesRu>;
/** What one page says beside `words`. */
export type MoreWords = Record<Locale, Partial<SettingsWords & ContactWords & ChatTemplatesWords & TemplateManagerWords>>;

type LeafPath<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${LeafPath<Tree[Key]>}`;
}[keyof Tree & string];
/** `message.status.READ`: every key that has a sentence, and no other. */
export type WordKey =
  | LeafPath<typeof ru>
  | LeafPath<typeof composerRu>
  | LeafPath<typeof telegramRu>
  | LeafPath<typeof settingsRu>
  | LeafPath<typeof limitsRu>
  | LeafPath<typeof loginRu>
  | LeafPath<typeof templatesRu>
  | LeafPath<typeof templateManagerRu>
  | LeafPath<typeof attachmentsRu>
  | LeafPath<typeof contactRu>
  | LeafPath<typeof conversationRu>
  | LeafPath<typeof chatTemplatesRu>;

/** What every page says. */
export const words: Record<Locale, Words & ComposerWords & TelegramWords & TemplatesWords> = {
  ru: { ...ru, ...composerRu, ...telegramRu, ...templatesRu },
  en: { ...en, ...composerEn, ...telegramEn, ...templatesEn },
};
export const kitWords = { ru: kitRu, en: kitEn };
