/** Our message → WhatsApp's content. A file is encrypted and brought to the media server on the way: that may be repeated at will. */
import { Readable } from 'node:stream';
import { withSenderLine, type FileKind, type OutgoingFile, type OutgoingMessage } from '@olchat/domain';
import { generateWAMessageContent, type AnyMessageContent, type proto, type SocketConfig } from 'baileys';
import type { WaSocket } from './socket.ts';

export interface ContentParts {
  upload: WaSocket['waUploadToServer'];
  logger: SocketConfig['logger'];
  uploadMs: number;
}

const noUpload = (): Promise<never> => Promise.reject(new Error('A text has nothing to upload'));

/** WhatsApp refuses a voice note under the bare type. */
const VOICE_MIME = 'audio/ogg; codecs=opus';
/** Width of the picture of a recording: so many bars, 0…100 each. */
const WAVEFORM_BARS = 64;

/** `linkPreview: null`: our server never opens the links of a text. */
export const textContent = (text: string, logger: SocketConfig['logger']): Promise<proto.Message> =>
  generateWAMessageContent({ text, linkPreview: null }, { logger, upload: noUpload });

/** S-15: the name stands in WhatsApp's own bold, which is a mark in the text. */
export const markedText = ({ text, senderLine = null }: Pick<OutgoingMessage, 'text' | 'senderLine'>): string =>
  withSenderLine(senderLine === null ? null : `*${senderLine}*`, text);

export async function fileContent(message: OutgoingMessage, file: OutgoingFile, parts: ContentParts): Promise<proto.Message> {
  const stream = Readable.from(file.open());
  return generateWAMessageContent(MEDIA[file.kind](file, stream, markedText(message)), {
    logger: parts.logger,
    upload: parts.upload,
    mediaUploadTimeoutMs: parts.uploadMs,
  });
}

/** Stretched over all the bars. */
const barsOf = (waveform: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: WAVEFORM_BARS }, (_, bar) => waveform[Math.floor((bar * waveform.length) / WAVEFORM_BARS)] ?? 0);

type Make = (file: OutgoingFile, stream: Readable, text: string) => AnyMessageContent;

const withCaption = (text: string): { caption?: string } => (text === '' ? {} : { caption: text });

/** An empty picture keeps the library from decoding the file for a small one: a file is never decoded in this process (SE-33). */
const NO_PREVIEW = { jpegThumbnail: '' };

const MEDIA: Record<FileKind, Make> = {
  DOCUMENT: ({ mime, name }, stream) => ({ document: { stream }, mimetype: mime, fileName: name }),
  IMAGE: ({ mime }, stream, text) => ({ image: { stream }, mimetype: mime, ...NO_PREVIEW, ...withCaption(text) }),
  VIDEO: ({ mime }, stream, text) => ({ video: { stream }, mimetype: mime, ...NO_PREVIEW, ...withCaption(text) }),
  AUDIO: ({ mime, seconds }, stream) => ({ audio: { stream }, mimetype: mime, seconds: seconds ?? 0 }),
  VOICE: ({ seconds, waveform }, stream) => {
    // The library takes the picture of the sound, but its types do not know it.
    const voice = { audio: { stream }, ptt: true, mimetype: VOICE_MIME, seconds: seconds ?? 0, waveform: barsOf(waveform ?? [0]) };
    return voice;
  },
};
