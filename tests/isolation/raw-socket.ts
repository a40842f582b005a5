/** A bare socket: what a careless or hostile client sends, and every byte that it hears. */
import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

export interface Frame {
  type: string;
  id?: string;
  payload?: unknown;
}

export class RawSocket {
  /** Texts as they came. */
  readonly heard: string[] = [];
  readonly closed: Promise<{ code: number }>;
  readonly #socket: WebSocket;
  readonly #waiting: Frame[] = [];
  #wake = Promise.withResolvers<void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', data => {
      const text = (data as Buffer).toString();
      this.heard.push(text);
      this.#waiting.push(JSON.parse(text) as Frame);
      this.#wake.resolve();
    });
    this.closed = new Promise(resolve =>
      socket.on('close', code => {
        resolve({ code });
        this.#wake.resolve();
      }),
    );
  }

  static async open(
    url: string,
    { protocols = ['graphql-transport-ws'], ...options }: ClientOptions & { protocols?: string[] } = {},
  ): Promise<RawSocket> {
    const raw = new RawSocket(new WebSocket(url, protocols, options));
    await once(raw.#socket, 'open');
    return raw;
  }

  static async signedIn(url: string, token: string): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    const first = await raw.next();
    if (first?.type !== 'connection_ack') throw new Error(`not let in: ${JSON.stringify(first)}`);
    return raw;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  send(message: object | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next message of the server that is not yet taken; null when it closed. */
  async next(): Promise<Frame | null> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) return next;
      if (!this.isOpen) return null;
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}
