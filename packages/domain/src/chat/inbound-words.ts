/** What stands in the open-line chat around the client's own words, in the portal's language. */
import type { FileKind } from '../file/file-kind.ts';

export type Locale = 'ru' | 'en';

interface InboundWords {
  forwarded: string;
  forwardedFrom: (name: string) => string;
  reaction: (emoji: string) => string;
  reactionChanged: (emoji: string) => string;
  reactionRemoved: string;
  /** Of a quoted message that has no text, or of which nothing is known. */
  quoted: Record<FileKind | 'MESSAGE', string>;
}

export const INBOUND_WORDS: Record<Locale, InboundWords> = {
  ru: {
    forwarded: 'Переслано',
    forwardedFrom: name => `Переслано от ${name}`,
    reaction: emoji => `Реакция: ${emoji}`,
    reactionChanged: emoji => `Реакция изменена: ${emoji}`,
    reactionRemoved: 'Реакция снята',
    quoted: { IMAGE: 'фото', VIDEO: 'видео', AUDIO: 'аудио', VOICE: 'голосовое сообщение', DOCUMENT: 'файл', MESSAGE: 'сообщение' },
  },
  en: {
    forwarded: 'Forwarded',
    forwardedFrom: name => `Forwarded from ${name}`,
    reaction: emoji => `Reaction: ${emoji}`,
    reactionChanged: emoji => `Reaction changed: ${emoji}`,
    reactionRemoved: 'Reaction removed',
    quoted: { IMAGE: 'photo', VIDEO: 'video', AUDIO: 'audio', VOICE: 'voice message', DOCUMENT: 'file', MESSAGE: 'message' },
  },
};
