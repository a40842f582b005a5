/** Takes a file in: rights, name, content to the store as it comes, then what it is (W-19, SE-33). Nothing of it is left when it is refused. */
import { newId, type EmployeeId, type FileId, type PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { FileScanner } from '../ports/file-scanner.ts';
import { FileTooLargeError, type FileStore, type WrittenContent } from '../ports/file-store.ts';
import type { Storage } from '../ports/storage.ts';
import type { Caller } from '../portal/caller.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { fileName } from './file-name.ts';
import { fileType, HEAD_BYTES, opusSeconds, type FileType } from './file-type.ts';
import { isPicture, MAX_PIXELS, PictureHeader, type PictureSize } from './picture-size.ts';
import { StoredFile } from './stored-file.ts';
import { waveformOf } from '../voice/waveform.ts';

/** */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
export const MAX_LINK_BYTES = 100 * 1024 * 1024;
/** Of one portal in a day, so that nobody fills the disk of all (SE-33). */
const PORTAL_BYTES_A_DAY = 10 * 1024 ** 3;
const DAY_MS = 86_400_000;
/** A page of Ogg, whose head tells the length, is at most 65 307 bytes. */
const KEPT_BYTES = 65_536;

export interface KeptFileDeps {
  storage: Storage;
  files: FileStore;
  clock: Clock;
}

export interface TakeFileDeps extends KeptFileDeps {
  /** Null: nobody looks for viruses. */
  scanner: FileScanner | null;
}

export interface IncomingContent {
  name: string;
  content: AsyncIterable<Uint8Array>;
  maxBytes: number;
  asLink: boolean;
  /** Of a recording, where whoever recorded it drew it. */
  waveform?: readonly number[] | null;
}

/** An employee or a partner uploads: his own, for his next message. */
export const uploadFile = (
  deps: TakeFileDeps,
  caller: Caller,
  incoming: Pick<IncomingContent, 'name' | 'content' | 'asLink' | 'waveform'> & { maxBytes?: number },
): Promise<StoredFile | Refusal> =>
  keepFile(deps, caller.portalId, caller.employeeId, {
    ...incoming,
    maxBytes: incoming.maxBytes ?? (incoming.asLink ? MAX_LINK_BYTES : MAX_FILE_BYTES),
    mustBeKnown: true,
  });

/**
 * Stores a content with its record. `mustBeKnown`: refused when its kind is not of the list; otherwise it is a document of no kind, as
 * for what a client sent: we do not choose what he sends, we only never show it as anything. `id`: known before, so that a repeat is one file;
 * where the scanner does not answer its bytes wait for the next try, and where a virus was found it stays known that it was one.
 */
export async function keepFile(
  deps: TakeFileDeps,
  portalId: PortalId,
  ownerId: EmployeeId | null,
  incoming: IncomingContent & { mustBeKnown: boolean; id?: FileId },
): Promise<StoredFile | Refusal> {
  const name = fileName(incoming.name);
  const now = deps.clock.now();
  const id = incoming.id ?? newId<FileId>();
  const storageKey = newId<FileId>();
  // The record comes first: bytes without one would lie there for ever.
  const begun = await deps.storage.transaction(portalId, async tx => {
    const bytes = await tx.files.bytesSince(new Date(now.getTime() - DAY_MS));
    if (bytes > PORTAL_BYTES_A_DAY) return refuse('LIMIT_REACHED', { field: 'file', limit: PORTAL_BYTES_A_DAY });
    if ((await tx.files.storedBytes()) >= deps.files.portalBytes) return noRoom(deps);
    // A run that died in the middle began it already.
    const known = await tx.files.find(id);
    if (known !== null) return known;
    const file = StoredFile.begin({ portalId, id, storageKey, ownerId, name, asLink: incoming.asLink, createdAt: now });
    await tx.files.add(file);
    return file;
  });
  if (!(begun instanceof StoredFile)) return begun;
  const header = new PictureHeader();
  const written = await writeContent(deps, begun, { ...incoming, content: header.watch(incoming.content) });
  const type = written === 'too-large' ? null : fileType(name, written.head.subarray(0, HEAD_BYTES));
  const refusal =
    written === 'too-large'
      ? refuse('FILE_TOO_LARGE', { field: 'file', limit: incoming.maxBytes })
      : (unfit(written, type, header.size, incoming) ?? (await unclean(deps, begun)));
  if (refusal !== null || written === 'too-large') {
    const mayWait = refusal?.code === 'FILE_NOT_SCANNED' && incoming.id !== undefined;
    if (!mayWait) await dropFile(deps, begun, refusal?.code === 'FILE_INFECTED' ? 'INFECTED' : 'GONE');
    return refusal ?? refuse('FILE_TOO_LARGE', { field: 'file', limit: incoming.maxBytes });
  }
  const isVoice = type?.kind === 'VOICE';
  begun.arrived({
    size: written.size,
    sha256: written.sha256,
    ...(type ?? { mime: 'application/octet-stream', kind: 'DOCUMENT' }),
    seconds: isVoice ? opusSeconds(written.tail) : null,
    waveform: isVoice ? waveformOf(incoming.waveform ?? []) : null,
  });
  const kept = await deps.storage.transaction(portalId, async tx => {
    await tx.files.save(begun);
    return (await tx.files.storedBytes()) > deps.files.portalBytes ? noRoom(deps) : begun;
  });
  if (isRefusal(kept)) await dropFile(deps, begun);
  return kept;
}

const noRoom = ({ files }: KeptFileDeps): Refusal => refuse('FILE_SPACE_FULL', { field: 'file', limit: files.portalBytes });

async function writeContent(
  deps: KeptFileDeps,
  file: StoredFile,
  incoming: IncomingContent & { id?: FileId },
): Promise<WrittenContent | 'too-large'> {
  try {
    return await deps.files.write(file.portalId, file.storageKey, incoming.content, { maxBytes: incoming.maxBytes, keptBytes: KEPT_BYTES });
  } catch (error) {
    if (error instanceof FileTooLargeError) return 'too-large';
    // One that is known by its id comes again; any other is over.
    if (incoming.id === undefined) await dropFile(deps, file);
    throw error;
  }
}

function unfit(
  { size }: WrittenContent,
  type: FileType | null,
  picture: PictureSize | null,
  { mustBeKnown }: { mustBeKnown: boolean },
): Refusal | null {
  if (size === 0) return refuse('FILE_EMPTY', { field: 'file' });
  if (!mustBeKnown) return null;
  if (type === null) return refuse('FILE_UNREADABLE', { field: 'file' });
  const isBomb = picture !== null && isPicture(type.mime) && picture.width * picture.height > MAX_PIXELS;
  return isBomb ? refuse('PICTURE_TOO_LARGE', { field: 'file', limit: MAX_PIXELS }) : null;
}

/** SE-33. It reads what was stored, so that a slow upload holds no scanner. */
async function unclean({ files, scanner }: TakeFileDeps, { portalId, storageKey }: StoredFile): Promise<Refusal | null> {
  if (scanner === null) return null;
  const verdict = await scanner.scan(files.read(portalId, storageKey));
  if (verdict.kind === 'CLEAN') return null;
  return verdict.kind === 'FOUND'
    ? refuse('FILE_INFECTED', { field: 'file', rawCode: verdict.name })
    : refuse('FILE_NOT_SCANNED', { field: 'file' });
}

/** Its bytes go; that it was there stays known. */
export async function dropFile(deps: KeptFileDeps, file: StoredFile, state: 'GONE' | 'INFECTED' = 'GONE'): Promise<void> {
  const { portalId, id, storageKey } = file;
  const previewKey = (await deps.storage.transaction(portalId, tx => tx.files.find(id)))?.previewKey ?? null;
  for (const key of [storageKey, previewKey]) if (key !== null) await deps.files.remove(portalId, key);
  file.state = state;
  const madeMeanwhile = await deps.storage.transaction(portalId, async tx => {
    const now = await tx.files.lock(id);
    await tx.files.save(file);
    return now?.previewKey ?? null;
  });
  if (madeMeanwhile !== null && madeMeanwhile !== previewKey) await deps.files.remove(portalId, madeMeanwhile);
}

/** Removes the bytes of files whose time is over. Answers how many; several workers may do it at once. */
export async function sweepFiles(deps: KeptFileDeps, portalId: PortalId, limit: number): Promise<number> {
  const expired = await deps.storage.transaction(portalId, tx => tx.files.expired(deps.clock.now(), limit));
  for (const file of expired) if (await isToGo(deps, file)) await dropFile(deps, file);
  return expired.length;
}

/**
 * False: a message or a draft took it since it was found. Otherwise nobody can take it any more, and whoever ends here leaves it to the
 * next sweep: its bytes go first, and then it is gone.
 */
const isToGo = ({ storage, clock }: KeptFileDeps, { portalId, id }: StoredFile): Promise<boolean> =>
  storage.transaction(portalId, async tx => {
    const file = await tx.files.lock(id);
    if (file === null || file.state === 'GONE' || file.expiresAt >= clock.now()) return false;
    if (file.state === 'READY') await tx.files.save(Object.assign(file, { state: 'UPLOADING' as const }));
    return true;
  });
