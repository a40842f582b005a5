/** Files that come in: what a message tells of them, and fetching them from the media server, checked to the last byte. */
import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { DownloadOutcome, FileKind, InboundFile } from '@olchat/domain';
import { DEFAULT_ORIGIN, getMediaKeys, getUrlFromDirectPath, type MediaType, type proto } from 'baileys';
import { reasonOf } from './errors.ts';

type Content = proto.IMessage;

/** What every kind of media message has. */
interface Media {
  mediaKey?: Uint8Array | null;
  directPath?: string | null;
  fileSha256?: Uint8Array | null;
  fileLength?: number | { toString(): string } | null;
  mimetype?: string | null;
}

interface Found {
  kind: FileKind;
  type: MediaType;
  media: Media;
  name?: string | null | undefined;
  seconds?: number | null | undefined;
}

function find(content: Content): Found | null {
  const {
    imageMessage: image,
    videoMessage,
    ptvMessage,
    documentMessage: document,
    audioMessage: audio,
    stickerMessage: sticker,
  } = content;
  const video = videoMessage ?? ptvMessage;
  if (image) return { kind: 'IMAGE', type: 'image', media: image };
  if (video) return { kind: 'VIDEO', type: 'video', media: video, seconds: video.seconds };
  if (document) return { kind: 'DOCUMENT', type: 'document', media: document, name: document.fileName };
  if (audio) return { kind: audio.ptt === true ? 'VOICE' : 'AUDIO', type: 'audio', media: audio, seconds: audio.seconds };
  if (sticker) return { kind: 'IMAGE', type: 'sticker', media: sticker };
  return null;
}

export const mediaKindOf = (content: Content): FileKind | null => find(content)?.kind ?? null;

/** What `fetchMedia` needs; the key opens only this one file. */
interface Reference {
  type: MediaType;
  directPath: string;
  mediaKey: string;
  sha256: string;
}

/** Null: what is told is not enough to fetch it. */
export function mediaReference(type: MediaType, { mediaKey, directPath, fileSha256 }: Media): string | null {
  if (!mediaKey?.length || !fileSha256?.length || !directPath?.startsWith('/')) return null;
  const reference: Reference = {
    type,
    directPath,
    mediaKey: Buffer.from(mediaKey).toString('base64'),
    sha256: Buffer.from(fileSha256).toString('base64'),
  };
  return JSON.stringify(reference);
}

/** What a message tells of its file, whether or not it can be fetched. Null: it carries none. */
export function describedFile(content: Content): Omit<InboundFile, 'reference'> | null {
  const found = find(content);
  if (found === null) return null;
  const { fileLength, mimetype } = found.media;
  return {
    kind: found.kind,
    name: found.name || null,
    mime: mimetype || 'application/octet-stream',
    size: Number(String(fileLength ?? 0)),
    seconds: found.seconds ?? null,
  };
}

/** Null: the message carries no file, or not enough to fetch it. */
export function inboundFile(content: Content): InboundFile | null {
  const found = find(content);
  const file = describedFile(content);
  const reference = found === null ? null : mediaReference(found.type, found.media);
  return file === null || reference === null ? null : { ...file, reference };
}

/**
 * The library's own download is not used: it checks neither the signature nor the hash, and a connection that breaks in the middle
 * ends the process by an error that nobody can catch (seen in 7.0.0-rc14).
 */
export async function fetchMedia(
  reference: string,
  mediaHost: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<DownloadOutcome> {
  const { type, directPath, mediaKey, sha256 } = JSON.parse(reference) as Reference;
  try {
    const host = await mediaHost();
    if (host === null) return { kind: 'unavailable', reason: 'the server did not name its media host' };
    const headers = { Origin: DEFAULT_ORIGIN };
    const response = await fetch(getUrlFromDirectPath(directPath, host), { headers, redirect: 'error', signal });
    if (response.status === 404 || response.status === 410) {
      await response.body?.cancel();
      return { kind: 'gone' };
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: 'unavailable', reason: `the media server answered ${response.status}` };
    }
    return { kind: 'content', bytes: decrypt(response.body, Buffer.from(mediaKey, 'base64'), type, sha256) };
  } catch (error) {
    return { kind: 'unavailable', reason: reasonOf(error) };
  }
}

/** The last bytes are the signature of all before them. */
const MAC_BYTES = 10;

async function* decrypt(body: AsyncIterable<Uint8Array>, mediaKey: Buffer, type: MediaType, sha256: string): AsyncGenerator<Uint8Array> {
  const { iv, cipherKey, macKey } = await getMediaKeys(mediaKey, type);
  if (macKey === undefined) throw new Error('no key for the signature of a file');
  const cipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const hmac = createHmac('sha256', macKey).update(iv);
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of body) {
    const bytes = Buffer.concat([held, chunk]);
    const sealed = bytes.subarray(0, Math.max(0, bytes.length - MAC_BYTES));
    held = bytes.subarray(sealed.length);
    hmac.update(sealed);
    const open = cipher.update(sealed);
    hash.update(open);
    if (open.length > 0) yield open;
  }
  if (held.length !== MAC_BYTES || !timingSafeEqual(held, hmac.digest().subarray(0, MAC_BYTES))) {
    throw new Error('the file broke off or was changed on its way');
  }
  const last = cipher.final();
  hash.update(last);
  if (hash.digest('base64') !== sha256) throw new Error('the file is not the one that the message announced');
  if (last.length > 0) yield last;
}
