/** What a decrypted message says, in the words of the sandbox. */
import { normalizeMessageContent, type proto } from 'baileys';
import type { PhoneMessage } from '../kernel/phones.ts';

export type MessageContent = Pick<PhoneMessage, 'text' | 'files' | 'voice'>;

interface FilePart {
  mimetype?: string | null;
  fileLength?: number | { toString(): string } | null;
  fileSha256?: Uint8Array | null;
}

const NOTHING: MessageContent = { text: null, files: [], voice: null };

const sha256Of = (part: FilePart): string => Buffer.from(part.fileSha256 ?? []).toString('hex');
const mimeOf = (part: FilePart): string => part.mimetype ?? 'application/octet-stream';

const fileOf = (part: FilePart, name: string): MessageContent['files'] => [
  { name, size: Number(String(part.fileLength ?? 0)), mime: mimeOf(part), sha256: sha256Of(part) },
];

/** Media is described by what the message says of it; the bytes themselves are at the media server. */
export const describeMessage = (message: proto.IMessage | undefined): MessageContent => {
  const content = normalizeMessageContent(message ?? undefined);
  const { imageMessage: image, videoMessage: video, documentMessage: document, audioMessage: audio } = content ?? {};
  if (image) return { ...NOTHING, text: image.caption ?? null, files: fileOf(image, 'image') };
  if (video) return { ...NOTHING, text: video.caption ?? null, files: fileOf(video, 'video') };
  if (document) return { ...NOTHING, text: document.caption ?? null, files: fileOf(document, document.fileName ?? 'document') };
  if (audio?.ptt) return { ...NOTHING, voice: { seconds: audio.seconds ?? 0, mime: mimeOf(audio), sha256: sha256Of(audio) } };
  if (audio) return { ...NOTHING, files: fileOf(audio, 'audio') };
  return { ...NOTHING, text: content?.conversation ?? content?.extendedTextMessage?.text ?? null };
};
