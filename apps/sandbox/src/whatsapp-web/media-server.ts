/**
 * The simulated media server: keeps what is uploaded, encrypted as it came, and gives it back. HTTPS, as the library demands.
 * Troubles: `media.upload`, `media.download` and `media.picture`: `refuse` with HTTP `status` (503 when none is given) · `drop` never answered ·
 * `delay` after `ms` · `close` the line is cut in the middle of the answer.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import type { FaultRule, Faults } from '../kernel/faults.ts';
import { ensureMediaCertificate } from './media-certificate.ts';

const TROUBLES = ['refuse', 'drop', 'delay', 'close'] as const satisfies FaultRule['do'][];
/** What the server tells a linked device beside the address; uploads must bring it. */
export const MEDIA_AUTH = 'sandbox-media-auth';
/** `/mms/image/<hash of the encrypted bytes, base64url>` */
const PATH = /^\/mms\/(image|video|audio|document|md-msg-hist)\/([\w-]{43})$/;
/** Pictures that people show of themselves: open bytes, which nobody uploads here. `/v/<hash of the bytes, base64url>.jpg` */
const PICTURE_PATH = /^\/(v)\/([\w-]{43})\.jpg$/;

export interface MediaServerOptions {
  /** For what is kept, and for the certificate. */
  folder: string;
  faults: Faults;
  log: (text: string) => void;
}

export class MediaServer {
  readonly #folder: string;
  readonly #certificateFolder: string;
  readonly #faults: Faults;
  readonly #log: (text: string) => void;
  readonly #server: Server;
  #uploads = 0;

  constructor({ folder, faults, log }: MediaServerOptions) {
    this.#folder = join(folder, 'media');
    this.#faults = faults;
    this.#log = log;
    this.#certificateFolder = folder;
    mkdirSync(this.#folder, { recursive: true });
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        // Whoever sent it went away in the middle: that is his trouble, not ours.
        if (!request.destroyed && !response.destroyed) this.#log(`media: ${String(error)}`);
        response.destroy();
      });
    });
  }

  /** Any free port: addresses of files carry no host of ours, so that they outlive it. */
  async listen(): Promise<void> {
    const { certificate, key } = await ensureMediaCertificate(this.#certificateFolder);
    this.#server.setSecureContext({ cert: certificate, key });
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Undefined before it listens. */
  get host(): string | undefined {
    const address = this.#server.address() as AddressInfo | null;
    return address === null ? undefined : `127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  /** Where the encrypted bytes of an uploaded file lie; undefined when nothing was uploaded under this path. */
  fileOf(directPath: string): string | undefined {
    const [, , name] = PATH.exec(directPath) ?? PICTURE_PATH.exec(directPath) ?? [];
    const file = name === undefined ? undefined : join(this.#folder, name);
    return file !== undefined && existsSync(file) ? file : undefined;
  }

  /** Puts bytes there as a phone does that sends a file; answers the path for the message. */
  async keep(type: string, encrypted: Buffer): Promise<string> {
    return `/mms/${type}/${await this.#write(encrypted)}`;
  }

  /** Answers the path of a picture that a person shows of himself. */
  async keepPicture(bytes: Buffer): Promise<string> {
    return `/v/${await this.#write(bytes)}.jpg`;
  }

  async #write(bytes: Buffer): Promise<string> {
    const name = createHash('sha256').update(bytes).digest('base64url');
    await pipeline([bytes], createWriteStream(join(this.#folder, name)));
    return name;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://media');
    const isPicture = request.method === 'GET' && PICTURE_PATH.test(url.pathname);
    const method = isPicture ? 'media.picture' : request.method === 'POST' ? 'media.upload' : 'media.download';
    const fault = this.#faults.hit({ service: 'whatsapp-web', method }, TROUBLES);
    if (fault?.do === 'drop') return;
    if (fault?.do === 'delay') await sleep(fault.ms ?? 0);
    if (fault?.do === 'refuse') {
      request.resume();
      return refuse(response, fault.status ?? 503);
    }
    if (!PATH.test(url.pathname) && !isPicture) return refuse(response, 404);
    if (request.method === 'POST') return this.#take(request, response, url);
    return this.#give(response, url.pathname, fault?.do === 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, , name = ''] = PATH.exec(url.pathname) ?? [];
    if (url.searchParams.get('auth') !== MEDIA_AUTH || url.searchParams.get('token') !== name) return refuse(response, 401);
    const draft = join(this.#folder, `upload-${(this.#uploads += 1)}-${process.pid}`);
    const hash = createHash('sha256');
    try {
      await pipeline(
        request,
        async function* (source: AsyncIterable<Buffer>) {
          for await (const chunk of source) {
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(draft),
      );
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    if (hash.digest('base64url') !== name) {
      rmSync(draft);
      return refuse(response, 415);
    }
    renameSync(draft, join(this.#folder, name));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: `https://${this.host ?? ''}${url.pathname}`, direct_path: url.pathname }));
  }

  async #give(response: ServerResponse, path: string, breakOff: boolean): Promise<void> {
    const file = this.fileOf(path);
    if (file === undefined) return refuse(response, 404);
    const { size } = statSync(file);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size });
    if (!breakOff) return pipeline(createReadStream(file), response);
    for await (const chunk of createReadStream(file, { end: Math.floor(size / 2) })) response.write(chunk);
    response.destroy();
  }
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: status }));
};
