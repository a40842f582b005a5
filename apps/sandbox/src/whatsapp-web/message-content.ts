/** What a decrypted message says, in the words of the sandbox. */
import { createHash } from 'node:crypto';
import { normalizeMessageContent, proto } from 'baileys';
import type { PhoneMessage } from '../kernel/phones.ts';

export type MessageContent = Pick<PhoneMessage, 'text' | 'files' | 'voice'>;

/** A message that changes an earlier one of the same writer. */
export interface MessageChange {
  target: string;
  /** Null: taken back. */
  text: string | null;
}

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;

export const describeChange = (message: proto.IMessage | undefined): MessageChange | undefined => {
  const { key, type, editedMessage } = normalizeMessageContent(message ?? undefined)?.protocolMessage ?? {};
  if (!key?.id) return undefined;
  if (type === REVOKE) return { target: key.id, text: null };
  const text = type === MESSAGE_EDIT ? describeMessage(editedMessage ?? undefined, undefined).text : null;
  return text === null ? undefined : { target: key.id, text };
};

interface FilePart {
  mimetype?: string | null;
}

const NOTHING: MessageContent = { text: null, files: [], voice: null };

const mimeOf = (part: FilePart): string => part.mimetype ?? 'application/octet-stream';

/** Media is described by what the phone could open, not by what the message claims; `opened` undefined: it could not. */
export const describeMessage = (message: proto.IMessage | undefined, opened: Buffer | undefined): MessageContent => {
  const content = normalizeMessageContent(message ?? undefined);
  const { imageMessage: image, videoMessage: video, documentMessage: document, audioMessage: audio } = content ?? {};
  const sha256 = opened === undefined ? '' : createHash('sha256').update(opened).digest('hex');
  const fileOf = (part: FilePart, name: string): MessageContent['files'] => [
    { name, size: opened?.length ?? 0, mime: mimeOf(part), sha256 },
  ];
  if (image) return { ...NOTHING, text: image.caption || null, files: fileOf(image, 'image') };
  if (video) return { ...NOTHING, text: video.caption || null, files: fileOf(video, 'video') };
  if (document) return { ...NOTHING, text: document.caption || null, files: fileOf(document, document.fileName ?? 'document') };
  if (audio?.ptt) return { ...NOTHING, voice: { seconds: audio.seconds ?? 0, mime: mimeOf(audio), sha256 } };
  if (audio) return { ...NOTHING, files: fileOf(audio, 'audio') };
  return { ...NOTHING, text: content?.conversation ?? content?.extendedTextMessage?.text ?? null };
};
