/** Fetches a file that came in. Its address at the server ends after hours, so the message is asked for anew each time. */
import type { TelegramClient } from '@mtcute/node';
import { FileLocation } from '@mtcute/node';
import { MtPeerNotFoundError } from '@mtcute/core';
import type { DownloadOutcome } from '@olchat/domain';
import { reasonOf } from './errors.ts';
import { readReference } from './inbound.ts';

export async function fetchFile(
  client: TelegramClient,
  reference: string,
  { signal, queryMs }: { signal: AbortSignal; queryMs: number },
): Promise<DownloadOutcome> {
  const { person, id } = readReference(reference);
  try {
    const [message] = await client.withParams({ timeout: queryMs, abortSignal: signal }).getMessages(person, [id]);
    const media = message?.media ?? null;
    if (!(media instanceof FileLocation)) return { kind: 'gone' };
    return { kind: 'content', bytes: whole(client.downloadAsIterable(media, { abortSignal: signal }), media.fileSize ?? null) };
  } catch (error) {
    if (error instanceof MtPeerNotFoundError) return { kind: 'gone' };
    return { kind: 'unavailable', reason: reasonOf(error) };
  }
}

/** The server tells the size beforehand: fewer bytes are no file. */
async function* whole(bytes: AsyncIterable<Uint8Array>, size: number | null): AsyncGenerator<Uint8Array> {
  let had = 0;
  for await (const piece of bytes) {
    had += piece.length;
    yield piece;
  }
  if (size !== null && had !== size) throw new Error('the file broke off');
}
