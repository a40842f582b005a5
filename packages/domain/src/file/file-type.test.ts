import { describe, expect, it } from 'vitest';
import { fileType, opusSeconds } from './file-type.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const ZIP = bytes([0x50, 0x4b, 3, 4]);
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe0]);
const OLE = bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const OPUS = bytes('OggS', Array<number>(24).fill(0), 'OpusHead');

describe('the type of a file is told by its content and its name together (SE-33)', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['фото.JPG', JPEG, 'image/jpeg', 'IMAGE'],
    ['схема.png', bytes([0x89], 'PNG\r\n', [0x1a], '\n'), 'image/png', 'IMAGE'],
    ['ролик.mp4', bytes([0, 0, 0, 0x20], 'ftypisom'), 'video/mp4', 'VIDEO'],
    ['договор.pdf', bytes('%PDF-1.7'), 'application/pdf', 'DOCUMENT'],
    ['смета.docx', ZIP, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'DOCUMENT'],
    ['смета.xls', OLE, 'application/vnd.ms-excel', 'DOCUMENT'],
    ['письмо.txt', Buffer.from('Привет'), 'text/plain', 'DOCUMENT'],
    ['песня.mp3', bytes('ID3'), 'audio/mpeg', 'AUDIO'],
    ['голос.ogg', OPUS, 'audio/ogg', 'VOICE'],
    ['песня.ogg', bytes('OggS', Array<number>(24).fill(0), '\x01vorbis'), 'audio/ogg', 'AUDIO'],
    ['чертёж.bmp', bytes('BM', [0x46, 0, 0, 0, 0, 0, 0, 0, 0x36]), 'image/bmp', 'DOCUMENT'],
    ['BMW.csv', Buffer.from('BMW;X5;2026;белый'), 'text/csv', 'DOCUMENT'],
    ['мультик.gif', bytes('GIF89a'), 'image/gif', 'DOCUMENT'],
  ])('%s', (name, head, mime, kind) => {
    expect(fileType(name, head)).toEqual({ mime, kind });
  });

  it.each<[string, string, Uint8Array]>([
    ['a program', 'setup.exe', bytes('MZ')],
    ['a program under a picture’s name', 'фото.jpg', bytes('MZ', [0x90, 0])],
    ['a picture under another picture’s name', 'фото.png', JPEG],
    ['a page under a text’s name that has no text in it', 'письмо.txt', bytes([0, 1, 2, 3])],
    ['a page', 'страница.html', Buffer.from('<script>alert(1)</script>')],
    ['a picture with scripts', 'лого.svg', Buffer.from('<svg/>')],
    ['no extension', 'файл', JPEG],
    ['two extensions, the last of a program', 'фото.jpg.exe', JPEG],
  ])('refuses %s', (_what, name, head) => {
    expect(fileType(name, head)).toBeNull();
  });
});

describe('the length of a voice note', () => {
  const page = (samples: bigint): Uint8Array => {
    const granule = Buffer.alloc(8);
    granule.writeBigInt64LE(samples);
    return Buffer.concat([Buffer.from('OggS'), Buffer.alloc(2), granule, Buffer.alloc(13)]);
  };

  it('stands in its last page, at 48 000 a second', () => {
    expect(opusSeconds(Buffer.concat([page(48_000n), Buffer.alloc(100, 1), page(336_000n), Buffer.alloc(50, 7)]))).toBe(7);
  });

  it('is not known without a page or with one that lies, and never 0 (AT-10)', () => {
    expect(opusSeconds(Buffer.alloc(500))).toBeNull();
    expect(opusSeconds(page(-1n))).toBeNull();
    expect(opusSeconds(page(0x7fff_ffff_ffff_ffffn))).toBeNull();
    expect(opusSeconds(page(10n))).toBe(1);
  });
});
