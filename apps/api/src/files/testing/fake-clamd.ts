/** A server that speaks clamd's INSTREAM and PING over TCP, as strictly as clamd does, and knows one virus: the standard harmless sample (AT-10). */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** In two pieces, so that no scanner finds this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const SIGNATURE = 'Eicar-Test-Signature';

export class FakeClamd {
  /** Takes everything and says nothing. */
  isSilent = false;
  /** clamd's StreamMaxLength: it says so and closes. */
  maxBytes = 100 * 2 ** 20;
  /** Sizes of what it looked at. */
  readonly scanned: number[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor() {
    this.#server = createServer(socket => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
      void this.#serve(socket);
    });
  }

  static async start(port = 0): Promise<FakeClamd> {
    const clamd = new FakeClamd();
    await new Promise<void>(resolve => clamd.#server.listen(port, '127.0.0.1', resolve));
    return clamd;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #serve(socket: Socket): Promise<void> {
    const session = new Session();
    try {
      for await (const piece of socket as AsyncIterable<Buffer>) {
        session.bytes = Buffer.concat([session.bytes, piece]);
        const answer = session.next(this.maxBytes);
        if (answer === null || this.isSilent) continue;
        if (session.isScan) this.scanned.push(session.size);
        socket.end(`${answer}\0`);
        return;
      }
    } catch {
      // The client went away: nobody to answer.
    }
  }
}

class Session {
  bytes = Buffer.alloc(0);
  size = 0;
  isScan = false;
  /** The end of what came, in which a virus may have begun. */
  #tail = Buffer.alloc(0);
  #isInfected = false;

  /** Null: it has not been told all. */
  next(maxBytes: number): string | null {
    if (!this.isScan) {
      const end = this.bytes.indexOf(0);
      if (end < 0) return null;
      const command = this.bytes.subarray(0, end).toString();
      this.bytes = this.bytes.subarray(end + 1);
      if (command === 'zPING') return 'PONG';
      if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND';
      this.isScan = true;
    }
    for (;;) {
      if (this.bytes.length < 4) return null;
      const length = this.bytes.readUInt32BE(0);
      if (length === 0) return `stream: ${this.#isInfected ? `${SIGNATURE} FOUND` : 'OK'}`;
      if (this.size + length > maxBytes) return 'INSTREAM size limit exceeded. ERROR';
      if (this.bytes.length < 4 + length) return null;
      this.#look(this.bytes.subarray(4, 4 + length));
      this.bytes = this.bytes.subarray(4 + length);
    }
  }

  #look(piece: Buffer): void {
    const seen = Buffer.concat([this.#tail, piece]);
    this.#isInfected ||= seen.includes(EICAR);
    this.#tail = seen.subarray(-EICAR.length);
    this.size += piece.length;
  }
}
