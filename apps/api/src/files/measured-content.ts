/** A content on its way into a store: its size, hash, first and last bytes are found out while it comes by. */
import { createHash } from 'node:crypto';
import { FileTooLargeError, type WrittenContent } from '@olchat/domain';

export class MeasuredContent implements AsyncIterable<Uint8Array> {
  /** Why the content itself ended early; null while the fault, if there is one, is the store's. */
  failure: Error | null = null;
  readonly #content: AsyncIterable<Uint8Array>;
  readonly #limits: { maxBytes: number; keptBytes: number };
  readonly #hash = createHash('sha256');
  #size = 0;
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);

  constructor(content: AsyncIterable<Uint8Array>, limits: { maxBytes: number; keptBytes: number }) {
    this.#content = content;
    this.#limits = limits;
  }

  /** Once. Throws what the content throws, and FileTooLargeError as soon as more has come than may. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of this.#content) {
        this.#measure(piece);
        yield piece;
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error('the content broke off', { cause: error });
      throw this.failure;
    }
  }

  /** After the last piece. */
  written(): WrittenContent {
    return { size: this.#size, sha256: this.#hash.digest('hex'), head: this.#head, tail: this.#tail };
  }

  #measure(piece: Uint8Array): void {
    const { maxBytes, keptBytes } = this.#limits;
    this.#size += piece.length;
    if (this.#size > maxBytes) throw new FileTooLargeError(`more than ${maxBytes} bytes`);
    this.#hash.update(piece);
    if (this.#head.length < keptBytes) this.#head = Buffer.concat([this.#head, piece]).subarray(0, keptBytes);
    this.#tail = Buffer.concat([this.#tail, piece]).subarray(-keptBytes);
  }
}
