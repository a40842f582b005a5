/** Beginnings of pictures that say of themselves what a test wants; nothing of a picture follows. */

const be = (bytes: number, ...values: number[]): Buffer => {
  const buffer = Buffer.alloc(bytes * values.length);
  for (const [index, value] of values.entries()) buffer.writeUIntBE(value, index * bytes, bytes);
  return buffer;
};
const le = (bytes: number, ...values: number[]): Buffer => {
  const buffer = Buffer.alloc(bytes * values.length);
  for (const [index, value] of values.entries()) buffer.writeUIntLE(value, index * bytes, bytes);
  return buffer;
};
const riff = (chunk: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('RIFF'),
    le(4, content.length + 12),
    Buffer.from(`WEBP${chunk}`),
    le(4, content.length),
    content,
    Buffer.alloc(16),
  ]);

/** One segment of a JPEG: its marker, its length, its content. */
export const jpegSegment = (marker: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), be(2, content.length + 2), content]);

export const pngOf = (width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    be(4, 13),
    Buffer.from('IHDR'),
    be(4, width, height),
    Buffer.from([8, 6, 0, 0, 0, 0, 0, 0, 0]),
  ]);
export const gifOf = (width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from('GIF89a'), le(2, width, height), Buffer.alloc(20)]);
/** `before`: what stands in front of the frame. */
export const jpegOf = (width: number, height: number, before: Uint8Array = Buffer.alloc(0), frame = 0xc0): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from('JFIF\0')),
    before,
    jpegSegment(frame, Buffer.concat([Buffer.from([8]), be(2, height, width), Buffer.from([3])])),
    jpegSegment(0xda, Buffer.alloc(6)),
  ]);
export const lossyWebpOf = (width: number, height: number): Buffer =>
  riff('VP8 ', Buffer.concat([Buffer.from([0, 0, 0, 0x9d, 1, 0x2a]), le(2, width, height)]));
export const losslessWebpOf = (width: number, height: number): Buffer =>
  riff('VP8L', Buffer.concat([Buffer.from([0x2f]), le(4, (width - 1) | ((height - 1) << 14))]));
export const extendedWebpOf = (width: number, height: number): Buffer =>
  riff('VP8X', Buffer.concat([Buffer.alloc(4), le(3, width - 1, height - 1)]));
