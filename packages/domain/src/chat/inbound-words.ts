/** What stands in the open-line chat around the client's own words, in the portal's language. */
import type { FileKind } from '../file/file-kind.ts';

export type Locale = 'ru' | 'en';

interface InboundWords {
  forwarded: string;
  forwardedFrom: (name: string) => string;
  reaction: (emoji: string) => string;
  reactionChanged: (emoji: string) => string;
  reactionRemoved: string;
  /** Why a file is named only. */
  file: { notFetched: string; late: string; infected: string };
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
    file: {
      notFetched: 'файл не получен',
      late: 'файл ещё не получен, придёт отдельным сообщением',
      infected: 'файл не принят: в нём найден вирус',
    },
    quoted: { IMAGE: 'фото', VIDEO: 'видео', AUDIO: 'аудио', VOICE: 'голосовое сообщение', DOCUMENT: 'файл', MESSAGE: 'сообщение' },
  },
  en: {
    forwarded: 'Forwarded',
    forwardedFrom: name => `Forwarded from ${name}`,
    reaction: emoji => `Reaction: ${emoji}`,
    reactionChanged: emoji => `Reaction changed: ${emoji}`,
    reactionRemoved: 'Reaction removed',
    file: {
      notFetched: 'the file was not received',
      late: 'the file has not come yet, it will follow as a message of its own',
      infected: 'the file was not taken: there is a virus in it',
    },
    quoted: { IMAGE: 'photo', VIDEO: 'video', AUDIO: 'audio', VOICE: 'voice message', DOCUMENT: 'file', MESSAGE: 'message' },
  },
};
