import type { ConversationWords, Locale } from '../locales/index.ts';
import { conversationEn } from './conversation-en.ts';
import { conversationRu } from './conversation-ru.ts';

/** What only the history of a chat says: it comes with it. */
export const conversationWords: Record<Locale, ConversationWords> = { ru: conversationRu, en: conversationEn };
