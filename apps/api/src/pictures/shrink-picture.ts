/**
 * Runs by itself, in a process with limits: `node shrink-picture.ts <picture> <preview> <longest side> <most points>`. Decodes the four kinds that browsers show and no other,
 * and writes a small WebP without anything but its points. What it found is its exit code.
 */
import sharp from 'sharp';

const UNREADABLE = 4;

// Everything that this library could open besides: PDF, SVG, TIFF, HEIF, its own formats.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile', 'VipsForeignLoadNsgifFile'],
});
sharp.cache(false);
sharp.concurrency(1);

const [from = '', to = '', longest = '', most = ''] = process.argv.slice(2);
const side = Number(longest);

/** Of a moving picture the first frame. What is cut off in the middle is no picture; a warning of the decoder does not matter. */
const shrink = (): Promise<unknown> =>
  sharp(from, { limitInputPixels: Number(most), failOn: 'error', sequentialRead: true, autoOrient: true })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toFile(to);

process.exitCode = await shrink().then(
  () => 0,
  () => UNREADABLE,
);
