/**
 * The picture that a client shows of himself in the messenger (H-1): fetched beside the sends, once a day at most, and shown in the
 * open-line chat. A message never waits long for it.
 */
import { fileType } from '../file/file-type.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { dropFile, keepFile, type TakeFileDeps } from '../file/take-file.ts';
import type { PortalId, RecipientId } from '../ids.ts';
import type { Session } from '../ports/connector.ts';
import type { FileLinks } from '../ports/file-store.ts';
import type { Clock } from '../ports/clock.ts';
import { isRefusal } from '../refusal.ts';
import { PORTAL_LINK_MS } from './file-copy.ts';

/** So long a message waits for the picture of its writer; then it goes without. */
export const PICTURE_PATIENCE_MS = 2500;
/** Profile pictures of messengers are far smaller. */
export const MAX_PICTURE_BYTES = 1024 * 1024;
/** What chats show; the first whose bytes fit is the name. */
const NAMES = ['client.jpg', 'client.png', 'client.webp'];
const DAY_MS = 86_400_000;

/** `same`: it is the one that we have. `unfit`: too large, or no picture. `unavailable`: nobody could say; asked again in a day. */
export type FetchedPicture = 'stored' | 'same' | 'none' | 'unfit' | 'unavailable';

/** Runs beside the account's sends. Whatever comes of it, the recipient is checked for today and nobody waits any more. */
export async function fetchClientPicture(
  deps: TakeFileDeps,
  portalId: PortalId,
  recipientId: RecipientId,
  session: Pick<Session, 'picture'>,
  signal: AbortSignal,
): Promise<FetchedPicture> {
  const recipient = await deps.storage.transaction(portalId, tx => tx.recipients.find(recipientId));
  if (recipient === null || !recipient.awaitsPicture()) return 'none';
  const fetched = recipient.messengerAddress === null ? 'none' : await ask(session, recipient.messengerAddress, signal);
  if (fetched === 'none' || fetched === 'unfit') {
    await settle(deps, portalId, recipientId, null);
    return fetched;
  }
  const kept = fetched === 'unavailable' ? null : await keep(deps, portalId, fetched);
  if (kept === null) {
    await settle(deps, portalId, recipientId, 'KEPT');
    return 'unavailable';
  }
  return settle(deps, portalId, recipientId, kept);
}

interface Picture {
  name: string;
  bytes: Uint8Array;
}

/** A reading that breaks off is no news: the messenger could not give it. */
async function ask(
  session: Pick<Session, 'picture'>,
  messengerAddress: string,
  signal: AbortSignal,
): Promise<Picture | 'none' | 'unfit' | 'unavailable'> {
  const answer = await (session.picture?.(messengerAddress, signal) ?? { kind: 'none' as const });
  if (answer.kind !== 'content') return answer.kind;
  const bytes = await whole(answer.bytes).catch(() => 'unavailable' as const);
  if (bytes === 'unavailable' || bytes === 'unfit') return bytes;
  const name = NAMES.find(candidate => fileType(candidate, bytes) !== null);
  return name === undefined ? 'unfit' : { name, bytes };
}

/** Never more in memory than a picture may have. */
async function whole(content: AsyncIterable<Uint8Array>): Promise<Uint8Array | 'unfit'> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > MAX_PICTURE_BYTES) return 'unfit';
    pieces.push(piece);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Null: the portal has no room for it today. */
async function keep(deps: TakeFileDeps, portalId: PortalId, { name, bytes }: Picture): Promise<StoredFile | null> {
  const incoming = { name, content: once(bytes), maxBytes: MAX_PICTURE_BYTES, asLink: false, mustBeKnown: true };
  const kept = await keepFile(deps, portalId, null, incoming);
  return isRefusal(kept) ? null : kept;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** The same picture stays the same file, under the same address. One that is shown no more is removed at once. */
async function settle(
  deps: TakeFileDeps,
  portalId: PortalId,
  recipientId: RecipientId,
  seen: StoredFile | null | 'KEPT',
): Promise<'stored' | 'same' | 'none'> {
  const now = deps.clock.now();
  const left = await deps.storage.transaction(portalId, async tx => {
    const recipient = await tx.recipients.find(recipientId);
    if (recipient === null) return seen === 'KEPT' ? null : seen;
    const before = recipient.pictureId === null ? null : await tx.files.find(recipient.pictureId);
    const isSame = seen !== null && seen !== 'KEPT' && before?.state === 'READY' && before.sha256 === seen.sha256;
    const shown = seen === 'KEPT' || isSame ? before : seen;
    recipient.learnPicture(seen === 'KEPT' || isSame ? 'KEPT' : (seen?.id ?? null), now);
    await tx.recipients.save(recipient);
    if (shown?.state === 'READY') {
      shown.use(now);
      await tx.files.save(shown);
    }
    return isSame ? seen : seen === 'KEPT' ? null : before;
  });
  if (left !== null && left.state !== 'GONE') await dropFile(deps, left);
  if (seen === null || seen === 'KEPT') return 'none';
  return left?.id === seen.id ? 'same' : 'stored';
}

/** One address a day, so that the portal need not fetch the picture anew with every message. Nothing, when its bytes are gone. */
export function pictureUrl(deps: { fileLinks: FileLinks; clock: Clock }, picture: StoredFile | null): { pictureUrl?: string } {
  if (picture?.state !== 'READY') return {};
  const dayEnds = Math.ceil((deps.clock.now().getTime() + PORTAL_LINK_MS) / DAY_MS) * DAY_MS;
  return { pictureUrl: deps.fileLinks.url(picture.portalId, picture.id, new Date(dayEnds)) };
}
