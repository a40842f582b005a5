/** What every store of files keeps, wherever the bytes lie: one suite, run by the disk, by S3 and by the fake. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileGoneError, FileTooLargeError, newId, type FileId, type FileStore, type PortalId } from '../src/index.ts';

export interface FileStoreHarness {
  store: FileStore;
  /** How many contents, drafts and parts lie there, of whatever portal. */
  left(): number | Promise<number>;
  end(): void | Promise<void>;
}

const MEBIBYTE = 1024 * 1024;
/** More than stores take in one part. */
const LARGE = 12 * MEBIBYTE + 345;
const LIMITS = { maxBytes: 16 * MEBIBYTE, keptBytes: 4 };

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(typeof part === 'string' ? Buffer.from(part) : part);
}

/** In pieces of a size that fits no part. */
async function* inPieces(content: Buffer, size = 65_537): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += size) yield await Promise.resolve(content.subarray(start, start + size));
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of content) read.push(piece);
  return Buffer.concat(read);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function fileStoreContract(name: string, open: () => FileStoreHarness | Promise<FileStoreHarness>): void {
  describe(`files, ${name}`, () => {
    let harness: FileStoreHarness;
    let store: FileStore;
    const portal = newId<PortalId>();
    const newKey = (): FileId => newId<FileId>();

    beforeAll(async () => {
      harness = await open();
      store = harness.store;
    });
    afterAll(() => harness.end());

    it('are measured as they come, and read back whole', async () => {
      const key = newKey();
      const bytes = Buffer.from('первый файл');
      const written = await store.write(portal, key, pieces('пер', 'вый', '', ' файл'), LIMITS);
      expect({ size: written.size, sha256: written.sha256 }).toEqual({ size: bytes.length, sha256: sha256(bytes) });
      expect(Buffer.from(written.head).equals(bytes.subarray(0, 4))).toBe(true);
      expect(Buffer.from(written.tail).equals(bytes.subarray(-4))).toBe(true);
      expect((await whole(store.read(portal, key))).toString()).toBe('первый файл');
      expect(await store.has(portal, key)).toBe(true);
    });

    it('may be large, and are the same to the last byte', async () => {
      const key = newKey();
      const bytes = randomBytes(LARGE);
      expect(await store.write(portal, key, inPieces(bytes), LIMITS)).toMatchObject({ size: LARGE, sha256: sha256(bytes) });
      expect(sha256(await whole(store.read(portal, key)))).toBe(sha256(bytes));
    });

    it('may be empty, or as large as is allowed', async () => {
      const [empty, full] = [newKey(), newKey()];
      expect(await store.write(portal, empty, pieces(), LIMITS)).toMatchObject({ size: 0, sha256: sha256(Buffer.alloc(0)) });
      expect(await whole(store.read(portal, empty))).toHaveLength(0);
      expect(await store.write(portal, full, pieces('abcd', 'ef'), { maxBytes: 6, keptBytes: 4 })).toMatchObject({ size: 6 });
    });

    it.each([
      ['small', 1000],
      ['large', LARGE - MEBIBYTE],
    ])('that are too large, %s, are read no further and leave nothing', async (_size, maxBytes) => {
      const before = await harness.left();
      const key = newKey();
      let taken = 0;
      let isClosed = false;
      const endless = async function* (): AsyncGenerator<Uint8Array> {
        try {
          for (;;) {
            taken += 1000;
            yield await Promise.resolve(Buffer.alloc(1000, 'a'));
          }
        } finally {
          isClosed = true;
        }
      };
      await expect(store.write(portal, key, endless(), { maxBytes, keptBytes: 4 })).rejects.toThrow(FileTooLargeError);
      expect({ isClosed, isFarTooMuch: taken > maxBytes + 1000 }).toEqual({ isClosed: true, isFarTooMuch: false });
      expect([await store.has(portal, key), await harness.left()]).toEqual([false, before]);
    });

    it.each([
      ['at their beginning', 10],
      ['far behind it', LARGE],
    ])('that break off, %s, leave nothing and say why', async (_where, size) => {
      const before = await harness.left();
      const key = newKey();
      const broken = async function* (): AsyncGenerator<Uint8Array> {
        yield* inPieces(Buffer.alloc(size, 'b'));
        throw new Error('the line is cut');
      };
      await expect(store.write(portal, key, broken(), LIMITS)).rejects.toThrow('the line is cut');
      expect([await store.has(portal, key), await harness.left()]).toEqual([false, before]);
    });

    it('stay whole when a reader goes away in the middle', async () => {
      const key = newKey();
      const bytes = randomBytes(MEBIBYTE);
      await store.write(portal, key, inPieces(bytes), LIMITS);
      for await (const piece of store.read(portal, key)) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      expect(sha256(await whole(store.read(portal, key)))).toBe(sha256(bytes));
    });

    it('of one portal are not those of another; removed ones are gone, also twice', async () => {
      const key = newKey();
      await store.write(portal, key, pieces('наш'), LIMITS);
      expect(await store.has(newId<PortalId>(), key)).toBe(false);
      await expect(whole(store.read(newId<PortalId>(), key))).rejects.toThrow(FileGoneError);
      await store.remove(portal, key);
      await store.remove(portal, key);
      await store.remove(portal, newKey());
      expect(await store.has(portal, key)).toBe(false);
      await expect(whole(store.read(portal, key))).rejects.toThrow(FileGoneError);
    });

    it('of a portal go all together, those of others stay (SE-2)', async () => {
      const leaving = newId<PortalId>();
      const keys = Array.from({ length: 7 }, newKey);
      const kept = newKey();
      await store.write(portal, kept, pieces('чужой'), LIMITS);
      for (const key of keys) await store.write(leaving, key, pieces('наш'), LIMITS);
      const before = await harness.left();
      await store.removeAll(leaving);
      await store.removeAll(leaving);
      for (const key of keys) expect(await store.has(leaving, key)).toBe(false);
      expect([await store.has(portal, kept), await harness.left()]).toEqual([true, before - keys.length]);
    });
  });
}
