/** The blob that a phone's answer names: fetched as a file is, checked to the last byte, bounded, and read as WhatsApp writes it. */
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { proto } from 'baileys';
import { fetchMedia, mediaReference } from './inbound-media.ts';

/** Fifty messages with small pictures in them are below a megabyte. */
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;

const inflated = promisify(inflate);

export async function fetchHistory(
  notification: proto.Message.IHistorySyncNotification,
  mediaHost: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<proto.HistorySync> {
  const packed = notification.initialHistBootstrapInlinePayload?.length
    ? notification.initialHistBootstrapInlinePayload
    : await fetchBlob(notification, mediaHost, signal);
  return proto.HistorySync.decode(await inflated(packed, { maxOutputLength: MAX_INFLATED_BYTES }));
}

async function fetchBlob(
  notification: proto.Message.IHistorySyncNotification,
  mediaHost: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<Buffer> {
  const reference = mediaReference('md-msg-hist', notification);
  if (reference === null) throw new Error('the history names no blob');
  const download = await fetchMedia(reference, mediaHost, signal);
  if (download.kind !== 'content') throw new Error(download.kind === 'gone' ? 'the history is gone' : download.reason);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of download.bytes) {
    size += piece.length;
    if (size > MAX_BYTES) throw new Error('the history is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
