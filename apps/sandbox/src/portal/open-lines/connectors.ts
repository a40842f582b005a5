/** Connectors that applications registered, and where each is switched on: the pair (connector, line) is one account of ours. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { findLine, isOn } from './lines.ts';

export interface Connector {
  id: string;
  clientId: string;
  name: string;
  placementHandler: string;
  /** Every outgoing text gets `[b]Name:[/b] [br]` in front. */
  needSignature: boolean;
  needSystemMessages: boolean;
  chatGroup: boolean;
}

export interface LineConnector {
  connector: string;
  line: number;
  active: boolean;
  /** Set by `imconnector.connector.data.set`: «connected» and «registered». */
  data: Record<string, unknown> | null;
}

export const connectors = (portal: Portal): Collection<Connector> => portal.records('connector');
export const lineConnectors = (portal: Portal): Collection<LineConnector> => portal.records('line-connector');

export const lineConnectorKey = (connector: string, line: number): string => `${connector}/${recordKey(line)}`;
export const findLineConnector = (portal: Portal, connector: string, line: number): LineConnector | undefined =>
  lineConnectors(portal).get(lineConnectorKey(connector, line));

/** `STATUS` of `imconnector.status`: messages pass in both directions. */
export const isConnected = (portal: Portal, connector: string, line: number): boolean => {
  const found = findLineConnector(portal, connector, line);
  const config = findLine(portal, line);
  return (
    found?.active === true &&
    found.data !== null &&
    config !== undefined &&
    isOn(config, 'ACTIVE') &&
    connectors(portal).get(connector) !== undefined
  );
};
