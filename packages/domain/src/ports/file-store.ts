/** Where the bytes of files lie, and addresses under which they can be fetched. */
import type { FileId, PortalId } from '../ids.ts';

/** What was found out while a content came by. */
export interface WrittenContent {
  size: number;
  /** Hexadecimal. */
  sha256: string;
  /** First and last bytes, at most as many as asked. */
  head: Uint8Array;
  tail: Uint8Array;
}

export interface FileStore {
  /** So many bytes of one portal may lie here at once (SE-33); whoever takes files in asks. */
  readonly portalBytes: number;
  /**
   * Takes a content as it comes, never whole in memory; durable when it resolves. Stops reading and throws FileTooLargeError as soon
   * as more than `maxBytes` have come. When it throws, nothing remains. Keys are made by us and never used twice.
   */
  write(
    portalId: PortalId,
    key: string,
    content: AsyncIterable<Uint8Array>,
    limits: { maxBytes: number; keptBytes: number },
  ): Promise<WrittenContent>;
  /** From the beginning. The reading throws FileGoneError when there is nothing. */
  read(portalId: PortalId, key: string): AsyncIterable<Uint8Array>;
  has(portalId: PortalId, key: string): Promise<boolean>;
  /** May be called twice, and for what never was there. */
  remove(portalId: PortalId, key: string): Promise<void>;
  /** Everything of a portal, at its erasure (SE-2). May be called again. */
  removeAll(portalId: PortalId): Promise<void>;
}

export class FileTooLargeError extends Error {
  override readonly name = 'FileTooLargeError';
}

export class FileGoneError extends Error {
  override readonly name = 'FileGoneError';
}

/** Addresses that open one file to whoever has them, for a time (SE-34). */
export interface FileLinks {
  url(portalId: PortalId, fileId: FileId, until: Date): string;
}
