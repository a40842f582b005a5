/** One WebSocket: bytes in, stanzas out, strictly one after another. What a stanza means is decided elsewhere. */
import { WebSocket, type RawData } from 'ws';
import { NoiseServer, type ClientFinish } from './noise-server.ts';
import type { Stanza } from './stanza.ts';

/** Between our last stanza and the close: the client reads the reason first, as it does at the real server. */
const LAST_WORD_MS = 50;

export interface ConnectionHandlers {
  /** The handshake is over: a login or a pairing begins. */
  onClient(connection: Connection, client: ClientFinish): void;
  onStanza(connection: Connection, stanza: Stanza): Promise<void>;
  onClosed(connection: Connection): void;
  log(text: string): void;
}

export class Connection {
  readonly #socket: WebSocket;
  readonly #handlers: ConnectionHandlers;
  readonly #noise = new NoiseServer();
  #stage: 'hello' | 'finish' | 'stanzas' | 'ended' = 'hello';
  #work: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, handlers: ConnectionHandlers) {
    this.#socket = socket;
    this.#handlers = handlers;
    socket.on('message', data => this.#enqueue(data));
    socket.on('error', error => handlers.log(`socket: ${error.message}`));
    socket.on('close', () => {
      this.#stage = 'ended';
      handlers.onClosed(this);
    });
  }

  get isOpen(): boolean {
    return this.#stage === 'stanzas' && this.#socket.readyState === WebSocket.OPEN;
  }

  /** Does nothing when the connection is gone: what must arrive waits in the mailbox. */
  send(stanza: Stanza): void {
    if (this.isOpen) this.#socket.send(this.#noise.seal(stanza));
  }

  /** Says one last thing and closes; nothing that still comes in is read. */
  end(lastWord: Stanza): void {
    this.send(lastWord);
    this.#stage = 'ended';
    setTimeout(() => this.#socket.close(), LAST_WORD_MS).unref();
  }

  /** Cuts the line without a word and waits for the stanza in hand. */
  async cut(): Promise<void> {
    this.#stage = 'ended';
    this.#socket.terminate();
    await this.#work;
  }

  #enqueue(data: RawData): void {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
    this.#work = this.#work
      .then(() => this.#read(bytes))
      .catch((error: unknown) => {
        this.#handlers.log(`connection cut: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        this.#stage = 'ended';
        this.#socket.terminate();
      });
  }

  async #read(bytes: Buffer): Promise<void> {
    for (const frame of this.#noise.frames(bytes)) {
      if (this.#stage === 'hello') {
        this.#socket.send(this.#noise.hello(frame));
        this.#stage = 'finish';
      } else if (this.#stage === 'finish') {
        const client = this.#noise.finish(frame);
        this.#stage = 'stanzas';
        this.#handlers.onClient(this, client);
      } else if (this.#stage === 'stanzas') {
        await this.#handlers.onStanza(this, await this.#noise.open(frame));
      }
    }
  }
}
