/** Files on an S3-compatible store: the contract of every store, and what only happens over a network (RE-50). */
import { randomBytes } from 'node:crypto';
import { FileGoneError, newId, type FileId, type PortalId } from '@olchat/domain';
import { fileStoreContract, once } from '@olchat/domain/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFileStore } from '../../apps/api/src/files/open-file-store.ts';
import { S3FileStore } from '../../apps/api/src/files/s3-file-store.ts';
import { openS3, type S3Server } from '../support/s3.ts';

fileStoreContract('on S3', async () => {
  const server = await openS3();
  // Three names in an answer, so that a portal has several pages.
  const store = new S3FileStore(server.settings, Infinity, undefined, 3);
  return {
    store,
    left: () => server.lying().length,
    end: () => {
      store.close();
      server.close();
    },
  };
});

describe('an S3 store', () => {
  const IMPATIENT = { connect: 300, answer: 300, part: 300, silence: 300 };
  const LIMITS = { maxBytes: 32 * 1024 * 1024, keptBytes: 4 };
  const LARGE = randomBytes(12 * 1024 * 1024);
  const portal = newId<PortalId>();
  let server: S3Server;
  let store: S3FileStore;
  /** Where the other side is silent: nobody waits for the product's minutes. */
  let impatient: S3FileStore;
  let key: FileId;

  const read = async (from = store): Promise<number> => {
    let size = 0;
    for await (const piece of from.read(portal, key)) size += piece.length;
    return size;
  };

  beforeAll(async () => {
    server = await openS3();
    store = new S3FileStore(server.settings, Infinity);
    impatient = new S3FileStore(server.settings, Infinity, IMPATIENT);
  });
  afterEach(() => {
    server.trouble = null;
    server.asked.length = 0;
  });
  afterAll(() => {
    store.close();
    impatient.close();
    server.close();
  });

  it('takes a small file in one call and a large one in parts, under the path that it has on disk', async () => {
    key = newId<FileId>();
    const path = `/olchat-files/${portal}/${key.slice(-2)}/${key}`;
    await store.write(portal, key, once(Buffer.from('счёт')), LIMITS);
    expect(server.asked).toEqual([expect.stringMatching(`^PUT ${path}`)]);
    await store.write(portal, key, once(LARGE), LIMITS);
    expect(server.asked.filter(asked => asked.startsWith('PUT') && asked.includes('partNumber='))).toHaveLength(3);
    expect(await read()).toBe(LARGE.length);
  });

  it('that refuses a part has the upload taken back', async () => {
    key = newId<FileId>();
    const before = server.lying();
    server.trouble = (request, response) => {
      if (request.url?.includes('partNumber=2') !== true) return false;
      request.resume();
      response.writeHead(403).end();
      return true;
    };
    await expect(store.write(portal, key, once(LARGE), LIMITS)).rejects.toThrow();
    expect(server.asked.some(asked => /^DELETE .*uploadId=/.test(asked))).toBe(true);
    expect(server.lying()).toEqual(before);
  });

  it('whose answer to an upload is lost keeps nothing of it', async () => {
    key = newId<FileId>();
    const before = server.lying();
    server.trouble = (request, response) => {
      // It stores what it gets, and nobody hears of it.
      if (request.method === 'PUT') response.end = () => response.destroy();
      return false;
    };
    await expect(store.write(portal, key, once(Buffer.from('счёт')), LIMITS)).rejects.toThrow();
    expect(server.lying()).toEqual(before);
  });

  it('that does not answer is given up in a bounded time, and is not taken for an empty one (RE-50)', async () => {
    server.trouble = () => true;
    key = newId<FileId>();
    await expect(impatient.write(portal, key, once(Buffer.from('счёт')), LIMITS)).rejects.toThrow();
    await expect(impatient.has(portal, key)).rejects.toThrow();
    await expect(read(impatient)).rejects.not.toThrow(FileGoneError);
    await expect(impatient.remove(portal, key)).rejects.toThrow();
  });

  it.each([
    ['falls silent', (): void => undefined],
    ['breaks off', (response: { destroy(): void }): void => response.destroy()],
  ])('that %s in the middle of a file does not pass it for a whole one', async (_what, ends) => {
    key = newId<FileId>();
    await store.write(portal, key, once(LARGE), LIMITS);
    server.trouble = (request, response) => {
      if (request.method !== 'GET') return false;
      response.writeHead(200, { 'content-length': LARGE.length });
      response.write(LARGE.subarray(0, 100_000), () => ends(response));
      return true;
    };
    await expect(read(impatient)).rejects.not.toThrow(FileGoneError);
  });

  it('without the bucket is a fault of the settings, not a missing file', async () => {
    const elsewhere = new S3FileStore({ ...server.settings, bucket: 'another' }, Infinity);
    const reading = elsewhere.read(portal, newId<FileId>())[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toMatchObject({ name: 'NoSuchBucket' });
    elsewhere.close();
  });

  it('is opened by its settings, the disk without them', async () => {
    key = newId<FileId>();
    const opened = await openFileStore({ s3: server.settings, dataDir: '/nowhere', portalFileBytes: 7 });
    await opened.store.write(portal, key, once(Buffer.from('счёт')), LIMITS);
    expect(await store.has(portal, key)).toBe(true);
    opened.close();
    expect((await openFileStore({ s3: null, dataDir: '/nowhere', portalFileBytes: 7 })).store).toMatchObject({ portalBytes: 7 });
  });
});
