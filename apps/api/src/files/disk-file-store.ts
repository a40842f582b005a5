/** Files in a folder: a folder per portal, random names. Every process of the product sees the same folder. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileGoneError, type FileStore, type PortalId, type WrittenContent } from '@olchat/domain';
import { MeasuredContent } from './measured-content.ts';
import { portalPath, storePath } from './store-path.ts';

export class DiskFileStore implements FileStore {
  readonly portalBytes: number;
  readonly #folder: string;

  constructor(folder: string, portalBytes: number) {
    this.#folder = folder;
    this.portalBytes = portalBytes;
  }

  async write(
    portalId: PortalId,
    key: string,
    content: AsyncIterable<Uint8Array>,
    limits: { maxBytes: number; keptBytes: number },
  ): Promise<WrittenContent> {
    const file = this.#path(portalId, key);
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomUUID()}.part`;
    const measured = new MeasuredContent(content, limits);
    try {
      await pipeline(measured, createWriteStream(draft, { mode: 0o600 }));
      await syncToDisk(draft);
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    return measured.written();
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
    await rm(join(this.#folder, portalPath(portalId)), { recursive: true, force: true });
  }

  #path(portalId: PortalId, key: string): string {
    return join(this.#folder, storePath(portalId, key));
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
