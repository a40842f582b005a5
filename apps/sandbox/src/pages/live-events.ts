/** Server-Sent Events: what changed, so that an open page reads it again. */
import type { FastifyReply } from 'fastify';

/** Proxies and browsers drop a silent stream after a minute or so. */
const HEARTBEAT_MS = 15_000;

export class LiveEvents {
  readonly #ends = new Set<() => void>();

  /** Keeps the reply open; `subscribe` gets the sender and answers the end of its subscription. */
  open(reply: FastifyReply, subscribe: (send: (data: unknown) => void) => () => void): void {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    stream.write('retry: 1000\n\n');
    const unsubscribe = subscribe(data => void stream.write(`data: ${JSON.stringify(data)}\n\n`));
    const heartbeat = setInterval(() => void stream.write(': \n\n'), HEARTBEAT_MS);
    const end = (): void => {
      this.#ends.delete(end);
      clearInterval(heartbeat);
      unsubscribe();
      stream.end();
    };
    this.#ends.add(end);
    stream.once('close', end);
  }

  close(): void {
    for (const end of this.#ends) end();
  }
}
