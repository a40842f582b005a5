/** Files in a folder: a folder per portal, random names. Every process of the product sees the same folder. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileGoneError, FileTooLargeError, type FileStore, type PortalId, type WrittenContent } from '@olchat/domain';

/** Ids of ours only: nothing that comes from outside becomes part of a path. */
const SAFE = /^[0-9a-f-]{36}$/;

export class DiskFileStore implements FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(
    portalId: PortalId,
    key: string,
    content: AsyncIterable<Uint8Array>,
    { maxBytes, keptBytes }: { maxBytes: number; keptBytes: number },
  ): Promise<WrittenContent> {
    const file = this.#path(portalId, key);
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomUUID()}.part`;
    const hash = createHash('sha256');
    let size = 0;
    let head = Buffer.alloc(0);
    let tail = Buffer.alloc(0);
    try {
      await pipeline(
        content,
        async function* (pieces: AsyncIterable<Uint8Array>) {
          for await (const piece of pieces) {
            size += piece.length;
            if (size > maxBytes) throw new FileTooLargeError(`more than ${maxBytes} bytes`);
            hash.update(piece);
            if (head.length < keptBytes) head = Buffer.concat([head, piece]).subarray(0, keptBytes);
            tail = Buffer.concat([tail, piece]).subarray(-keptBytes);
            yield piece;
          }
        },
        createWriteStream(draft, { mode: 0o600 }),
      );
      await syncToDisk(draft);
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    return { size, sha256: hash.digest('hex'), head, tail };
  }

  async *read(portalId: PortalId, key: string): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of createReadStream(this.#path(portalId, key))) yield piece as Uint8Array;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new FileGoneError('the file is gone', { cause: error });
      throw error;
    }
  }

  has(portalId: PortalId, key: string): Promise<boolean> {
    return access(this.#path(portalId, key)).then(
      () => true,
      () => false,
    );
  }

  async remove(portalId: PortalId, key: string): Promise<void> {
    await rm(this.#path(portalId, key), { force: true });
  }

  async removeAll(portalId: PortalId): Promise<void> {
    if (!SAFE.test(portalId)) throw new Error('no id of a portal');
    await rm(join(this.#folder, portalId), { recursive: true, force: true });
  }

  /** Two characters of the key make a folder, so that none holds too many files. */
  #path(portalId: PortalId, key: string): string {
    if (!SAFE.test(portalId) || !SAFE.test(key)) throw new Error('no key of a file');
    return join(this.#folder, portalId, key.slice(-2), key);
  }
}

async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
