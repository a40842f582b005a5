/** The first file of a multipart body (RFC 7578), as it comes: nothing of it is held but the few bytes that may begin its end. */
const MAX_HEADER_BYTES = 16 * 1024;
/** Fields before the file that are not ours are passed over. */
const MAX_PARTS = 20;

export interface FilePart {
  name: string;
  /** The reading throws MalformedBody when the body ends before the file does. */
  content: AsyncIterable<Uint8Array>;
}

export class MalformedBody extends Error {
  override readonly name = 'MalformedBody';
}

/** Null when there is no file in it. */
export async function multipartFile(body: AsyncIterable<Uint8Array>, boundary: string): Promise<FilePart | null> {
  const reader = new Reader(body);
  const delimiter = `\r\n--${boundary}`;
  // The first delimiter stands at the beginning, without the line end that all others have.
  reader.prepend('\r\n');
  await skip(reader.until(delimiter));
  for (let part = 0; part < MAX_PARTS; part += 1) {
    if ((await reader.take(2)) === '--') return null;
    const name = fileNameOf(await reader.header());
    if (name !== null) return { name, content: reader.until(delimiter) };
    await skip(reader.until(delimiter));
  }
  return null;
}

/** From `Content-Disposition`; null when the part, or the body, is no file. */
export function fileNameOf(headers: string): string | null {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  const extended = /;\s*filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return percentDecoded(extended);
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  // Browsers write a quotation mark as %22, and leave every other per cent sign alone.
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1').replace(/%22/g, '"');
  return /;\s*filename\s*=\s*([^\s;"]+)/i.exec(disposition)?.[1] ?? null;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function skip(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of content) void piece;
}

class Reader {
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  prepend(text: string): void {
    this.#buffer = Buffer.concat([Buffer.from(text), this.#buffer]);
  }

  /** Everything before the delimiter, which is passed over. */
  async *until(delimiter: string): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      if (at >= 0) {
        const rest = this.#buffer.subarray(0, at);
        this.#buffer = this.#buffer.subarray(at + delimiter.length);
        if (rest.length > 0) yield rest;
        return;
      }
      const safe = this.#buffer.length - delimiter.length;
      if (safe > 0) {
        const piece = this.#buffer.subarray(0, safe);
        this.#buffer = this.#buffer.subarray(safe);
        yield piece;
      }
      await this.#more();
    }
  }

  async take(count: number): Promise<string> {
    while (this.#buffer.length < count) await this.#more();
    const taken = this.#buffer.toString('latin1', 0, count);
    this.#buffer = this.#buffer.subarray(count);
    return taken;
  }

  /** Lines up to the empty one. */
  async header(): Promise<string> {
    for (;;) {
      const at = this.#buffer.indexOf('\r\n\r\n');
      if (at > MAX_HEADER_BYTES || (at < 0 && this.#buffer.length > MAX_HEADER_BYTES))
        throw new MalformedBody('the header of a part is too long');
      if (at >= 0) {
        const header = this.#buffer.toString('utf8', 0, at);
        this.#buffer = this.#buffer.subarray(at + 4);
        return header;
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done === true) throw new MalformedBody('the body ended in the middle');
    this.#buffer = this.#buffer.length === 0 ? Buffer.from(value) : Buffer.concat([this.#buffer, value]);
  }
}
