/** Files in memory, for tests of use cases: it keeps what the port promises. */
import { createHash } from 'node:crypto';
import { FileGoneError, FileTooLargeError, type FileStore, type PortalId, type WrittenContent } from '../src/index.ts';

export class MemoryFileStore implements FileStore {
  readonly contents = new Map<string, Uint8Array>();
  portalBytes = Infinity;

  async write(
    portalId: PortalId,
    key: string,
    content: AsyncIterable<Uint8Array>,
    { maxBytes, keptBytes }: { maxBytes: number; keptBytes: number },
  ): Promise<WrittenContent> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of content) {
      size += piece.length;
      if (size > maxBytes) throw new FileTooLargeError(`more than ${maxBytes} bytes`);
      pieces.push(piece);
    }
    const bytes = Buffer.concat(pieces);
    this.contents.set(`${portalId}/${key}`, bytes);
    return {
      size,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      head: bytes.subarray(0, keptBytes),
      tail: bytes.subarray(-keptBytes),
    };
  }

  async *read(portalId: PortalId, key: string): AsyncGenerator<Uint8Array> {
    const bytes = this.contents.get(`${portalId}/${key}`);
    if (bytes === undefined) throw new FileGoneError('the file is gone');
    yield await Promise.resolve(bytes);
  }

  has(portalId: PortalId, key: string): Promise<boolean> {
    return Promise.resolve(this.contents.has(`${portalId}/${key}`));
  }

  removeAll(portalId: PortalId): Promise<void> {
    for (const name of this.contents.keys()) if (name.startsWith(`${portalId}/`)) this.contents.delete(name);
    return Promise.resolve();
  }

  remove(portalId: PortalId, key: string): Promise<void> {
    this.contents.delete(`${portalId}/${key}`);
    return Promise.resolve();
  }
}

/** A content that comes in one piece. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
