/** The preview of a picture: made once, when somebody first wants to see it, never on the way of a send (SE-34). */
import { newId, type FileId, type PortalId } from '../ids.ts';
import type { PreviewMaker } from '../ports/preview-maker.ts';
import { isPicture } from './picture-size.ts';
import type { StoredFile } from './stored-file.ts';
import type { TakeFileDeps } from './take-file.ts';

/** Far more than a picture of this side takes. */
const MAX_PREVIEW_BYTES = 1024 * 1024;

export interface PreviewDeps extends TakeFileDeps {
  previews: PreviewMaker;
}

export interface Preview {
  file: StoredFile;
  key: string;
  bytes: number;
}

/** Null: the file is no picture, is gone, or cannot be decoded. Several may ask for the same one at once: one preview remains. */
export async function previewOf(deps: PreviewDeps, portalId: PortalId, fileId: FileId): Promise<Preview | 'BUSY' | null> {
  const file = await deps.storage.transaction(portalId, tx => tx.files.find(fileId));
  if (file?.state !== 'READY' || !isPicture(file.mime) || file.previewBytes === 0) return null;
  if (file.previewKey !== null && file.previewBytes !== null) return { file, key: file.previewKey, bytes: file.previewBytes };
  const key = await keyOf(deps, file);
  const made = await deps.previews.make(deps.files.read(portalId, file.storageKey), preview =>
    deps.files.write(portalId, key, preview, { maxBytes: MAX_PREVIEW_BYTES, keptBytes: 0 }),
  );
  if (made === 'BUSY') return 'BUSY';
  return settle(deps, file, key, made === 'UNREADABLE' ? 0 : made.size);
}

/** The record comes first: bytes without one would lie there for ever. */
const keyOf = (deps: PreviewDeps, { portalId, id }: StoredFile): Promise<string> =>
  deps.storage.transaction(portalId, async tx => {
    const file = await tx.files.lock(id);
    const key = file?.previewKey ?? newId<FileId>();
    if (file?.previewKey === null) await tx.files.savePreview(Object.assign(file, { previewKey: key }));
    return key;
  });

async function settle(deps: PreviewDeps, { portalId, id }: StoredFile, key: string, bytes: number): Promise<Preview | null> {
  const file = await deps.storage.transaction(portalId, async tx => {
    const locked = await tx.files.lock(id);
    if (locked?.state !== 'READY') return null;
    await tx.files.savePreview(Object.assign(locked, { previewBytes: bytes }));
    return locked;
  });
  // Its file was removed meanwhile, and whoever removed it did not see this.
  if (file === null) await deps.files.remove(portalId, key);
  return file === null || bytes === 0 ? null : { file, key, bytes };
}
