/** One send → the messages that it makes at the messenger (contract: one message, one external id, one status). Pure. */
import type { FileKind } from '../file/file-kind.ts';
import type { StoredFile } from '../file/stored-file.ts';
import type { FileCapabilities } from '../ports/connector.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { MessageFile } from './message.ts';
import { withSenderLine } from './sender-line.ts';

/** One choice in the card may hold so many files. */
export const MAX_FILES = 10;

export interface MessagePart {
  text: string;
  file: MessageFile | null;
}

export interface SentContent {
  text: string;
  /** Goes before the text (S-15). */
  senderLine?: string | null;
  files: readonly StoredFile[];
  /** Sent as a voice note (W-20, W-22). */
  voice: StoredFile | null;
  /** T-9: uncompressed, with its name. */
  asDocument: boolean;
}

/**
 * W-18: the text is the caption of the first file where the messenger shows captions there, otherwise a message of its own before the
 * files. T-12: each file is a message, in order; the voice note comes last. A file that goes as a link is a text.
 */
export function messageParts(
  content: SentContent,
  capabilities: FileCapabilities | null,
  link: (file: StoredFile) => string,
): MessagePart[] | Refusal {
  const all = [...content.files, ...(content.voice === null ? [] : [content.voice])];
  if (all.length === 0) return [{ text: content.text, file: null }];
  if (capabilities === null) return refuse('FILE_UNREADABLE', { field: 'fileIds' });
  if (content.files.length > MAX_FILES) return refuse('LIMIT_REACHED', { field: 'fileIds', limit: MAX_FILES });
  if (content.voice !== null && !(content.voice.kind === 'VOICE' && capabilities.voiceMimes.includes(content.voice.mime))) {
    return refuse('VOICE_NOT_CONVERTIBLE', { field: 'voiceFileId' });
  }
  const tooLarge = all.find(file => !file.asLink && file.size > capabilities.maxBytes);
  if (tooLarge !== undefined) return refuse('FILE_TOO_LARGE', { field: 'fileIds', limit: capabilities.maxBytes });
  const parts = content.files.map((file): MessagePart => {
    if (file.asLink) return { text: `${file.name}\n${link(file)}`, file: null };
    return { text: '', file: described(file, content.asDocument ? 'DOCUMENT' : file.kind === 'VOICE' ? 'AUDIO' : file.kind) };
  });
  if (content.voice !== null) parts.push({ text: '', file: described(content.voice, 'VOICE') });
  const [first, ...rest] = parts;
  if (content.text.trim() === '' || first === undefined) return parts;
  const length = [...withSenderLine(content.senderLine ?? null, content.text)].length;
  const isCaption = first.file !== null && capabilities.captions.includes(first.file.kind) && length <= capabilities.maxCaptionLength;
  return isCaption ? [{ ...first, text: content.text }, ...rest] : [{ text: content.text, file: null }, ...parts];
}

const described = ({ id, name, mime, size, seconds, waveform }: StoredFile, kind: FileKind): MessageFile => ({
  id,
  kind,
  name,
  mime,
  size,
  seconds,
  ...(kind === 'VOICE' && waveform !== null ? { waveform } : {}),
});
