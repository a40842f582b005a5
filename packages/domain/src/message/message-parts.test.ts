import { describe, expect, it } from 'vitest';
import { StoredFile } from '../file/stored-file.ts';
import { newId, type FileId, type PortalId } from '../ids.ts';
import type { FileCapabilities } from '../ports/connector.ts';
import { isRefusal } from '../refusal.ts';
import { messageParts, type SentContent } from './message-parts.ts';

const CAPABILITIES: FileCapabilities = { maxBytes: 1000, captions: ['IMAGE', 'VIDEO'], maxCaptionLength: 20, voiceMimes: ['audio/ogg'] };

function stored(name: string, fields: Partial<StoredFile> = {}): StoredFile {
  const ids = { portalId: newId<PortalId>(), id: newId<FileId>(), storageKey: '1', ownerId: null };
  const file = StoredFile.begin({ ...ids, name, asLink: false, createdAt: new Date() });
  return Object.assign(file, { state: 'READY', size: 10, mime: 'application/pdf', kind: 'DOCUMENT' } satisfies Partial<StoredFile>, fields);
}

const photo = stored('фото.jpg', { kind: 'IMAGE', mime: 'image/jpeg' });
const pdf = stored('договор.pdf');
const voice = stored('голос.ogg', { kind: 'VOICE', mime: 'audio/ogg', seconds: 7 });

const send = (content: Partial<SentContent>, capabilities: FileCapabilities | null = CAPABILITIES) =>
  messageParts({ text: '', files: [], voice: null, asDocument: false, ...content }, capabilities, file => `https://x/${file.name}`);
const shape = (content: Partial<SentContent>): unknown => {
  const parts = send(content);
  if (isRefusal(parts)) throw new Error(parts.code);
  return parts.map(({ text, file }) => [text, file?.kind ?? null, file?.name ?? null]);
};

describe('what one send becomes at the messenger', () => {
  it.each<[string, Partial<SentContent>, unknown]>([
    ['a text is one message', { text: 'да' }, [['да', null, null]]],
    ['a text beside a picture is its caption (W-18)', { text: 'вот', files: [photo] }, [['вот', 'IMAGE', 'фото.jpg']]],
    [
      'a text beside a document goes before it (W-18)',
      { text: 'вот', files: [pdf] },
      [
        ['вот', null, null],
        ['', 'DOCUMENT', 'договор.pdf'],
      ],
    ],
    [
      'a text longer than a caption may be goes before its picture (W-18)',
      { text: 'двадцать один знак ок', files: [photo] },
      [
        ['двадцать один знак ок', null, null],
        ['', 'IMAGE', 'фото.jpg'],
      ],
    ],
    [
      'the name above a caption is a part of its length (S-15)',
      { text: 'двадцать знаков едва', senderLine: 'Анна:', files: [photo] },
      [
        ['двадцать знаков едва', null, null],
        ['', 'IMAGE', 'фото.jpg'],
      ],
    ],
    ['a file may go without a text', { files: [pdf] }, [['', 'DOCUMENT', 'договор.pdf']]],
    [
      'each file is a message, in order; the text is the caption of the first (T-12)',
      { text: 'вот', files: [photo, pdf] },
      [
        ['вот', 'IMAGE', 'фото.jpg'],
        ['', 'DOCUMENT', 'договор.pdf'],
      ],
    ],
    [
      'as a document a picture keeps its name and has no caption (T-9)',
      { text: 'вот', files: [photo], asDocument: true },
      [
        ['вот', null, null],
        ['', 'DOCUMENT', 'фото.jpg'],
      ],
    ],
    [
      'a voice note comes last, and has no caption (W-20)',
      { text: 'слушайте', voice },
      [
        ['слушайте', null, null],
        ['', 'VOICE', 'голос.ogg'],
      ],
    ],
    ['a recording chosen as a file is a sound file', { files: [voice] }, [['', 'AUDIO', 'голос.ogg']]],
    [
      'what is too large goes as a link (Q-31)',
      { files: [stored('проект.zip', { asLink: true, size: 9_999_999 })] },
      [['проект.zip\nhttps://x/проект.zip', null, null]],
    ],
  ])('%s', (_what, content, expected) => {
    expect(shape(content)).toEqual(expected);
  });

  it.each<[string, Partial<SentContent>, FileCapabilities | null, string]>([
    ['a recording that is no Opus in Ogg (E-25)', { voice: pdf }, CAPABILITIES, 'VOICE_NOT_CONVERTIBLE'],
    ['a file over the messenger’s limit', { files: [stored('a.zip', { size: 1001 })] }, CAPABILITIES, 'FILE_TOO_LARGE'],
    ['a messenger without files', { files: [pdf] }, null, 'FILE_UNREADABLE'],
    ['more files than one choice may hold', { files: Array<StoredFile>(11).fill(pdf) }, CAPABILITIES, 'LIMIT_REACHED'],
  ])('refuses %s', (_what, content, capabilities, code) => {
    expect(send(content, capabilities)).toMatchObject({ code });
  });
});
