/** The registry of connectors: one line each. The API process knows only their profiles; the worker loads the messengers' libraries. */
import { whatsAppWebProfile } from '@olchat/connector-whatsapp-web/profile';
import type { Connector, ConnectorKind, ConnectorProfile, ConnectorProfiles } from '@olchat/domain';
import type { Environment } from './env.ts';
import type { Logger } from './logger.ts';

const PROFILES: readonly ConnectorProfile[] = [whatsAppWebProfile];

export const connectorProfiles: ConnectorProfiles = { profile: kind => PROFILES.find(profile => profile.kind === kind) };

/** For the worker only. */
export async function loadConnectors(env: Environment, logger: Logger): Promise<Map<ConnectorKind, Connector>> {
  const { whatsAppWebConnector } = await import('@olchat/connector-whatsapp-web');
  const connectors: Connector[] = [
    whatsAppWebConnector({
      ...(env.whatsAppWeb.url === null ? {} : { webSocketUrl: env.whatsAppWeb.url }),
      privateHosts: env.privateHosts,
      logger,
    }),
  ];
  return new Map(connectors.map(connector => [connector.kind, connector]));
}
