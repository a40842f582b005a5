import { attachmentsEn } from './attachments-en.ts';
import { attachmentsRu } from './attachments-ru.ts';
import type { AttachmentsWords, Locale } from './index.ts';

/** What only attachments and voice notes say: a form without them does not wait for it. */
export const attachmentsWords: Record<Locale, AttachmentsWords> = { ru: attachmentsRu, en: attachmentsEn };
