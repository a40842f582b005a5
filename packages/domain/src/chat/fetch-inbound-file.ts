/** A file that a client sent: fetched from the messenger into our store, under the id of its inbox entry, so that a repeat is one file (GU-5). */
import { fileName } from '../file/file-name.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { keepFile, MAX_LINK_BYTES, type TakeFileDeps } from '../file/take-file.ts';
import type { FileId, PortalId } from '../ids.ts';
import type { FileKind } from '../file/file-kind.ts';
import type { Session } from '../ports/connector.ts';
import type { InboundFile, InboundMessage } from '../ports/connector/inbound.ts';
import { isRefusal } from '../refusal.ts';

/** `unavailable`: it may be tried again. */
export type FetchedInbound = 'stored' | 'gone' | 'unavailable';

/** Runs beside the account's sends; may run again at any time. */
export async function fetchInboundFile(
  deps: TakeFileDeps,
  portalId: PortalId,
  inboxId: string,
  session: Pick<Session, 'download'>,
  signal: AbortSignal,
): Promise<FetchedInbound> {
  const id = inboxId as FileId;
  const { entry, known } = await deps.storage.transaction(portalId, async tx => ({
    entry: await tx.inbox.find(inboxId),
    known: await tx.files.find(id),
  }));
  const file = (entry?.body as InboundMessage | undefined)?.file ?? null;
  if (file === null || (known !== null && known.state !== 'UPLOADING')) return 'stored';
  const content = (await unscanned(deps, known)) ?? (await downloaded(session, file.reference, signal));
  if (content === 'unavailable') return 'unavailable';
  const incoming = { id, name: inboundName(file), content, maxBytes: MAX_LINK_BYTES, asLink: false, mustBeKnown: false };
  // What is gone leaves an empty file, which is none: the chat says so.
  const kept = await keepFile(deps, portalId, null, incoming);
  if (isRefusal(kept)) return kept.code === 'FILE_NOT_SCANNED' ? 'unavailable' : 'gone';
  return keepForAMonth(deps, kept);
}

/** It came whole and the scanner did not answer: the messenger need not have it any more (SE-33). */
async function unscanned({ files }: TakeFileDeps, known: StoredFile | null): Promise<AsyncIterable<Uint8Array> | null> {
  const isHere = known !== null && (await files.has(known.portalId, known.storageKey));
  return isHere ? files.read(known.portalId, known.storageKey) : null;
}

async function downloaded(
  session: Pick<Session, 'download'>,
  reference: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | 'unavailable'> {
  const outcome = await session.download(reference, signal);
  if (outcome.kind === 'unavailable') return 'unavailable';
  return outcome.kind === 'gone' ? nothing() : outcome.bytes;
}

async function keepForAMonth(deps: TakeFileDeps, file: StoredFile): Promise<'stored'> {
  file.use(deps.clock.now());
  await deps.storage.transaction(file.portalId, tx => tx.files.save(file));
  return 'stored';
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

const NAMES: Record<FileKind, string> = { DOCUMENT: 'document', IMAGE: 'photo', VIDEO: 'video', AUDIO: 'audio', VOICE: 'voice' };
const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
};

/** Messengers name documents only; people need an extension to open the rest. Safe wherever it is shown (SE-34). */
export function inboundName({ name, kind, mime }: InboundFile): string {
  if (name !== null) return fileName(name);
  const extension = EXTENSIONS[mime.split(';', 1)[0]!.trim().toLowerCase()];
  return extension === undefined ? NAMES[kind] : `${NAMES[kind]}.${extension}`;
}
