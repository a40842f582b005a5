/** The doors of files over a real socket: what is taken, refused and given out (W-19, Q-31, SE-33, SE-34). */
import { request as rawRequest } from 'node:http';
import { readdirSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { isRefusal, sendMessage, type FileId } from '@olchat/domain';
import { pngOf } from '@olchat/domain/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClamdScanner } from '../files/clamd-scanner.ts';
import { EICAR, FakeClamd } from '../files/testing/fake-clamd.ts';
import { startTestServer, type TestServer } from '../graphql/testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const PDF = Buffer.from('%PDF-1.7 договор');
const MB = 1024 * 1024;
/** Whatever it is, it is saved, never run. */
const INERT = {
  'content-disposition': expect.stringMatching(/^attachment; /) as string,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
};

interface Answer {
  status: number;
  body: { fileId?: FileId; code?: string; message?: string; [field: string]: unknown };
}

async function post(
  body: Exclude<RequestInit['body'], undefined>,
  headers: Record<string, string> = {},
  path = '/files',
  token: string | null = 'admin',
): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const named = (name: string): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});
const stored = () => [...server.services.rows.files.values()];
const linkOf = (fileId: string | undefined, ms = 60_000, what: 'url' | 'previewUrl' = 'url'): string =>
  server.services.fileLinks[what](server.services.portalId, fileId as FileId, new Date(Date.now() + ms)).replace(
    'http://127.0.0.1:4000',
    server.url,
  );

describe('POST /files', () => {
  it('takes a raw body with its name in the header', async () => {
    const { status, body } = await post(PDF, named('Договор №1.pdf'));
    expect([status, body]).toEqual([
      200,
      { fileId: expect.any(String) as string, name: 'Договор №1.pdf', size: PDF.length, mime: 'application/pdf' },
    ]);
    expect(stored().at(-1)).toMatchObject({ ownerId: '1', state: 'READY' });
  });

  it('takes a form with a file, and passes its other fields over', async () => {
    const form = new FormData();
    form.append('comment', 'не файл');
    form.append('file', new Blob([PDF]), 'счёт.pdf');
    expect(await post(form)).toMatchObject({ status: 200, body: { name: 'счёт.pdf', size: PDF.length, mime: 'application/pdf' } });
  });

  it.each([
    ['../../../etc/passwd.txt', 'passwd.txt'],
    ['фото\u202Egpj.txt', 'фотоgpj.txt'],
    [`${'я'.repeat(300)}.txt`, `${'я'.repeat(176)}.txt`],
  ])('makes the hostile name %j safe (SE-34)', async (given, name) => {
    expect((await post('текст', named(given))).body.name).toBe(name);
  });

  it.each([
    ['nothing', '', 'пусто.pdf', 400, 'FILE_EMPTY'],
    ['a program', 'MZ\x90', 'setup.exe', 415, 'FILE_UNREADABLE'],
    ['a page', '<script>alert(1)</script>', 'x.html', 415, 'FILE_UNREADABLE'],
    ['a program under a picture’s name', 'MZ\x90', 'фото.jpg', 415, 'FILE_UNREADABLE'],
  ])('refuses %s with its code and a sentence (E-23)', async (_what, content, name, status, code) => {
    const answer = await post(content, named(name));
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.message).toMatch(/[а-я]/);
  });

  it.each([
    ['a file', '/files', 25 * MB],
    ['a link', '/files?as=link', 100 * MB],
  ])('takes up to the limit as %s; over it 413 names both limits and nothing is left (Q-30, Q-31)', async (_what, path, limit) => {
    const fits = Buffer.concat([PDF, Buffer.alloc(limit - PDF.length)]);
    const taken = await post(fits, named('большой.pdf'), path);
    expect([taken.status, taken.body.size, taken.body.delivery]).toEqual([200, limit, path === '/files' ? undefined : 'LINK']);
    const tooLarge = await post(Buffer.concat([fits, Buffer.from('!')]), named('больше.pdf'), path);
    expect([tooLarge.status, tooLarge.body]).toEqual([
      413,
      { code: 'FILE_TOO_LARGE', message: expect.any(String) as string, maxBytes: 25 * MB, linkMaxBytes: 100 * MB },
    ]);
    expect(stored().filter(({ name, state }) => name === 'больше.pdf' && state !== 'GONE')).toEqual([]);
  });

  it('stops reading a body that says nothing of its length and does not end', async () => {
    const chunk = Buffer.alloc(MB);
    const body = new ReadableStream<Uint8Array>({
      pull: controller => controller.enqueue(chunk),
    });
    const endless = { body, duplex: 'half' } as const;
    const answer = await fetch(`${server.url}/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer admin', ...named('бесконечный.pdf') },
      ...endless,
    }).then(
      response => response.status,
      () => 413, // the server may close before the client has read the answer
    );
    expect(answer).toBe(413);
    expect(stored().find(({ name }) => name === 'бесконечный.pdf')?.state).toBe('GONE');
  });

  it('keeps nothing of a body that breaks off', async () => {
    await new Promise<void>(resolve => {
      const outgoing = rawRequest(`${server.url}/files`, {
        method: 'POST',
        headers: { authorization: 'Bearer admin', ...named('оборван.pdf'), 'content-length': 1000 },
      });
      outgoing.on('error', () => resolve());
      outgoing.write(PDF, () => outgoing.destroy());
    });
    await expect.poll(() => stored().find(({ name }) => name === 'оборван.pdf')?.state).toBe('GONE');
    const parts = (): string[] =>
      readdirSync(server.services.filesFolder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.part'));
    await expect.poll(parts).toEqual([]);
  });

  it.each([
    ['no token', null],
    ['an unknown token', 'invented'],
  ])('refuses %s with 401 before it reads (SE-4)', async (_what, token) => {
    expect(await post(PDF, named('без-токена.pdf'), '/files', token)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(stored().map(({ name }) => name)).not.toContain('без-токена.pdf');
  });

  it.each([
    ['a body without a name', { 'content-type': 'application/pdf' }, 'FILE_EMPTY'],
    ['a form that is none', { 'content-type': 'multipart/form-data; boundary=XX' }, 'BAD_REQUEST'],
  ])('answers 400 to %s', async (_what, headers, code) => {
    expect(await post(PDF, headers)).toMatchObject({ status: 400, body: { code } });
  });
});

const PAGE = '<html><script>alert(document.domain)</script></html>';
/** One entry that says to be 4 GB of zeros when it is unpacked. */
const ZIP_BOMB = Buffer.concat([
  Buffer.from('PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\x0a\0\0\0\xff\xff\xff\xff\x11\0\0\0word/document.xml', 'latin1'),
  deflateRawSync(Buffer.alloc(10 * MB)),
]);

const shot = sharp({ create: { width: 900, height: 600, channels: 3, background: 'green' } });
const PICTURE = await shot.clone().png().toBuffer();
const PHOTO = await shot.jpeg().toBuffer();

describe('files before a virus scanner (SE-33, AT-10)', () => {
  let clamd: FakeClamd;
  beforeAll(async () => {
    clamd = await FakeClamd.start();
    server.services.scanner = new ClamdScanner({ host: '127.0.0.1', port: clamd.port, scanMs: 500, onSilent: () => undefined });
  });
  afterAll(async () => {
    server.services.scanner = null;
    await clamd.stop();
  });
  const onDisk = (): number => readdirSync(server.services.filesFolder, { recursive: true, withFileTypes: true }).filter(one => one.isFile()).length; // prettier-ignore

  it('are taken when they are clean', async () => {
    expect(await post(PDF, named('Договор.pdf'))).toMatchObject({ status: 200 });
    expect(clamd.scanned).toEqual([PDF.length]);
  });

  it.each(['/files', '/files?as=link'])('are refused at %s with the name of the virus, and nothing of them is kept', async path => {
    const before = onDisk();
    const { status, body } = await post(EICAR, named('прайс.txt'), path);
    expect([status, body.code]).toEqual([415, 'FILE_INFECTED']);
    expect(body.message).toContain('найден вирус (Eicar-Test-Signature)');
    expect(onDisk()).toBe(before);
  });

  it('are refused while it is silent, with a sentence that says to come again', async () => {
    clamd.isSilent = true;
    const before = onDisk();
    const { status, body } = await post(PDF, named('Договор.pdf'));
    expect([status, body.code]).toEqual([409, 'FILE_NOT_SCANNED']);
    expect(body.message).toContain('Загрузите его ещё раз');
    expect(onDisk()).toBe(before);
    clamd.isSilent = false;
    expect(await post(PDF, named('Договор.pdf'))).toMatchObject({ status: 200 });
  });
});

describe('hostile files (AT-10, AT-11)', () => {
  const TAKEN = 'taken';

  it.each<[string, string, Uint8Array, string, number?]>([
    ['a page as a picture', 'фото.png', Buffer.from(PAGE), 'FILE_UNREADABLE'],
    ['a page with two extensions', 'фото.html.png', Buffer.from(PAGE), 'FILE_UNREADABLE'],
    ['a picture with scripts', 'лого.svg', Buffer.from('<svg onload="alert(1)"/>'), 'FILE_UNREADABLE'],
    ['the same as another picture', 'лого.png', Buffer.from('<svg onload="alert(1)"/>'), 'FILE_UNREADABLE'],
    ['a program after a picture’s name', 'фото.jpg.exe', PHOTO, 'FILE_UNREADABLE'],
    ['a program behind a mark of direction', 'счёт\u202Egpj.exe', PHOTO, 'FILE_UNREADABLE'],
    ['a program behind a null', 'setup.exe\u0000.jpg', Buffer.from('MZ'), 'FILE_UNREADABLE'],
    ['a shortcut', 'Договор.pdf.lnk', Buffer.from('L\0\0\0'), 'FILE_UNREADABLE'],
    ['900 million points', 'бомба.png', pngOf(30_000, 30_000), 'PICTURE_TOO_LARGE'],
    ['nothing', 'фото.png', Buffer.alloc(0), 'FILE_EMPTY'],
    ['a picture with a page behind it', 'фото.png', Buffer.concat([PICTURE, Buffer.from(PAGE)]), TAKEN, 200],
    ['a picture that is an archive too', 'фото.jpg', Buffer.concat([PHOTO, ZIP_BOMB]), TAKEN, 200],
    ['a picture that is a script too', 'я.gif', Buffer.from(`GIF89a=\0*\0*/1;${PAGE}`), TAKEN, 404],
    ['half a picture', 'фото.jpg', PHOTO.subarray(0, PHOTO.length / 2), TAKEN, 404],
    ['the beginning of a picture', 'фото.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), TAKEN, 404],
    ['an archive of gigabytes as a document', 'смета.docx', ZIP_BOMB, TAKEN, 404],
    ['an archive of gigabytes', 'всё.gz', gzipSync(Buffer.alloc(10 * MB)), TAKEN, 404],
  ])('%s', async (_what, name, content, answer, preview) => {
    const { body } = await post(new Uint8Array(content), named(name), '/files?as=link');
    expect(body.code ?? TAKEN).toBe(answer);
    if (answer !== TAKEN) return expect(stored().at(-1)?.state).toBe('GONE');
    // As it came, to be saved and not shown; never unpacked, never decoded in this process.
    const original = await fetch(linkOf(body.fileId));
    expect(Buffer.from(await original.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(original.headers)).toMatchObject(INERT);
    const shown = await fetch(linkOf(body.fileId, 60_000, 'previewUrl'));
    expect(shown.status).toBe(preview);
    if (preview !== 200) return;
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      ...INERT,
      'content-type': 'image/webp',
      'content-length': String(bytes.length),
    });
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 640, height: 427 });
    expect(bytes.includes('script') || bytes.includes('PK')).toBe(false);
  });

  it('names of 5000 characters, with lines and markup, are one safe line in the header (SE-34)', async () => {
    const name = `${'a'.repeat(5000)}\r\nX-Evil: 1<img src=x onerror=alert(1)>.pdf`;
    const { body } = await post(PDF, named(name));
    const { headers } = await fetch(linkOf(body.fileId));
    expect(headers.get('x-evil')).toBeNull();
    expect(decodeURIComponent(headers.get('content-disposition')!.split("''")[1]!)).toMatch(/^a{176}\.pdf$/);
  });
});

describe('GET /files/<signed>', () => {
  it('gives the file as an attachment that cannot run, to whoever has the link (SE-34)', async () => {
    const { body } = await post(PDF, named(`Договор "№1" (копия).pdf`));
    const response = await fetch(linkOf(body.fileId));
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(PDF.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('Договор №1 (копия).pdf').replace('(', '%28').replace(')', '%29')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    });
    expect((await fetch(linkOf(body.fileId), { method: 'HEAD' })).status).toBe(200);
  });

  it('gives a preview once it is made, and the same one again; a link to one opens not the other (SE-34)', async () => {
    const bytes = await sharp({ create: { width: 800, height: 80, channels: 4, background: 'red' } })
      .png()
      .toBuffer();
    const { body } = await post(new Uint8Array(bytes), named('линия.png'));
    const show = async () => Buffer.from(await (await fetch(linkOf(body.fileId, 60_000, 'previewUrl'))).arrayBuffer());
    const preview = await show();
    expect(await sharp(preview).metadata()).toMatchObject({ width: 640, height: 64 });
    const before = stored().at(-1)?.previewKey;
    expect((await show()).equals(preview)).toBe(true);
    expect(stored().at(-1)?.previewKey).toBe(before);
    const parts = linkOf(body.fileId).split('.');
    expect((await fetch(parts.with(-2, `${parts.at(-2)}-p`).join('.'))).status).toBe(404);
  });

  it('answers 404 to a link whose time is over, that was changed, and whose file is gone', async () => {
    const { body } = await post(PDF, named('договор.pdf'));
    const file = stored().at(-1)!;
    expect((await fetch(linkOf(body.fileId, -1001))).status).toBe(404);
    expect((await fetch(`${linkOf(body.fileId).slice(0, -3)}AAA`)).status).toBe(404);
    await server.services.files.remove(file.portalId, file.storageKey);
    expect((await fetch(linkOf(body.fileId))).status).toBe(404);
  });
});

describe('an uploaded file', () => {
  it('is nobody’s but its uploader’s (SE-13)', async () => {
    const { body } = await post(PDF, named('договор.pdf'), '/files', 'employee');
    const { services } = server;
    const [recipient] = await services.storage.transaction(services.portalId, tx =>
      tx.recipients.ensure('WHATSAPP', [{ address: '+79000000077', name: null }]),
    );
    const send = (employee: '1' | '2') =>
      sendMessage(services, services.callers.get(employee === '1' ? 'admin' : 'employee')!, {
        idempotencyKey: `file-${employee}`,
        card: null,
        accountId: services.account.id,
        recipientId: recipient!.id,
        text: '',
        fileIds: [body.fileId!],
        publication: 'NONE',
        createActivity: false,
      });
    expect(await send('1')).toMatchObject({ code: 'NOT_FOUND', details: { field: 'fileIds' } });
    const own = await send('2');
    expect(isRefusal(own) ? own.code : own.messages.map(({ file }) => file?.name)).toEqual(['договор.pdf']);
  });
});
