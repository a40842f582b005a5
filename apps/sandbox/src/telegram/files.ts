/** Parts that are being brought, and files that lie in the cloud; on disk, so that a kill loses neither. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { tl } from '@mtcute/node';
import type { Store } from '../kernel/store.ts';
import type { StoredMedia } from './mailbox.ts';
import { RpcFailure } from './rpc-error.ts';

const FIRST_FILE = 5_000_000_001;

export class Files {
  readonly #folder: string;
  readonly #store: Store;

  constructor(folder: string, store: Store) {
    this.#folder = join(folder, 'telegram-files');
    this.#store = store;
    mkdirSync(this.#folder, { recursive: true });
  }

  savePart(uploadId: string, part: number, bytes: Uint8Array): void {
    if (bytes.length === 0) throw new RpcFailure(400, 'FILE_PART_EMPTY');
    mkdirSync(this.#upload(uploadId), { recursive: true });
    writeFileSync(join(this.#upload(uploadId), String(part)), bytes);
  }

  /** The parts become a file. */
  take(input: tl.TypeInputFile): Pick<StoredMedia, 'fileId' | 'size' | 'sha256'> & { fileName: string } {
    if (input._ !== 'inputFile' && input._ !== 'inputFileBig') throw new RpcFailure(400, 'MEDIA_INVALID');
    const folder = this.#upload(input.id.toString());
    const parts = Array.from({ length: input.parts }, (_, part) => {
      const path = join(folder, String(part));
      if (!existsSync(path)) throw new RpcFailure(400, `FILE_PART_${part}_MISSING`);
      return readFileSync(path);
    });
    if (parts.length === 0) throw new RpcFailure(400, 'FILE_PARTS_INVALID');
    const kept = this.keep(Buffer.concat(parts));
    rmSync(folder, { recursive: true, force: true });
    return { ...kept, fileName: input.name };
  }

  /** What a client sends from his phone. */
  keep(content: Uint8Array): Pick<StoredMedia, 'fileId' | 'size' | 'sha256'> {
    const fileId = String(this.#store.next('telegram.file', FIRST_FILE));
    writeFileSync(join(this.#folder, fileId), content);
    return { fileId, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  }

  read(fileId: string, offset: number, limit: number): Uint8Array {
    const path = join(this.#folder, fileId);
    if (!existsSync(path)) throw new RpcFailure(400, 'FILE_ID_INVALID');
    return new Uint8Array(readFileSync(path).subarray(offset, offset + limit));
  }

  #upload(uploadId: string): string {
    return join(this.#folder, `parts-${uploadId}`);
  }
}
