/** The first file of a multipart body (RFC 7578), as it comes: nothing of it is held but what the parser was just given. */
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';

const MAX_HEADER_BYTES = 16 * 1024;
/** Fields before the file that are not ours are passed over. */
const MAX_PARTS = 20;
/** So much may come before the file begins. */
const MAX_BYTES_BEFORE = 1024 * 1024;

export interface FilePart {
  name: string;
  /** The reading throws MalformedBody when the body ends before the file does. */
  content: AsyncIterable<Uint8Array>;
}

export class MalformedBody extends Error {
  override readonly name = 'MalformedBody';
}

/** Null when there is no file in it. `contentType`: the header of the body, which names the boundary. */
export async function multipartFile(body: AsyncIterable<Uint8Array>, contentType: string): Promise<FilePart | null> {
  const parsing = new Parsing(body, contentType);
  try {
    const found = await parsing.firstFile();
    if (found !== null) return { name: found.name, content: parsing.contentOf(found.stream) };
  } catch (error) {
    await parsing.stop();
    throw error;
  }
  await parsing.stop();
  return null;
}

/** From `Content-Disposition`; null when the part, or the body, is no file. */
export function fileNameOf(headers: string): string | null {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  const extended = /;\s*filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return percentDecoded(extended);
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  if (quoted !== undefined) return withQuotationMarks(quoted.replace(/\\(.)/g, '$1'));
  return /;\s*filename\s*=\s*([^\s;"]+)/i.exec(disposition)?.[1] ?? null;
}

/** Browsers write a quotation mark as %22, and leave every other per cent sign alone. */
const withQuotationMarks = (name: string): string => name.replace(/%22/g, '"');

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface FoundFile {
  name: string;
  stream: BusboyFileStream;
}

/** The body is read piece by piece, only when somebody wants more: what is read nobody can leave unread. */
class Parsing {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #parser: BusboyInstance;
  #bytes = 0;
  #found: FoundFile | null = null;
  #failure: MalformedBody | null = null;
  /** The parser has a piece, or the end, and is not through with it. */
  #isBusy = false;
  #isOver = false;
  #changed = Promise.withResolvers<void>();

  constructor(body: AsyncIterable<Uint8Array>, contentType: string) {
    this.#source = body[Symbol.asyncIterator]();
    this.#parser = openParser(contentType)
      .on('file', (_field, stream, name) => this.#finds({ name: withQuotationMarks(name), stream }))
      .on('partsLimit', () => this.#ends())
      .on('finish', () => this.#ends())
      .on('error', error => this.#fails(error));
  }

  async firstFile(): Promise<FoundFile | null> {
    for (;;) {
      const changed = this.#changed.promise;
      if (this.#found !== null) return this.#found;
      if (this.#failure !== null) throw this.#failure;
      if (this.#isOver) return null;
      if (this.#isBusy) await changed;
      else if (this.#bytes > MAX_BYTES_BEFORE) throw new MalformedBody('too much comes before the file');
      else await this.#feed();
    }
  }

  async *contentOf(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const changed = this.#changed.promise;
        const piece = stream.read() as Uint8Array | null;
        if (piece !== null) yield piece;
        else if (this.#failure !== null) throw this.#failure;
        else if (stream.readableEnded) return;
        else if (this.#isBusy) await changed;
        else await this.#feed();
      }
    } finally {
      await this.stop();
    }
  }

  /** What has not been read is left to whoever has the body. */
  async stop(): Promise<void> {
    await this.#source.return?.();
  }

  async #feed(): Promise<void> {
    const { done, value } = (await this.#source.next()) as IteratorResult<Uint8Array, undefined>;
    this.#isBusy = true;
    if (done === true) {
      this.#parser.end();
      return;
    }
    this.#bytes += value.length;
    this.#parser.write(value, () => {
      this.#isBusy = false;
      this.#tell();
    });
  }

  /** Others than the first are passed over. */
  #finds(file: FoundFile): void {
    if (this.#found !== null) {
      file.stream.on('error', error => this.#fails(error)).resume();
      return;
    }
    this.#found = file;
    file.stream.on('error', error => this.#fails(error));
    for (const event of ['readable', 'end']) file.stream.on(event, () => this.#tell());
    this.#tell();
  }

  #ends(): void {
    this.#isOver = true;
    this.#tell();
  }

  #fails(cause: unknown): void {
    this.#failure ??= new MalformedBody('the body is no multipart body, or ended in the middle', { cause });
    this.#tell();
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function openParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { parts: MAX_PARTS, fieldSize: 0, headerSize: MAX_HEADER_BYTES, headerPairs: 50 },
      // What has a name is a file, whatever type it says.
      isPartAFile: (_field, _type, name) => name !== undefined,
      // Names are made safe where they are kept (SE-34).
      preservePath: true,
    });
  } catch (error) {
    throw new MalformedBody('the body names no boundary', { cause: error });
  }
}
