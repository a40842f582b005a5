/** What a file is, by its first bytes and by its name; both must agree (SE-33). Pure. */
import { extensionOf } from './file-name.ts';
import type { FileKind } from './file-kind.ts';

/** So many first bytes decide. */
export const HEAD_BYTES = 4096;

export interface FileType {
  mime: string;
  kind: FileKind;
}

const bytesAt =
  (offset: number, ...bytes: number[]) =>
  (head: Uint8Array): boolean =>
    bytes.every((byte, index) => head[offset + index] === byte);
const textAt = (offset: number, text: string): ((head: Uint8Array) => boolean) =>
  bytesAt(offset, ...[...text].map(character => character.charCodeAt(0)));
const both = (one: (head: Uint8Array) => boolean, other: (head: Uint8Array) => boolean) => (head: Uint8Array) => one(head) && other(head);
const isText = (head: Uint8Array): boolean => head.length > 0 && !head.some(byte => byte < 9 || (byte > 13 && byte < 27) || byte === 127);

/** Families of content that can be told by the first bytes; the first that fits wins. */
const FAMILIES = [
  ['jpeg', bytesAt(0, 0xff, 0xd8, 0xff)],
  ['png', bytesAt(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['gif', textAt(0, 'GIF8')],
  ['webp', both(textAt(0, 'RIFF'), textAt(8, 'WEBP'))],
  ['wav', both(textAt(0, 'RIFF'), textAt(8, 'WAVE'))],
  ['avi', both(textAt(0, 'RIFF'), textAt(8, 'AVI '))],
  // Two letters begin many a text; after the size four bytes are always empty.
  ['bmp', both(textAt(0, 'BM'), bytesAt(6, 0, 0, 0, 0))],
  ['tiff', head => bytesAt(0, 0x49, 0x49, 0x2a, 0)(head) || bytesAt(0, 0x4d, 0x4d, 0, 0x2a)(head)],
  ['pdf', textAt(0, '%PDF-')],
  ['postscript', textAt(0, '%!PS')],
  ['zip', head => bytesAt(0, 0x50, 0x4b, 3, 4)(head) || bytesAt(0, 0x50, 0x4b, 5, 6)(head)],
  ['rar', textAt(0, 'Rar!')],
  ['7z', bytesAt(0, 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)],
  ['gzip', bytesAt(0, 0x1f, 0x8b)],
  ['ole', bytesAt(0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  ['rtf', textAt(0, '{\\rtf')],
  ['dwg', textAt(0, 'AC10')],
  ['psd', textAt(0, '8BPS')],
  ['ogg', textAt(0, 'OggS')],
  ['ebml', bytesAt(0, 0x1a, 0x45, 0xdf, 0xa3)],
  ['isom', textAt(4, 'ftyp')],
  ['flac', textAt(0, 'fLaC')],
  ['amr', textAt(0, '#!AMR')],
  ['mp3', head => textAt(0, 'ID3')(head) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)],
  ['aac', head => head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0],
  ['text', isText],
] as const satisfies [string, (head: Uint8Array) => boolean][];
type Family = (typeof FAMILIES)[number][0];

const document = (mime: string, ...families: Family[]): AllowedType => ({ mime, kind: 'DOCUMENT', families });
const picture = (mime: string, ...families: Family[]): AllowedType => ({ mime, kind: 'IMAGE', families });
const video = (mime: string, ...families: Family[]): AllowedType => ({ mime, kind: 'VIDEO', families });
const audio = (mime: string, ...families: Family[]): AllowedType => ({ mime, kind: 'AUDIO', families });

interface AllowedType extends FileType {
  families: readonly Family[];
}

/** What business sends. No programs, no pages, no pictures with scripts. */
const ALLOWED: Record<string, AllowedType> = {
  jpg: picture('image/jpeg', 'jpeg'),
  jpeg: picture('image/jpeg', 'jpeg'),
  png: picture('image/png', 'png'),
  webp: picture('image/webp', 'webp'),
  // What phones do not show as a picture in the chat goes as a document.
  gif: document('image/gif', 'gif'),
  bmp: document('image/bmp', 'bmp'),
  tif: document('image/tiff', 'tiff'),
  tiff: document('image/tiff', 'tiff'),
  heic: document('image/heic', 'isom'),
  mp4: video('video/mp4', 'isom'),
  '3gp': video('video/3gpp', 'isom'),
  mov: document('video/quicktime', 'isom'),
  avi: document('video/x-msvideo', 'avi'),
  mkv: document('video/x-matroska', 'ebml'),
  mp3: audio('audio/mpeg', 'mp3'),
  m4a: audio('audio/mp4', 'isom'),
  aac: audio('audio/aac', 'aac'),
  amr: audio('audio/amr', 'amr'),
  ogg: audio('audio/ogg', 'ogg'),
  oga: audio('audio/ogg', 'ogg'),
  opus: audio('audio/ogg', 'ogg'),
  weba: audio('audio/webm', 'ebml'),
  webm: audio('audio/webm', 'ebml'),
  wav: document('audio/wav', 'wav'),
  flac: document('audio/flac', 'flac'),
  pdf: document('application/pdf', 'pdf'),
  doc: document('application/msword', 'ole', 'rtf'),
  docx: document('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'zip'),
  xls: document('application/vnd.ms-excel', 'ole'),
  xlsx: document('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'zip'),
  ppt: document('application/vnd.ms-powerpoint', 'ole'),
  pptx: document('application/vnd.openxmlformats-officedocument.presentationml.presentation', 'zip'),
  odt: document('application/vnd.oasis.opendocument.text', 'zip'),
  ods: document('application/vnd.oasis.opendocument.spreadsheet', 'zip'),
  odp: document('application/vnd.oasis.opendocument.presentation', 'zip'),
  rtf: document('application/rtf', 'rtf'),
  txt: document('text/plain', 'text'),
  csv: document('text/csv', 'text'),
  xml: document('application/xml', 'text'),
  json: document('application/json', 'text'),
  ics: document('text/calendar', 'text'),
  vcf: document('text/vcard', 'text'),
  eml: document('message/rfc822', 'text'),
  msg: document('application/vnd.ms-outlook', 'ole'),
  zip: document('application/zip', 'zip'),
  rar: document('application/vnd.rar', 'rar'),
  '7z': document('application/x-7z-compressed', '7z'),
  gz: document('application/gzip', 'gzip'),
  dwg: document('image/vnd.dwg', 'dwg'),
  dxf: document('image/vnd.dxf', 'text'),
  psd: document('image/vnd.adobe.photoshop', 'psd'),
  ai: document('application/postscript', 'postscript', 'pdf'),
  eps: document('application/postscript', 'postscript'),
};

/** Endings of the names that are taken, in lower case. */
export const FILE_EXTENSIONS: readonly string[] = Object.keys(ALLOWED);

/** Null: not of the list, or the content is something else than the name says. */
export function fileType(name: string, head: Uint8Array): FileType | null {
  const allowed = ALLOWED[extensionOf(name)];
  const family = FAMILIES.find(([, fits]) => fits(head))?.[0];
  if (allowed === undefined || family === undefined || !allowed.families.includes(family)) return null;
  return { mime: allowed.mime, kind: isOpusInOgg(head) ? 'VOICE' : allowed.kind };
}

/** What a voice note must be (W-22): an Ogg stream whose first packet is an Opus header. */
export const isOpusInOgg = (head: Uint8Array): boolean => textAt(0, 'OggS')(head) && textAt(28, 'OpusHead')(head);

/** What says to be longer does not tell the truth. */
const LONGEST_SECONDS = 86_400;

/** The length of an Opus recording stands in its last page, as a count of samples at 48 kHz. */
export function opusSeconds(tail: Uint8Array): number | null {
  const isPage = (at: number): boolean => textAt(at, 'OggS')(tail) && at + 14 <= tail.length;
  for (let at = tail.length - 14; at >= 0; at -= 1) {
    if (!isPage(at)) continue;
    const samples = new DataView(tail.buffer, tail.byteOffset + at + 6, 8).getBigInt64(0, true);
    const seconds = Math.round(Number(samples) / 48_000);
    return samples < 0n || seconds > LONGEST_SECONDS ? null : Math.max(1, seconds);
  }
  return null;
}
