/**
 * The registry of connectors: one line each. The API process knows only their profiles; the worker loads the messengers' libraries.
 * A package may be left out of an installation (decision 5: WHATSAPP_WEB=0); then its accounts cannot be connected there.
 */
import type { ClientFactory } from '@olchat/connector-telegram';
import type { Connector, ConnectorKind, ConnectorProfile, ConnectorProfiles } from '@olchat/domain';
import type { Environment } from './env.ts';
import type { Logger } from './logger.ts';

export async function loadProfiles(): Promise<ConnectorProfiles> {
  const whatsAppWeb = await installed(() => import('@olchat/connector-whatsapp-web/profile'));
  const telegram = await installed(() => import('@olchat/connector-telegram/profile'));
  const profiles: ConnectorProfile[] = [
    ...(whatsAppWeb === null ? [] : [whatsAppWeb.whatsAppWebProfile]),
    ...(telegram === null ? [] : [telegram.telegramProfile]),
  ];
  return { profile: kind => profiles.find(profile => profile.kind === kind) };
}

/** What a composition may plug in below a messenger's library. */
export interface ConnectorParts {
  /** Who makes the client of one Telegram connection. Default: the library's own, over TCP. */
  telegramClient?: ClientFactory;
}

/** For the worker only. */
export async function loadConnectors(env: Environment, logger: Logger, parts: ConnectorParts): Promise<Map<ConnectorKind, Connector>> {
  const whatsAppWeb = await installed(() => import('@olchat/connector-whatsapp-web'));
  const connectors: Connector[] = [];
  if (whatsAppWeb !== null) {
    whatsAppWeb.onLibraryError(text => logger.warn('the library complains', { code: text }));
    const { url: webSocketUrl, answerMs } = env.whatsAppWeb;
    connectors.push(
      whatsAppWeb.whatsAppWebConnector({
        ...(webSocketUrl === null ? {} : { webSocketUrl }),
        privateHosts: env.privateHosts,
        logger,
        timings: { ackTimeoutMs: answerMs },
      }),
    );
  }
  const telegram = await installed(() => import('@olchat/connector-telegram'));
  if (telegram !== null) {
    const { application, proxyUrl } = env.telegram;
    const client = parts.telegramClient === undefined ? {} : { client: parts.telegramClient };
    connectors.push(telegram.telegramConnector({ application, ...(proxyUrl === null ? {} : { proxyUrl }), ...client, logger }));
  }
  return new Map(connectors.map(connector => [connector.kind, connector]));
}

/** Null when the package is not there; whatever else goes wrong is a surprise. */
async function installed<T>(load: () => Promise<T>): Promise<T | null> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}
