/** What the composition root may set, with units and defaults. */
import type { AccountId } from '@olchat/domain';
import { realClient, type ClientFactory } from './client.ts';

export interface Timings {
  /** From the beginning of a send to the server's answer; then nobody knows its fate (E-34). */
  answerMs: number;
  /** Bringing one file to the server, from first to last byte; then nothing has left and it may be repeated. */
  uploadMs: number;
  /** Fetching one file that came in. */
  downloadMs: number;
  /** A question to the server: who somebody is, how far was read. */
  queryMs: number;
  reconnectMinMs: number;
  reconnectMaxMs: number;
  /** One login, from its first step to the account; then a person begins anew. */
  loginMs: number;
  /** An idle client is not told that it was logged out: it asks this often. */
  healthMs: number;
  /** Read pointers are asked for this often, for messages that nobody has read yet. */
  reconcileMs: number;
  /** Between two pages of the first synchronisation. */
  syncPauseMs: number;
  /** Between two questions when somebody read. */
  readTimePauseMs: number;
  /** A time of reading that differs less from the time of hearing is the same time. */
  readTimeSlackMs: number;
  /** How long `close` waits for what is being stored. */
  closeMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  answerMs: 20_000,
  uploadMs: 180_000,
  downloadMs: 180_000,
  queryMs: 20_000,
  reconnectMinMs: 1_000,
  reconnectMaxMs: 300_000,
  loginMs: 300_000,
  healthMs: 300_000,
  reconcileMs: 600_000,
  syncPauseMs: 1_000,
  readTimePauseMs: 1_000,
  readTimeSlackMs: 60_000,
  closeMs: 5_000,
};

export interface LogFields {
  accountId?: AccountId;
  code?: string;
  reason?: string;
}

/** Never a text, a number, a code or a name of a person (SE-51). */
export interface ConnectorLogger {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

/** Keys of the application, made once at my.telegram.org; they belong to the installation, not to an account. */
export interface Application {
  apiId: number;
  apiHash: string;
}

export interface TelegramOptions {
  /** Null: the installation has none, and nobody can log in. */
  application: Application | null;
  /** Default: none. `socks5://`, `http://` or `https://t.me/proxy?…`, where Telegram is blocked. */
  proxyUrl?: string;
  /** Default: silent. */
  logger?: ConnectorLogger;
  /** 0 ≤ x < 1, for jitter. Default Math.random. */
  random?: () => number;
  timings?: Partial<Timings>;
  /** Who makes the client of one connection. Default: mtcute over TCP. */
  client?: ClientFactory;
}

export interface Settings {
  /** Null: there is no application, so no client can be made. */
  client: ClientFactory | null;
  logger: ConnectorLogger;
  random: () => number;
  timings: Timings;
}

const silent: ConnectorLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function settingsOf({ application, proxyUrl, logger, random, timings, client }: TelegramOptions): Settings {
  return {
    client: client ?? (application === null ? null : realClient(application, proxyUrl)),
    logger: logger ?? silent,
    random: random ?? Math.random,
    timings: { ...DEFAULT_TIMINGS, ...timings },
  };
}
