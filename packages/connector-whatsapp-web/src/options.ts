/** What the composition root may set, with units and defaults. */
import type { ConnectorLogger } from './library-logger.ts';
import { silentLogger } from './library-logger.ts';
import { realSocket, type SocketFactory } from './socket.ts';
import { latestVersion } from './version.ts';
import type { WAVersion } from 'baileys';

export interface Timings {
  /** From the beginning of a send to the server's acknowledgement; then nobody knows its fate (E-34). */
  ackTimeoutMs: number;
  /** Bringing one file to the media server, from first to last byte; then nothing has left and it may be repeated. */
  uploadMs: number;
  /** Fetching one file that came in. */
  downloadMs: number;
  /** A question to the server: number check, state of a restriction. */
  queryTimeoutMs: number;
  /** A page of a conversation's history: from the question to the account's own phone, which may have to wake up, to the last byte. */
  historyMs: number;
  /** Between two such questions: each wakes the phone. */
  historyPauseMs: number;
  reconnectMinMs: number;
  reconnectMaxMs: number;
  /** A connection that lasted so long was good: the next back-off begins anew. */
  stableAfterMs: number;
  connectTimeoutMs: number;
  keepAliveMs: number;
  /** Life of each QR code; null: as WhatsApp Web does, 60 s for the first and 20 s for each of the next. */
  qrMs: number | null;
  /** How long `close` waits for what is being stored. */
  closeMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  ackTimeoutMs: 30_000,
  uploadMs: 180_000,
  downloadMs: 180_000,
  queryTimeoutMs: 20_000,
  historyMs: 20_000,
  historyPauseMs: 2_000,
  reconnectMinMs: 1_000,
  reconnectMaxMs: 300_000,
  stableAfterMs: 30_000,
  connectTimeoutMs: 20_000,
  keepAliveMs: 30_000,
  qrMs: null,
  closeMs: 5_000,
};

export interface WhatsAppWebOptions {
  /** Default wss://web.whatsapp.com/ws/chat. Plain ws:// only to a host of `privateHosts`: TLS is the only proof of the server. */
  webSocketUrl?: string;
  /** `host:port` that may be reached without TLS. Default: none. */
  privateHosts?: readonly string[];
  /** Default: silent. */
  logger?: ConnectorLogger;
  /** 0 ≤ x < 1, for jitter. Default Math.random. */
  random?: () => number;
  timings?: Partial<Timings>;
  /** Client version to announce. Default: the library's, and the current one after the server called it too old. */
  version?: WAVersion;
  /** Where a test plugs in its own socket. Default: Baileys. */
  socketFactory?: SocketFactory;
}

export interface Settings {
  webSocketUrl: string;
  logger: ConnectorLogger;
  random: () => number;
  timings: Timings;
  version: WAVersion | null;
  latestVersion: () => Promise<WAVersion | null>;
  socketFactory: SocketFactory;
}

const OFFICIAL_URL = 'wss://web.whatsapp.com/ws/chat';

export function settingsOf(options: WhatsAppWebOptions): Settings {
  const webSocketUrl = provenUrl(options.webSocketUrl ?? OFFICIAL_URL, options.privateHosts ?? []);
  return {
    webSocketUrl,
    logger: options.logger ?? silentLogger,
    random: options.random ?? Math.random,
    timings: { ...DEFAULT_TIMINGS, ...options.timings },
    version: options.version ?? null,
    // Another server has its own idea of versions: WhatsApp's is not asked for it.
    latestVersion: webSocketUrl === OFFICIAL_URL ? latestVersion : () => Promise.resolve(null),
    socketFactory: options.socketFactory ?? realSocket,
  };
}

/** Baileys does not check the signatures of the Noise handshake: whoever holds the other end of an open line is believed. */
function provenUrl(text: string, privateHosts: readonly string[]): string {
  const url = new URL(text);
  const host = `${url.hostname}:${url.port || (url.protocol === 'wss:' ? '443' : '80')}`;
  if (url.protocol === 'wss:' || (url.protocol === 'ws:' && privateHosts.includes(host))) return url.href;
  throw new Error(`WhatsApp Web must be reached by wss://; ${url.protocol}// only to a host of PRIVATE_HOSTS, and ${host} is none`);
}
