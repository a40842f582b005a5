import type { StoredFile } from '../../file/stored-file.ts';
import type { FileId } from '../../ids.ts';

/** Records of files; the bytes are in the FileStore. */
export interface Files {
  find(id: FileId): Promise<StoredFile | null>;
  add(file: StoredFile): Promise<void>;
  /** Whose it is never changes. */
  save(file: StoredFile): Promise<void>;
  /** Bytes of all files begun since then. */
  bytesSince(at: Date): Promise<number>;
  /** Whose time is over at that moment and whose bytes may still be there; the oldest first. */
  expired(at: Date, limit: number): Promise<StoredFile[]>;
}
