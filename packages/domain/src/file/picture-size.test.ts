import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extendedWebpOf, gifOf, jpegOf, jpegSegment, losslessWebpOf, lossyWebpOf, pngOf } from '../../testing/index.ts';
import { PictureHeader, type PictureSize } from './picture-size.ts';

/** The content in pieces of so many bytes. */
async function sizeOf(bytes: Uint8Array, piece = 65_536): Promise<PictureSize | null> {
  const header = new PictureHeader();
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
  };
  const passed: Uint8Array[] = [];
  for await (const one of header.watch(pieces())) passed.push(one);
  expect(Buffer.concat(passed).equals(bytes)).toBe(true);
  return header.size;
}

const SIZE = { width: 1234, height: 567 };
const CAMERA = Buffer.concat([jpegSegment(0xe1, jpegOf(160, 120).subarray(0, 60)), jpegSegment(0xe2, Buffer.alloc(65_000, 0xff))]);

it.each<[string, Buffer]>([
  ['PNG', pngOf(1234, 567)],
  ['GIF', gifOf(1234, 567)],
  ['JPEG', jpegOf(1234, 567)],
  ['progressive JPEG', jpegOf(1234, 567, undefined, 0xc2)],
  ['JPEG with a camera’s small picture and colours of 64 KB before its frame', jpegOf(1234, 567, CAMERA)],
  ['JPEG with 3 MB before its frame', jpegOf(1234, 567, Buffer.concat(Array<Buffer>(48).fill(CAMERA)))],
  ['JPEG with rubbish and filling between its segments', jpegOf(1234, 567, Buffer.from([1, 2, 3, 0xff, 0, 0xff, 0xff, 0xff]))],
  ['lossy WebP', lossyWebpOf(1234, 567)],
  ['lossless WebP', losslessWebpOf(1234, 567)],
  ['extended WebP', extendedWebpOf(1234, 567)],
])('the size of a %s is read from its header, however it comes (SE-33)', async (_kind, bytes) => {
  for (const piece of bytes.length < 1000 ? [1, 7, bytes.length] : [4093, bytes.length]) expect(await sizeOf(bytes, piece)).toEqual(SIZE);
});

it('900 million points in a hundred bytes are seen (SE-33)', async () => {
  expect(await sizeOf(pngOf(30_000, 30_000))).toEqual({ width: 30_000, height: 30_000 });
  expect(await sizeOf(extendedWebpOf(0x1000000, 0x1000000))).toEqual({ width: 0x1000000, height: 0x1000000 });
});

it('what ends before its frame, or is no picture, says nothing', async () => {
  for (const bytes of [Buffer.alloc(0), jpegOf(1234, 567).subarray(0, 18), pngOf(1, 1).subarray(0, 20), Buffer.from('%PDF-1.7 '.repeat(9))])
    expect(await sizeOf(bytes)).toBeNull();
});

it('anything at all is passed on as it is, and never throws', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(Buffer.alloc(0), Buffer.from([0xff, 0xd8]), Buffer.from('RIFF1234WEBPVP8X')),
      fc.uint8Array({ maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      async (beginning, rest, piece) => void (await sizeOf(Buffer.concat([beginning, rest]), piece)),
    ),
  );
});
