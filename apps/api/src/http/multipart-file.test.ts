import { describe, expect, it } from 'vitest';
import { fileNameOf, MalformedBody, multipartFile } from './multipart-file.ts';

/** In pieces of every size, so that each delimiter is cut somewhere. */
async function* inPieces(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += size) yield await Promise.resolve(body.subarray(start, start + size));
}

const part = (headers: string, content: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`--XX\r\n${headers}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
const END = Buffer.from('--XX--\r\n');
const FIELD = part('Content-Disposition: form-data; name="comment"', 'не файл');
const FILE_HEADERS = 'Content-Disposition: form-data; name="file"; filename="счёт.pdf"\r\nContent-Type: application/pdf';

const FORM = 'multipart/form-data; boundary=XX';

async function read(body: Buffer, size = 7, contentType = FORM): Promise<{ name: string; content: Buffer } | null> {
  const found = await multipartFile(inPieces(body, size), contentType);
  if (found === null) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of found.content) pieces.push(piece);
  return { name: found.name, content: Buffer.concat(pieces) };
}

describe('the file of a multipart body', () => {
  it.each(Array.from({ length: 24 }, (_, n) => n + 1))('is found whole when the body comes in pieces of %i bytes', async size => {
    const content = Buffer.from('%PDF\r\n--X\r\n-- \r\n--XY\0\xff конец');
    const body = Buffer.concat([FIELD, part(FILE_HEADERS, content), END]);
    expect(await read(body, size)).toEqual({ name: 'счёт.pdf', content });
  });

  it('may be empty, and is the first of several', async () => {
    expect(await read(Buffer.concat([part(FILE_HEADERS, ''), END]))).toEqual({ name: 'счёт.pdf', content: Buffer.alloc(0) });
    const second = part('Content-Disposition: form-data; name="f"; filename="b.txt"', 'b');
    expect((await read(Buffer.concat([part(FILE_HEADERS, 'a'), second, END])))?.content.toString()).toBe('a');
  });

  it('is not there in a body of fields only', async () => {
    expect(await read(Buffer.concat([FIELD, FIELD, END]))).toBeNull();
    expect(await read(Buffer.concat([Buffer.from('--YY\r\n'), END]))).toBeNull();
  });

  it.each([
    ['breaks off in the file', Buffer.concat([part(FILE_HEADERS, 'начало').subarray(0, -4)])],
    ['breaks off in a header', Buffer.from('--XX\r\nContent-Dispo')],
    ['has a header without end', Buffer.concat([Buffer.from('--XX\r\n'), Buffer.alloc(40_000, 'a')])],
    ['is empty', Buffer.alloc(0)],
  ])('that %s is malformed', async (_what, body) => {
    await expect(read(body)).rejects.toThrow(MalformedBody);
  });
});

describe('a hostile multipart body', () => {
  const file = (content: string | Buffer): Buffer => part(FILE_HEADERS, content);

  it('without a boundary in its type is malformed', async () => {
    await expect(read(END, 7, 'multipart/form-data')).rejects.toThrow(MalformedBody);
  });

  it('with headers that do not end is given up, however long they go on', async () => {
    const body = Buffer.concat([Buffer.from('--XX\r\n'), Buffer.alloc(3_000_000, 'a')]);
    await expect(read(body, 65_536)).rejects.toThrow('too much comes before the file');
  });

  it('with a field without end before the file is given up', async () => {
    const field = part('Content-Disposition: form-data; name="x"', Buffer.alloc(3_000_000, 'a'));
    await expect(read(Buffer.concat([field, file('a'), END]), 65_536)).rejects.toThrow(MalformedBody);
  });

  it('of more than twenty parts has no file behind them', async () => {
    expect(await read(Buffer.concat([...Array<Buffer>(20).fill(FIELD), file('a'), END]))).toBeNull();
  });

  it('is read no further than its reader reads', async () => {
    let taken = 0;
    const large = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(Buffer.concat([file(Buffer.alloc(3_000_000, 'a')), END]), 65_536)) {
        taken += 1;
        yield piece;
      }
    };
    const found = await multipartFile(large(), FORM);
    for await (const piece of found?.content ?? []) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(taken).toBe(1);
    expect((await read(Buffer.concat([file(Buffer.alloc(3_000_000, 'a')), END]), 65_536))?.content).toHaveLength(3_000_000);
  });
});

describe('the name of a file', () => {
  it.each<[string, string | null]>([
    [`attachment; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82.pdf`, 'счёт.pdf'],
    [`attachment; filename="a.pdf"; filename*=UTF-8''b.pdf`, 'b.pdf'],
    ['form-data; name="file"; filename="a \\"b\\" %22c%22 100%.pdf"', 'a "b" "c" 100%.pdf'],
    ['attachment; filename=plain.txt', 'plain.txt'],
    [`attachment; filename*=UTF-8''%E0%A4%A.pdf`, '%E0%A4%A.pdf'],
    ['form-data; name="comment"', null],
    ['', null],
  ])('%s', (disposition, name) => {
    expect(fileNameOf(`Content-Disposition: ${disposition}`)).toBe(name);
  });
});
