/** Media as a phone handles it: encrypts what it sends, opens what it gets. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getMediaKeys, normalizeMessageContent, type MediaType, type proto } from 'baileys';
import type { PhoneFile } from '../kernel/phones.ts';
import type { MediaServer } from './media-server.ts';

const MAC_BYTES = 10;

/** What of a message is a file, and how it is encrypted. */
interface Part {
  type: MediaType;
  media: { mediaKey?: Uint8Array | null; directPath?: string | null; fileSha256?: Uint8Array | null };
}

function partOf(message: proto.IMessage): Part | undefined {
  const { imageMessage, videoMessage, documentMessage, audioMessage } = normalizeMessageContent(message) ?? {};
  if (imageMessage) return { type: 'image', media: imageMessage };
  if (videoMessage) return { type: 'video', media: videoMessage };
  if (documentMessage) return { type: 'document', media: documentMessage };
  if (audioMessage) return { type: 'audio', media: audioMessage };
  return undefined;
}

/**
 * The bytes of the file that a message names, fetched and opened as the phone does it.
 * Undefined: it carries none, or what lies at the media server is not what the message says.
 */
export async function openMedia(server: MediaServer, message: proto.IMessage): Promise<Buffer | undefined> {
  const { type, media } = partOf(message) ?? {};
  const file = media?.directPath ? server.fileOf(media.directPath) : undefined;
  if (type === undefined || file === undefined || !media?.mediaKey) return undefined;
  const { iv, cipherKey, macKey } = await getMediaKeys(media.mediaKey, type);
  const whole = readFileSync(file);
  const sealed = whole.subarray(0, -MAC_BYTES);
  const mac = createHmac('sha256', macKey ?? '')
    .update(iv)
    .update(sealed)
    .digest()
    .subarray(0, MAC_BYTES);
  if (!mac.equals(whole.subarray(-MAC_BYTES))) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const bytes = Buffer.concat([cipher.update(sealed), cipher.final()]);
  const isAnnounced = createHash('sha256')
    .update(bytes)
    .digest()
    .equals(Buffer.from(media.fileSha256 ?? []));
  return isAnnounced ? bytes : undefined;
}

/** Encrypts, puts it at the media server, and answers what the message has to say for the other side to open it. */
export async function uploadSealed(server: MediaServer, type: MediaType, bytes: Buffer) {
  const mediaKey = randomBytes(32);
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const mac = createHmac('sha256', macKey ?? '')
    .update(iv)
    .update(sealed)
    .digest()
    .subarray(0, MAC_BYTES);
  const encrypted = Buffer.concat([sealed, mac]);
  const directPath = await server.keep(type, encrypted);
  return {
    url: `https://${server.host ?? ''}${directPath}`,
    directPath,
    mediaKey,
    fileLength: bytes.length,
    fileSha256: createHash('sha256').update(bytes).digest(),
    fileEncSha256: createHash('sha256').update(encrypted).digest(),
  };
}

/** A client's file as a message: the bytes go to the media server, the key into the message. */
export async function mediaMessage(server: MediaServer, file: PhoneFile, caption: string | null): Promise<proto.IMessage> {
  const type: MediaType = file.as === 'voice' ? 'audio' : file.as;
  const media = { ...(await uploadSealed(server, type, Buffer.from(file.content, 'base64'))), mimetype: file.mime };
  const words = caption === null ? {} : { caption };
  switch (file.as) {
    case 'image':
      return { imageMessage: { ...media, ...words } };
    case 'video':
      return { videoMessage: { ...media, ...words } };
    case 'audio':
      return { audioMessage: { ...media, seconds: file.seconds ?? 0 } };
    case 'voice':
      return { audioMessage: { ...media, seconds: file.seconds ?? 0, ptt: true } };
    case 'document': {
      const documentMessage = { ...media, fileName: file.name, ...words };
      // As the official apps do it: words beside a document come wrapped.
      return caption === null ? { documentMessage } : { documentWithCaptionMessage: { message: { documentMessage } } };
    }
  }
}
