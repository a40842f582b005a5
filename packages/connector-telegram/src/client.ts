/** One client of one connection: made here, used once, destroyed. The library must not be used again after a disconnect. */
import { BaseTelegramClient, networkMiddlewares, proxyTransportFromUrl, TelegramClient } from '@mtcute/node';
import type { ITelegramClient, ITelegramStorageProvider, RpcCallMiddleware, UpdatesManagerParams } from '@mtcute/core';
import type { Application } from './options.ts';

/** What every client is made of, whoever makes it. */
export interface ClientParts {
  storage: ITelegramStorageProvider;
  updates: UpdatesManagerParams;
  middlewares: RpcCallMiddleware[];
}

export type ClientFactory = (parts: ClientParts) => ITelegramClient;

/** Longer waits are told to whoever sends: a message must not sleep inside a call. */
const FLOOD_SLEEP_MS = 5_000;

/**
 * Explicit, since the defaults repeat every error of the server for ever, and RANDOM_ID_DUPLICATE and AUTH_RESTART count as such:
 * a repeat of an accepted message would never return.
 */
const middlewares = (): RpcCallMiddleware[] =>
  networkMiddlewares.basic({
    floodWaiter: { maxWait: FLOOD_SLEEP_MS, maxRetries: 2 },
    internalErrors: { maxRetries: 2, waitTime: 1, exceptErrors: ['RANDOM_ID_DUPLICATE', 'AUTH_RESTART'] },
  });

export function makeClient(factory: ClientFactory, storage: ITelegramStorageProvider): TelegramClient {
  // Without catch-up what happened while we were away would be skipped.
  const updates = { catchUp: true, messageGroupingInterval: 0 };
  return new TelegramClient({ client: factory({ storage, updates, middlewares: middlewares() }), updates });
}

export const realClient =
  ({ apiId, apiHash }: Application, proxyUrl: string | undefined): ClientFactory =>
  parts =>
    new BaseTelegramClient({
      apiId,
      apiHash,
      storage: parts.storage,
      // Signals and the end of the process are the worker's business.
      storageOptions: { cleanup: false },
      // Its log would hold texts of messages.
      logLevel: 0,
      updates: parts.updates,
      initConnectionOptions: { deviceModel: 'OLChat', appVersion: '1.0', systemLangCode: 'ru', langCode: 'ru' },
      network: { middlewares: parts.middlewares },
      ...(proxyUrl === undefined ? {} : { transport: proxyTransportFromUrl(proxyUrl) }),
    });
