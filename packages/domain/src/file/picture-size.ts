/** How large a picture says it is, read from its first bytes while they come by; nothing is decoded (SE-33). Pure. */

/** A file of 100 KB can say that it has 900 million, and whoever opens it pays for them. */
export const MAX_PIXELS = 50_000_000;

/** Kinds whose size is read, and that are shown as a picture. */
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
export const isPicture = (mime: string): boolean => PICTURES.includes(mime);

export interface PictureSize {
  width: number;
  height: number;
}

/** As many bytes as the longest of the fixed headers has. */
const FIXED_BYTES = 30;

/** Looks at a content on its way. The size of a JPEG may stand far behind its beginning, after pictures of the camera and colour tables. */
export class PictureHeader {
  /** Null: not a picture of a kind that we know, or it does not say. */
  size: PictureSize | null = null;
  #buffer: Uint8Array = new Uint8Array();
  /** Bytes to pass over before the next marker. */
  #passed = 0;
  #state: 'beginning' | 'markers' | 'done' = 'beginning';

  async *watch(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      this.#see(piece);
      yield piece;
    }
  }

  #see(piece: Uint8Array): void {
    if (this.#state === 'done') return;
    const passed = Math.min(this.#passed, piece.length);
    this.#passed -= passed;
    if (passed === piece.length) return;
    this.#buffer = joined(this.#buffer, piece.subarray(passed));
    if (this.#state === 'beginning') this.#begin();
    while (this.#state === 'markers' && this.#nextMarker());
  }

  #begin(): void {
    const isJpeg = this.#buffer[0] === 0xff && this.#buffer[1] === 0xd8;
    if (isJpeg) {
      this.#buffer = this.#buffer.subarray(2);
      this.#state = 'markers';
    } else if (this.#buffer.length >= FIXED_BYTES || fixedSize(this.#buffer) !== null) {
      this.#end(fixedSize(this.#buffer));
    }
  }

  /** As decoders read them: what stands between two segments is passed over. False: more bytes are needed, or it is done. */
  #nextMarker(): boolean {
    const buffer = this.#buffer;
    let at = buffer.indexOf(0xff);
    if (at < 0) {
      this.#buffer = new Uint8Array();
      return false;
    }
    while (buffer[at] === 0xff) at += 1;
    const marker = buffer[at];
    if (marker === undefined) return this.#wait(at - 1);
    if (marker === 0xda || marker === 0xd9) return this.#end(null);
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) return this.#goOn(at + 1);
    if (isFrame(marker)) {
      if (buffer.length < at + 8) return this.#wait(at - 1);
      const [height, width] = [(buffer[at + 4]! << 8) | buffer[at + 5]!, (buffer[at + 6]! << 8) | buffer[at + 7]!];
      return this.#end({ width, height });
    }
    if (buffer.length < at + 3) return this.#wait(at - 1);
    return this.#goOn(at + 1 + Math.max(2, (buffer[at + 1]! << 8) | buffer[at + 2]!));
  }

  #wait(from: number): false {
    this.#buffer = this.#buffer.subarray(from);
    return false;
  }

  #goOn(from: number): boolean {
    this.#passed = Math.max(0, from - this.#buffer.length);
    this.#buffer = this.#buffer.subarray(from);
    return this.#buffer.length > 0;
  }

  #end(size: PictureSize | null): false {
    this.#state = 'done';
    this.#buffer = new Uint8Array();
    this.size = size;
    return false;
  }
}

/** Start of a frame, of whatever process; the others of this range are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Of formats whose size has a fixed place. */
function fixedSize(head: Uint8Array): PictureSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const has = (offset: number, text: string): boolean =>
    head.length >= offset + text.length && [...text].every((character, index) => head[offset + index] === character.charCodeAt(0));
  if (has(1, 'PNG') && head.length >= 24) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (has(0, 'GIF8') && head.length >= 10) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (!has(0, 'RIFF') || !has(8, 'WEBP') || head.length < FIXED_BYTES) return null;
  if (has(12, 'VP8 ')) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (has(12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  const threeBytes = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return has(12, 'VP8X') ? { width: threeBytes(24) + 1, height: threeBytes(27) + 1 } : null;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
