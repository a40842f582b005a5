/** How large a picture says it is: a look at its header, some bytes at a time, so that a bomb is neither uploaded nor drawn (SE-33). */

/** As many as one look brings: a header, or a stretch of a JPEG's segments. */
const LOOK_BYTES = 4096;
/** A JPEG has some ten segments before its frame; colour tables of many parts make a hundred. */
const MAX_SEGMENTS = 500;

/** Points, width times height; null: it does not say, or is of another kind. */
export async function pixelsOf(file: Blob): Promise<number | null> {
  const head = await bytesOf(file, 0);
  if (head.byteLength < 30) return null;
  if (head.getUint16(0) === 0xffd8) return jpegPixels(file);
  if (head.getUint32(0) === 0x89504e47) return head.getUint32(16) * head.getUint32(20);
  if (head.getUint32(0) === 0x47494638) return head.getUint16(6, true) * head.getUint16(8, true);
  return head.getUint32(0) === 0x52494646 && head.getUint32(8) === 0x57454250 ? webpPixels(head) : null;
}

function webpPixels(head: DataView): number | null {
  const threeBytes = (at: number): number => head.getUint16(at, true) + head.getUint8(at + 2) * 0x10000;
  switch (head.getUint8(15)) {
    case 0x20: // «VP8 »
      return (head.getUint16(26, true) & 0x3fff) * (head.getUint16(28, true) & 0x3fff);
    case 0x4c: // «VP8L»
      return ((head.getUint32(21, true) & 0x3fff) + 1) * (((head.getUint32(21, true) >>> 14) & 0x3fff) + 1);
    case 0x58: // «VP8X»
      return (threeBytes(24) + 1) * (threeBytes(27) + 1);
    default:
      return null;
  }
}

async function jpegPixels(file: Blob): Promise<number | null> {
  let at = 2;
  let look = { from: 0, bytes: await bytesOf(file, 0) };
  for (let segment = 0; segment < MAX_SEGMENTS; segment += 1) {
    if (at + 9 > look.from + look.bytes.byteLength) look = { from: at, bytes: await bytesOf(file, at) };
    const { from, bytes } = look;
    if (bytes.byteLength < at - from + 9 || bytes.getUint8(at - from) !== 0xff) return null;
    const marker = bytes.getUint8(at - from + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return bytes.getUint16(at - from + 5) * bytes.getUint16(at - from + 7);
    if (marker === 0xda) return null;
    at += marker === 0xff ? 1 : 2 + bytes.getUint16(at - from + 2);
  }
  return null;
}

const bytesOf = async (file: Blob, from: number): Promise<DataView> =>
  new DataView(await file.slice(from, from + LOOK_BYTES).arrayBuffer());
