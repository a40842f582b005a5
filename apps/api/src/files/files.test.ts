import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type FileId, type PortalId } from '@olchat/domain';
import { fileStoreContract } from '@olchat/domain/testing';
import { describe, expect, it } from 'vitest';
import { DiskFileStore } from './disk-file-store.ts';
import { SignedLinks } from './signed-links.ts';
import { portalPath, storePath } from './store-path.ts';

fileStoreContract('on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'olchat-files-'));
  const left = (): number =>
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' }).filter(entry => entry.isFile()).length;
  return { store: new DiskFileStore(folder, Infinity), left, end: () => rmSync(folder, { recursive: true }) };
});

it('a place in a store has no names that come from outside', () => {
  const [portal, key] = [newId<PortalId>(), newId<FileId>()];
  expect(storePath(portal, key)).toBe(`${portal}/${key.slice(-2)}/${key}`);
  for (const foreign of ['../../../etc/passwd', '', `${key}/..`, 'a'.repeat(36).replace('a', '/')])
    expect(() => storePath(portal, foreign)).toThrow('no key');
  for (const foreign of ['..', '', '*']) {
    expect(() => storePath(foreign as PortalId, key)).toThrow('no key');
    expect(() => portalPath(foreign as PortalId)).toThrow('no id of a portal');
  }
});

describe('a signed link (SE-34)', () => {
  const links = new SignedLinks(randomBytes(32), 'https://olchat.example');
  const [portalId, fileId] = [newId<PortalId>(), newId<FileId>()];
  const now = new Date('2026-03-10T09:00:00.000Z');
  const later = new Date(now.getTime() + 300_000);
  const signed = links.url(portalId, fileId, later).slice('https://olchat.example/files/'.length);

  it('opens its file until its time is over', () => {
    expect(links.open(signed, now)).toEqual({ portalId, fileId, isPreview: false });
    expect(links.open(signed, later)).toEqual({ portalId, fileId, isPreview: false });
    expect(links.open(signed, new Date(later.getTime() + 1001))).toBeNull();
  });

  it('to a preview opens the preview, in the same time', () => {
    const preview = links.previewUrl(portalId, fileId, later).slice('https://olchat.example/files/'.length);
    expect(links.open(preview, later)).toEqual({ portalId, fileId, isPreview: true });
    expect(links.open(preview, new Date(later.getTime() + 1001))).toBeNull();
    expect(links.open(preview.replace('-p.', '.'), now)).toBeNull();
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
