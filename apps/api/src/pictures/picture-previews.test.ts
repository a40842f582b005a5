import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once, pngOf } from '@olchat/domain/testing';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PicturePreviews } from './picture-previews.ts';

const previews = new PicturePreviews();
const PLACE = 'Taken at our home';

/** Left half red, right half blue. */
const halves = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    { input: { create: { width: width / 2, height, channels: 3, background: 'blue' } }, gravity: 'east' },
  ]);

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
const previewOf = (picture: Uint8Array) => previews.make(once(picture), whole);
async function made(picture: Uint8Array): Promise<Buffer> {
  const preview = await previewOf(picture);
  if (typeof preview === 'string') throw new Error(preview);
  return preview;
}

describe('a preview (SE-34)', () => {
  const before = process.env['TMPDIR'];
  let photo: Buffer;
  let folder: string;

  afterAll(() => {
    process.env['TMPDIR'] = before;
    if (before === undefined) delete process.env['TMPDIR'];
    rmSync(folder, { recursive: true });
  });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'olchat-previews-'));
    process.env['TMPDIR'] = folder;
    photo = await halves(1600, 1200)
      .withExif({ IFD0: { ImageDescription: PLACE } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
  });

  it('is a small upright WebP without anything that the original said of itself', async () => {
    expect(photo.includes(Buffer.from(PLACE))).toBe(true);
    const preview = await made(photo);
    const { format, width, height, exif, icc, xmp, orientation } = await sharp(preview).metadata();
    expect({ format, width, height, exif, icc, xmp, orientation }).toEqual({ format: 'webp', width: 480, height: 640 });
    expect(preview.includes(Buffer.from(PLACE))).toBe(false);
    // Turned by a quarter: what was at the left stands above.
    const [top] = await sharp(preview).extract({ left: 200, top: 50, width: 10, height: 10 }).raw().toBuffer();
    expect(top).toBeGreaterThan(200);
  });

  it.each(['png', 'webp', 'gif'] as const)('is made of %s, and never larger than the original', async format => {
    const preview = await made(await halves(300, 100).toFormat(format).toBuffer());
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'webp', width: 300, height: 100 });
  });

  it('is made of as many points as may be, within its memory (SE-33)', async () => {
    // 7071 × 7071 in 38 bytes: WebP without losses, of one colour.
    const picture = Buffer.from('524946461e000000574542505650384c110000002f9e9be7160750852217aa808188e87f0000', 'hex');
    expect(await sharp(await made(picture)).metadata()).toMatchObject({ width: 640, height: 640 });
  });

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a picture that says it has 900 million points', () => pngOf(30_000, 30_000)],
    ['a picture that is cut off in the middle', () => photo.subarray(0, photo.length / 2)],
    [
      'a picture with scripts',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
    ],
    ['a format that we do not show', () => halves(100, 100).tiff().toBuffer()],
    ['a beginning with rubbish after it', () => Buffer.concat([photo.subarray(0, 4), Buffer.alloc(5000, 7)])],
    ['nothing', () => Buffer.alloc(0)],
  ])('is not made of %s (AT-10)', async (_what, picture) => {
    expect(await previewOf(await picture())).toBe('UNREADABLE');
  });

  it('is made one at a time; who comes when too many wait is told to come again, and nothing is left behind (SE-33)', async () => {
    const dot = await halves(2, 2).png().toBuffer();
    const several = new PicturePreviews(2);
    let inside = 0;
    let most = 0;
    const ask = () =>
      several.make(once(dot), async content => {
        most = Math.max(most, (inside += 1));
        await whole(content);
        inside -= 1;
        return 'made';
      });
    const gone = new Error('the client went away');
    const first = several.make(once(dot), () => Promise.reject(gone));
    const others = [ask(), ask(), ask()];
    await expect(first).rejects.toThrow(gone);
    expect([await Promise.all(others), most]).toEqual([['made', 'made', 'BUSY'], 1]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
