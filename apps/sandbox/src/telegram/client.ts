/**
 * The library's client over a socket instead of Telegram's wire: `call` and updates go to the simulated Telegram, everything above them, the
 * updates manager, the cache of people, waits, proofs of passwords and parsers, is the library's own.
 */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Long } from '@mtcute/core';
import type {
  ICorePlatform,
  ITelegramStorageProvider,
  MustEqual,
  RpcCallMiddleware,
  RpcCallMiddlewareContext,
  RpcCallOptions,
  TelegramTransport,
  UpdatesManagerParams,
} from '@mtcute/core';
import { BaseTelegramClient } from '@mtcute/core/client.js';
import { __tlReaderMap, __tlWriterMap, TlBinaryReader, TlBinaryWriter } from '@mtcute/core/utils.js';
import { NodePlatform, tl } from '@mtcute/node';
import { NodeCryptoProvider } from '@mtcute/node/utils.js';
import { WebSocket } from 'ws';
import type { ToClient, ToServer } from './socket-door.ts';
import { fromJson, toJson } from './tl-json.ts';

export interface SimulatedClientParts {
  storage: ITelegramStorageProvider;
  updates: UpdatesManagerParams;
  middlewares: RpcCallMiddleware[];
}

const DC = 2;
const RECONNECT_MS = 150;
const AUTH_KEY_BYTES = 256;

const noTransport: TelegramTransport = {
  connect: () => Promise.reject(new Error('the simulated Telegram has no wire')),
  packetCodec: () => ({ tag: () => new Uint8Array(), encode: () => undefined, decode: () => null, reset: () => undefined }),
};

interface Waiting {
  text: string;
  answer: (result: unknown) => void;
}

/** There and back in Telegram's own notation: a malformed object of the simulator fails here, as on the real wire. */
const wire = (object: unknown): unknown =>
  typeof object === 'object' && object !== null && '_' in object
    ? TlBinaryReader.deserializeObject(__tlReaderMap, TlBinaryWriter.serializeObject(__tlWriterMap, object as never))
    : object;

export class SimulatedClient extends BaseTelegramClient {
  // No #private: `withParams` of the library stands before it as a Proxy.
  private readonly url: string;
  private readonly run: (context: RpcCallMiddlewareContext) => Promise<unknown>;
  private readonly manager: RpcCallMiddlewareContext['manager'];
  private readonly waiting = new Map<number, Waiting>();
  private socket: WebSocket | null = null;
  private isUsable = false;
  private isWanted = false;
  private starting: Promise<void> | null = null;
  private key = '';
  private calls = 0;

  constructor(url: string, { storage, updates, middlewares }: SimulatedClientParts) {
    super({
      apiId: 1,
      apiHash: 'simulated',
      storage,
      storageOptions: { cleanup: false },
      crypto: new NodeCryptoProvider(),
      // Its declarations do not agree with each other to the last optional field.
      platform: new NodePlatform() as unknown as ICorePlatform,
      transport: noTransport,
      logLevel: 0,
      updates,
    });
    this.url = url;
    // The only members that the library's own middlewares touch.
    this.manager = {
      _log: this.log,
      params: { stopSignal: this.stopSignal, isPremium: false },
      getPrimaryDcId: () => DC,
    } as unknown as RpcCallMiddlewareContext['manager'];
    this.run = middlewares.reduceRight<(context: RpcCallMiddlewareContext) => Promise<unknown>>(
      (next, middleware) => async context => middleware(context, next),
      context => this.ask(context.request, context.params?.abortSignal),
    );
  }

  override get isConnected(): boolean {
    return this.isUsable;
  }

  override connect(): Promise<void> {
    this.starting ??= this.start();
    return this.starting;
  }

  override async disconnect(): Promise<void> {
    this.isWanted = false;
    this.isUsable = false;
    this.socket?.terminate();
    this.socket = null;
    this.waiting.clear();
    this.updates?.stopLoop();
    await this.storage.close();
    await this.mt.storage.save();
  }

  override async call<T extends tl.RpcMethod>(
    message: MustEqual<T, tl.RpcMethod>,
    params?: RpcCallOptions,
  ): Promise<tl.RpcCallReturn[T['_']]> {
    if (this.destroyed) throw new Error('Client is destroyed');
    params?.abortSignal?.throwIfAborted();
    await this.connect();
    // Throws at a malformed request, as the real wire does.
    TlBinaryWriter.serializeObject(__tlWriterMap, message);
    const context = { request: message, params, manager: this.manager } as RpcCallMiddlewareContext;
    const result = await this.bounded(this.run(context), params);
    if (isRpcFailure(result)) throw tl.RpcError.fromTl(result);
    const answer = Array.isArray(result) ? (result as unknown[]).map(wire) : wire(result);
    await this.storage.peers.updatePeersFrom(answer as never);
    return answer;
  }

  override getPoolSize(): Promise<number> {
    return Promise.resolve(1);
  }

  override getPrimaryDcId(): Promise<number> {
    return Promise.resolve(DC);
  }

  override changePrimaryDc(): Promise<void> {
    return Promise.resolve();
  }

  override recreateDc(): Promise<void> {
    return Promise.resolve();
  }

  override getMtprotoMessageId(): Promise<Long> {
    return Promise.resolve(Long.fromNumber(Date.now()));
  }

  override async notifyLoggedIn(auth: tl.auth.TypeAuthorization | tl.RawUser): Promise<tl.RawUser> {
    if (auth._ === 'auth.authorizationSignUpRequired') throw new Error('nobody can sign up here');
    const user = (auth._ === 'auth.authorization' ? auth.user : auth) as tl.RawUser;
    await this.storage.self.storeFrom(user);
    this.updates?.notifyLoggedIn();
    return user;
  }

  override async notifyLoggedOut(): Promise<void> {
    this.updates?.notifyLoggedOut();
    await this.storage.self.store(null);
  }

  /** The library's own word for a call without an answer. */
  private async bounded(answer: Promise<unknown>, params: RpcCallOptions | undefined): Promise<unknown> {
    const ended = new AbortController();
    const late = params?.timeout === undefined ? [] : [this.timeout(params.timeout, ended.signal)];
    const aborted = params?.abortSignal === undefined ? [] : [rejectWhen(params.abortSignal, ended.signal)];
    try {
      return await Promise.race([answer, ...late, ...aborted]);
    } finally {
      ended.abort();
    }
  }

  private async timeout(ms: number, signal: AbortSignal): Promise<unknown> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
    return { _: 'mt_rpc_error', errorCode: 400, errorMessage: 'TIMEOUT' };
  }

  private async start(): Promise<void> {
    await this.prepare();
    const { authKeys } = this.mt.storage.provider;
    const known = await authKeys.get(DC);
    const authKey = known ?? new Uint8Array(randomBytes(AUTH_KEY_BYTES));
    if (known === null) await authKeys.set(DC, authKey);
    this.key = createHash('sha256').update(authKey).digest('hex');
    this.isWanted = true;
    this.open();
  }

  private open(): void {
    if (!this.isWanted) return;
    this.onConnectionState.emit('connecting');
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.on('open', () => {
      this.send(socket, { key: this.key });
      this.isUsable = true;
      this.onConnectionState.emit('connected');
      // What has no answer yet is asked again, as the library does over a new line of its own.
      for (const { text } of this.waiting.values()) socket.send(text);
    });
    socket.on('message', data => this.take(fromJson((data as Buffer).toString('utf8')) as ToClient));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.isUsable = false;
      if (this.isWanted) setTimeout(() => this.open(), RECONNECT_MS).unref();
    });
  }

  private take(message: ToClient): void {
    if ('updates' in message) {
      this.onServerUpdate.emit(wire(message.updates) as tl.TypeUpdates);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    waiting?.answer(message.result);
  }

  private ask(request: tl.RpcMethod, signal: AbortSignal | undefined): Promise<unknown> {
    this.calls += 1;
    const id = this.calls;
    const text = toJson({ id, request } satisfies ToServer);
    return new Promise(resolve => {
      this.waiting.set(id, { text, answer: resolve });
      signal?.addEventListener('abort', () => this.waiting.delete(id), { once: true });
      if (this.isUsable) this.socket?.send(text);
    });
  }

  private send(socket: WebSocket, message: ToServer): void {
    socket.send(toJson(message));
  }
}

interface RpcAnswer {
  _: 'mt_rpc_error';
  errorCode: number;
  errorMessage: string;
}

const isRpcFailure = (result: unknown): result is RpcAnswer =>
  typeof result === 'object' && result !== null && '_' in result && result._ === 'mt_rpc_error';

function rejectWhen(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    ended.addEventListener('abort', () => signal.removeEventListener('abort', end), { once: true });
  });
}
