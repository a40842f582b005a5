import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileGoneError, FileTooLargeError, newId, type FileId, type PortalId } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskFileStore } from './disk-file-store.ts';
import { SignedLinks } from './signed-links.ts';

const LIMITS = { maxBytes: 1000, keptBytes: 4 };

async function* pieces(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const piece of content) read.push(piece);
  return Buffer.concat(read).toString();
}

describe('files on disk', () => {
  let folder: string;
  let store: DiskFileStore;
  const portal = newId<PortalId>();
  const key = newId<FileId>();
  const left = (): string[] =>
    (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []).filter(name =>
      /\.part$|[0-9a-f-]{36}\/..\/[^/]+$/.test(name),
    );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'olchat-files-'));
    store = new DiskFileStore(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are measured as they come, and read back whole', async () => {
    const written = await store.write(portal, key, pieces('пер', 'вый', ' файл'), LIMITS);
    expect(written).toMatchObject({ size: Buffer.byteLength('первый файл') });
    expect([written.head.length, written.tail.length]).toEqual([4, 4]);
    expect(Buffer.concat([written.head]).equals(Buffer.from('первый файл').subarray(0, 4))).toBe(true);
    expect(await whole(store.read(portal, key))).toBe('первый файл');
    expect(await store.has(portal, key)).toBe(true);
  });

  it('leave nothing when they are too large or break off', async () => {
    await expect(store.write(portal, key, pieces('a'.repeat(999), 'bb'), LIMITS)).rejects.toThrow(FileTooLargeError);
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces('начало');
      throw new Error('the line is cut');
    };
    await expect(store.write(portal, key, broken(), LIMITS)).rejects.toThrow('the line is cut');
    expect(left()).toEqual([]);
    expect(await store.has(portal, key)).toBe(false);
  });

  it('of one portal are not those of another; removed ones are gone, also twice', async () => {
    await store.write(portal, key, pieces('наш'), LIMITS);
    expect(await store.has(newId<PortalId>(), key)).toBe(false);
    await store.remove(portal, key);
    await store.remove(portal, key);
    await expect(whole(store.read(portal, key))).rejects.toThrow(FileGoneError);
  });

  it('have no names that come from outside', async () => {
    await expect(store.write(portal, '../../../etc/passwd', pieces('x'), LIMITS)).rejects.toThrow('no key');
    await expect(whole(store.read('..' as PortalId, key))).rejects.toThrow('no key');
  });
});

describe('a signed link (SE-34)', () => {
  const links = new SignedLinks(randomBytes(32), 'https://olchat.example');
  const [portalId, fileId] = [newId<PortalId>(), newId<FileId>()];
  const now = new Date('2026-03-10T09:00:00.000Z');
  const later = new Date(now.getTime() + 300_000);
  const signed = links.url(portalId, fileId, later).slice('https://olchat.example/files/'.length);

  it('opens its file until its time is over', () => {
    expect(links.open(signed, now)).toEqual({ portalId, fileId });
    expect(links.open(signed, later)).toEqual({ portalId, fileId });
    expect(links.open(signed, new Date(later.getTime() + 1001))).toBeNull();
  });

  it('opens nothing else: not with another portal, file, time or key, nor with one character changed', () => {
    const parts = signed.split('.');
    const other = [newId<PortalId>(), newId<FileId>(), 'zzzzzzz'];
    for (const [index, value] of other.entries()) expect(links.open(parts.with(index, value).join('.'), now)).toBeNull();
    expect(new SignedLinks(randomBytes(32), 'https://olchat.example').open(signed, now)).toBeNull();
    for (let at = 0; at < signed.length; at += 1) {
      const changed = `${signed.slice(0, at)}${signed[at] === 'A' ? 'B' : 'A'}${signed.slice(at + 1)}`;
      // The last character of base64url carries two bits that say nothing.
      if (at < signed.length - 1) expect(links.open(changed, now)).toBeNull();
    }
    for (const nonsense of ['', '...', 'a.b.c.d', '..%2f..']) expect(links.open(nonsense, now)).toBeNull();
  });
});
