import type { StoredFile } from '../../file/stored-file.ts';
import type { FileId } from '../../ids.ts';

/** Records of files; the bytes are in the FileStore. */
export interface Files {
  find(id: FileId): Promise<StoredFile | null>;
  /** As `find`, and nobody else changes it until the commit. */
  lock(id: FileId): Promise<StoredFile | null>;
  add(file: StoredFile): Promise<void>;
  /** Whose it is never changes; its preview is not touched, since others make it at any time. */
  save(file: StoredFile): Promise<void>;
  /** Its preview alone. */
  savePreview(file: StoredFile): Promise<void>;
  /** What all files of the portal hold now (`heldBytes`): a number that is kept, not added up. Within a transaction that saved one it is final. */
  storedBytes(): Promise<number>;
  /** Bytes of all files begun since then. */
  bytesSince(at: Date): Promise<number>;
  /** Whose time is over at that moment and whose bytes may still be there; the oldest first. */
  expired(at: Date, limit: number): Promise<StoredFile[]>;
}
