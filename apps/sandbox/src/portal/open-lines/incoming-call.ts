/** What every call of a connector about messages carries: its connector and line, and the entries. */
import type { Call } from '../rest/method.ts';
import { argumentError, isObject } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { connectors, isConnected } from './connectors.ts';
import { findLine } from './lines.ts';
import type { Line } from './lines.ts';

/** Connector and line of the call; refused unless messages may pass. */
export const openPair = ({ parameters, portal, clientId }: Call): { connector: string; line: Line } => {
  const connector = parameters.argument('CONNECTOR').toLowerCase();
  const line = findLine(portal, parameters.integer('LINE') ?? 0);
  if (connectors(portal).get(connector)?.clientId !== clientId) {
    throw new RestError(400, 'IMCONNECTOR_NOT_SPECIFIED_CORRECT_CONNECTOR', 'The connector is not registered by this application');
  }
  if (line === undefined || !isConnected(portal, connector, line.id)) {
    throw new RestError(400, 'NOT_ACTIVE_LINE', 'The line with this ID is not active or does not exist');
  }
  return { connector, line };
};

export const entries = ({ parameters }: Call): Record<string, unknown>[] => {
  const found = (parameters.list('MESSAGES') ?? []).filter(isObject);
  if (found.length === 0) throw argumentError('MESSAGES');
  return found;
};

export const part = (entry: Record<string, unknown>, name: string): Record<string, unknown> => (isObject(entry[name]) ? entry[name] : {});
