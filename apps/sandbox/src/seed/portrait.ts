/** A drawn person, 96 × 96 PNG: the picture of a seeded client. Nobody's face. */
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 96;
const BACKGROUND = [0x2f, 0xc6, 0xf6];
const FIGURE = [0xff, 0xff, 0xff];
/** Eight bits, red, green and blue. */
const DEPTH_AND_COLOURS = [8, 2, 0, 0, 0];

const isFigure = (x: number, y: number): boolean => Math.hypot(x - 48, y - 36) < 17 || Math.hypot(x - 48, (y - 92) * 0.9) < 32;

export function portrait(): Buffer {
  const rows = Array.from({ length: SIDE }, (_, y) => [
    0,
    ...Array.from({ length: SIDE }, (__, x) => (isFigure(x, y) ? FIGURE : BACKGROUND)).flat(),
  ]);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([header, Buffer.from(DEPTH_AND_COLOURS)])),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
