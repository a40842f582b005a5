/** `imconnector.*` that register a connector and switch it on and off on a line. */
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { argumentError, isObject, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { connectors, findLineConnector, isConnected, lineConnectorKey, lineConnectors } from './connectors.ts';
import { findLine } from './lines.ts';

export const connectorMethods: readonly RestMethod[] = [
  { name: 'imconnector.register', scope: 'imconnector', run: register },
  { name: 'imconnector.unregister', scope: 'imconnector', run: unregister },
  { name: 'imconnector.list', scope: 'imconnector', run: list },
  { name: 'imconnector.activate', scope: 'imconnector', run: activate },
  { name: 'imconnector.connector.data.set', scope: 'imconnector', run: setData },
  { name: 'imconnector.status', scope: 'imconnector', run: status },
];

/** These methods refuse inside a result with status 200. */
const refusedInside = (error: string, description: string): Answer => ({
  result: { result: false, error, error_description: description },
  refused: true,
});

function register({ parameters, portal, clientId }: Call): Answer {
  const id = parameters.text('ID')?.toLowerCase() ?? '';
  const icon = parameters.object('ICON');
  const flag = (name: string, byDefault: boolean): boolean => parameters.flag(name) ?? byDefault;
  if (!/^[a-z0-9_]+$/.test(id)) return refusedInside('CONNECTOR_ID_REQUIRED', 'Connector ID is not specified or has wrong symbols');
  if (!parameters.text('NAME')) return refusedInside('NAME_REQUIRED', 'Connector name is not specified');
  if (!readText(icon?.['DATA_IMAGE'])) return refusedInside('ICON_REQUIRED', 'Connector icon is not specified');
  if (!parameters.text('PLACEMENT_HANDLER')) return refusedInside('NO_PLACEMENT_HANDLER', 'Handler of the settings page is not specified');
  const known = connectors(portal).get(id);
  if (known !== undefined && known.clientId !== clientId) {
    return refusedInside('APPLICATION_REGISTRATION_ERROR', 'The connector belongs to another application');
  }
  connectors(portal).put(id, {
    id,
    clientId,
    name: parameters.text('NAME') ?? id,
    placementHandler: parameters.text('PLACEMENT_HANDLER') ?? '',
    needSignature: flag('NEED_SIGNATURE', true),
    needSystemMessages: flag('NEED_SYSTEM_MESSAGES', true),
    chatGroup: flag('CHAT_GROUP', false),
  });
  return { result: { result: true }, externalId: id };
}

function unregister({ parameters, portal, clientId, employee }: Call): Answer {
  const id = parameters.text('ID')?.toLowerCase() ?? '';
  if (connectors(portal).get(id)?.clientId !== clientId) return refusedInside('CONNECTOR_ID_REQUIRED', 'Unknown connector');
  for (const { key, value } of lineConnectors(portal).entries(`${id}/`)) {
    lineConnectors(portal).delete(key);
    portal.raise({ name: 'ONIMCONNECTORSTATUSDELETE', data: { connector: id, line: value.line }, actorId: employee.id });
  }
  connectors(portal).delete(id);
  return { result: { result: true }, externalId: id };
}

function list({ portal }: Call): Answer {
  const own = connectors(portal)
    .values()
    .map(({ id, name }) => [id, name] as const);
  return { result: Object.fromEntries([['livechat', 'Онлайн-чат'] as const, ...own]) };
}

const pair = ({ parameters, portal, clientId }: Call): { connector: string; line: number } => {
  const connector = parameters.argument('CONNECTOR').toLowerCase();
  const line = parameters.integer('LINE');
  if (line === undefined) throw argumentError('LINE');
  if (connectors(portal).get(connector)?.clientId !== clientId) {
    throw new RestError(400, 'IMCONNECTOR_NOT_SPECIFIED_CORRECT_CONNECTOR', 'The connector is not registered by this application');
  }
  if (findLine(portal, line) === undefined) throw new RestError(400, 'ERROR_ARGUMENT', 'The line does not exist', { argument: 'LINE' });
  return { connector, line };
};

function activate(call: Call): Answer {
  const { portal, parameters, employee } = call;
  const { connector, line } = pair(call);
  const active = parameters.flag('ACTIVE');
  if (active === undefined) throw argumentError('ACTIVE');
  const known = findLineConnector(portal, connector, line);
  lineConnectors(portal).put(lineConnectorKey(connector, line), { connector, line, active, data: active ? (known?.data ?? null) : null });
  if (!active && known?.active === true)
    portal.raise({ name: 'ONIMCONNECTORSTATUSDELETE', data: { connector, line }, actorId: employee.id });
  portal.changed('chat');
  return { result: true };
}

function setData(call: Call): Answer {
  const { portal, parameters } = call;
  const { connector, line } = pair(call);
  const data = parameters.object('DATA');
  if (!isObject(data) || !readText(data['ID'])) throw argumentError('DATA');
  const known = findLineConnector(portal, connector, line);
  if (known?.active !== true) return { result: false, refused: true };
  lineConnectors(portal).put(lineConnectorKey(connector, line), { ...known, data });
  return { result: true };
}

function status(call: Call): Answer {
  const { connector, line } = pair(call);
  const known = findLineConnector(call.portal, connector, line);
  return {
    result: {
      LINE: line,
      CONNECTOR: connector,
      ERROR: false,
      CONFIGURED: known !== undefined && known.data !== null,
      STATUS: isConnected(call.portal, connector, line),
    },
  };
}
