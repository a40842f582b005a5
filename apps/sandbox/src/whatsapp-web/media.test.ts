import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Faults } from '../kernel/faults.ts';
import { Store } from '../kernel/store.ts';
import { ensureMediaCertificate } from './media-certificate.ts';
import { MEDIA_AUTH, MediaServer } from './media-server.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'olchat-media-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('the certificate of the media server', () => {
  it('is for this machine only, signed by itself, and kept; its key is its owner’s alone', async () => {
    const { certificate, file, key } = await ensureMediaCertificate(folder);
    const read = new X509Certificate(certificate);
    expect([read.checkIP('127.0.0.1'), read.checkHost('localhost'), read.checkHost('example.com')]).toEqual([
      '127.0.0.1',
      'localhost',
      undefined,
    ]);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.ca).toBe(true);
    expect(statSync(join(folder, 'media-key.pem')).mode & 0o777).toBe(0o600);
    expect(await ensureMediaCertificate(folder)).toEqual({ certificate, file, key });
  });
});

describe('the media server', () => {
  let server: MediaServer;
  let store: Store;
  let faults: Faults;
  const log: string[] = [];

  beforeEach(async () => {
    store = new Store(folder);
    faults = new Faults(store);
    server = new MediaServer({ folder, faults, log: text => log.push(text) });
    await server.listen();
  });
  afterEach(async () => {
    await server.close();
    store.close();
    expect(log.splice(0)).toEqual([]);
  });

  const ask = async (method: 'GET' | 'POST', path: string, body?: Buffer): Promise<{ status: number; body: Buffer }> => {
    const { certificate } = await ensureMediaCertificate(folder);
    return new Promise((resolve, reject) => {
      const outgoing = request(`https://${server.host ?? ''}${path}`, { method, ca: certificate, agent: false }, response => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces) }));
        response.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };
  const bytes = Buffer.from('encrypted bytes');
  const name = createHash('sha256').update(bytes).digest('base64url');
  const upload = (auth: string, token = name): string => `/mms/image/${name}?auth=${auth}&token=${token}`;

  it('takes what comes with its token under the hash of its bytes, and gives it back', async () => {
    const taken = await ask('POST', upload(MEDIA_AUTH), bytes);
    expect([taken.status, JSON.parse(taken.body.toString())]).toMatchObject([200, { direct_path: `/mms/image/${name}` }]);
    expect((await ask('GET', `/mms/image/${name}`)).body).toEqual(bytes);
  });

  it.each([
    ['a wrong token', () => ask('POST', upload(MEDIA_AUTH, 'x'), bytes), 401],
    ['no auth', () => ask('POST', upload(''), bytes), 401],
    ['other bytes than named', () => ask('POST', upload(MEDIA_AUTH), Buffer.from('others')), 415],
    ['a path of its own', () => ask('GET', '/mms/image/..%2F..%2Fsandbox.sqlite'), 404],
    ['what nobody uploaded', () => ask('GET', `/mms/image/${name}`), 404],
  ])('refuses %s', async (_what, act, status) => {
    expect((await act()).status).toBe(status);
  });

  it('refuses, and breaks off in the middle, when a rule says so', async () => {
    await ask('POST', upload(MEDIA_AUTH), bytes);
    faults.add([
      { service: 'whatsapp-web', method: 'media.download', do: 'refuse', status: 410, times: 1 },
      { service: 'whatsapp-web', method: 'media.download', do: 'close', times: 1 },
    ]);
    expect((await ask('GET', `/mms/image/${name}`)).status).toBe(410);
    await expect(ask('GET', `/mms/image/${name}`)).rejects.toThrow();
    expect((await ask('GET', `/mms/image/${name}`)).body).toEqual(bytes);
  });
});
