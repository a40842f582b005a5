/**
 * ClamAV's daemon over TCP, by its INSTREAM command: https://docs.clamav.net/manual/Usage/Scanning.html#clamd. What is looked at leaves this
 * process in the clear, so clamd belongs on the same machine or in a network of our own.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FileScanner, ScanVerdict } from '@olchat/domain';
import { Turns } from './turns.ts';

export interface ClamdOptions {
  host: string;
  port: number;
  /** For one file, from the connection to the answer. Default: 60 s, enough for 100 MB. */
  scanMs?: number;
  /** Why no answer came; never a name or a content. */
  onSilent: (error: unknown) => void;
}

const SCAN_MS = 60_000;
const PING_MS = 2000;
/** clamd works on ten at once by default (MaxThreads), for all our processes together. */
const AT_ONCE = 4;
/** Its answers are one line. */
const MAX_ANSWER = 4096;

export class ClamdScanner implements FileScanner {
  readonly #options: ClamdOptions;
  readonly #turns = new Turns(AT_ONCE);

  constructor(options: ClamdOptions) {
    this.#options = options;
  }

  async scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const told = new Told(content);
    try {
      return verdictOf(await this.#turns.take(() => this.#ask(told, this.#options.scanMs ?? SCAN_MS)));
    } catch (error) {
      if (told.failure !== null) throw told.failure;
      this.#options.onSilent(error);
      return { kind: 'UNAVAILABLE' };
    }
  }

  async answers(): Promise<boolean> {
    try {
      return (await this.#ask([Buffer.from('zPING\0')], PING_MS)) === 'PONG';
    } catch {
      // The answer is «no»; whoever asked says so.
      return false;
    }
  }

  async #ask(command: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, withinMs: number): Promise<string> {
    const { host, port } = this.#options;
    const socket = connect({ host, port });
    const over = new AbortController();
    try {
      return await Promise.race([
        exchange(socket, command),
        pause(withinMs, undefined, { signal: over.signal }).then(() => {
          throw new Error(`clamd did not answer within ${withinMs} ms`);
        }),
      ]);
    } finally {
      over.abort();
      socket.destroy();
    }
  }
}

/** Its answer, without the zero that ends it; it may come before all was said, and then nobody listens to the rest. */
async function exchange(socket: Socket, command: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const answer = answerOf(socket);
  await Promise.race([say(socket, command), answer]);
  return answer;
}

async function say(socket: Socket, command: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  for await (const piece of command) {
    if (socket.destroyed || !socket.writable) return;
    if (!socket.write(piece)) await drained(socket);
  }
}

const drained = (socket: Socket): Promise<void> =>
  new Promise(resolve => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end).trim());
      else if (answer.length > MAX_ANSWER) reject(new Error('clamd said more than an answer'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('clamd closed the connection without an answer')));
  });
}

/** A content as INSTREAM wants it: pieces with their length before them, and an empty one at the end. */
class Told implements AsyncIterable<Uint8Array> {
  /** Why the content itself broke off; null while the fault, if there is one, is the scanner's. */
  failure: Error | null = null;
  readonly #content: AsyncIterable<Uint8Array>;

  constructor(content: AsyncIterable<Uint8Array>) {
    this.#content = content;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    yield Buffer.from('zINSTREAM\0');
    try {
      for await (const piece of this.#content) {
        // An empty piece would end the stream.
        if (piece.length === 0) continue;
        yield lengthOf(piece.length);
        yield piece;
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error('the content broke off', { cause: error });
      throw this.failure;
    }
    yield lengthOf(0);
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** `stream: OK`, `stream: <signature> FOUND`; anything else (`INSTREAM size limit exceeded. ERROR`) is no verdict. */
function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { kind: 'CLEAN' };
  const name = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (name !== undefined) return { kind: 'FOUND', name };
  throw new Error(`clamd gave no verdict: ${answer.slice(0, 200)}`);
}
