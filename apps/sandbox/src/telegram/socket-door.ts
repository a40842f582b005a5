/**
 * WS /telegram: where the worker's clients reach the simulated Telegram. Not the wire of the real one, which cannot be played; what goes over
 * it is what the library would have put on the wire, call by call, so that all of the product above it runs as it is.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { tl } from '@mtcute/node';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Link } from './sessions.ts';
import type { Telegram } from './telegram.ts';
import { fromJson, toJson } from './tl-json.ts';

/** From the client: its key first, then calls. */
export type ToServer = { key: string } | { id: number; request: tl.RpcMethod };
/** From the server: answers to calls, and updates. */
export type ToClient = { id: number; result: unknown } | { updates: tl.TypeUpdates };

export class TelegramDoor {
  readonly #telegram: Telegram;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #log: (text: string) => void;

  constructor(telegram: Telegram, log: (text: string) => void) {
    this.#telegram = telegram;
    this.#log = log;
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, webSocket => this.#serve(webSocket));
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #serve(socket: WebSocket): void {
    let link: Link | null = null;
    const send = (message: ToClient): void => socket.send(toJson(message));
    socket.on('close', () => link !== null && this.#telegram.detach(link));
    socket.on('error', () => socket.terminate());
    socket.on('message', data => {
      const message = fromJson((data as Buffer).toString('utf8')) as ToServer;
      if ('key' in message) {
        link = { key: message.key, push: updates => send({ updates }), cut: () => socket.terminate() };
        this.#telegram.attach(link);
        return;
      }
      if (link === null) return socket.terminate();
      const { key } = link;
      void this.#telegram.answer(key, message.request).then(
        answer => {
          if (answer === 'cut') socket.terminate();
          else if (answer !== 'silence') send({ id: message.id, result: answer.result });
        },
        (error: unknown) => {
          // A mistake of the simulator: loud, and no answer that a client could take for one of Telegram.
          this.#log(`telegram: ${message.request._}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
          socket.terminate();
        },
      );
    });
  }
}
