/** `imopenlines.config.*`: settings of the lines. Writing needs the right to change lines, which administrators have. */
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readFlag, readInteger, readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { accessDenied, RestError } from '../rest/rest-error.ts';
import { chatsOfLine } from './chats.ts';
import { lineConnectors } from './connectors.ts';
import { finishChat } from './conversation.ts';
import { findLine, LINE_DEFAULTS, lines, queueOf, readQueue } from './lines.ts';
import type { Line } from './lines.ts';

export const lineMethods: readonly RestMethod[] = [
  { name: 'imopenlines.config.add', scope: 'imopenlines', run: add },
  { name: 'imopenlines.config.update', scope: 'imopenlines', run: update },
  { name: 'imopenlines.config.get', scope: 'imopenlines', run: get },
  { name: 'imopenlines.config.list.get', scope: 'imopenlines', run: list },
  { name: 'imopenlines.config.delete', scope: 'imopenlines', run: remove },
  {
    name: 'imopenlines.config.path.get',
    scope: 'imopenlines',
    run: ({ portal }) => ({ result: { SERVER_ADDRESS: portal.site.baseUrl, PUBLIC_PATH: '/contact_center/' } }),
  },
];

const requireRight = ({ employee }: Call): void => {
  if (!employee.isAdministrator) throw accessDenied(403, 'You have no access to change open lines');
};

const changed = (portal: Portal, line: Line, parameters: Record<string, unknown>): Line => {
  const { QUEUE: queue, ...settings } = parameters;
  const texts = Object.entries(settings).flatMap(([name, value]) => {
    const text = typeof value === 'boolean' ? (value ? 'Y' : 'N') : readText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  const read = queue === undefined ? line.queue : readQueue(portal, queue);
  if (read === undefined) throw new RestError(400, 'ERROR_ARGUMENT', 'Wrong QUEUE', { argument: 'QUEUE' });
  return { ...line, settings: { ...line.settings, ...Object.fromEntries(texts) }, queue: read };
};

function add(call: Call): Answer {
  requireRight(call);
  const { portal, parameters, employee } = call;
  const id = portal.nextId('line', 3);
  const blank: Line = {
    id,
    settings: { ...LINE_DEFAULTS, LINE_NAME: `Открытая линия ${id}` },
    queue: [{ entityType: 'user', entityId: employee.id }],
  };
  lines(portal).put(recordKey(id), changed(portal, blank, parameters.object('PARAMS') ?? {}));
  return { result: id, externalId: id };
}

function update(call: Call): Answer {
  requireRight(call);
  const { portal, parameters } = call;
  const line = findLine(portal, parameters.integer('CONFIG_ID') ?? 0);
  if (line === undefined) throw new RestError(400, 'ERROR_ARGUMENT', 'Unknown line', { argument: 'CONFIG_ID' });
  lines(portal).put(recordKey(line.id), changed(portal, line, parameters.object('PARAMS') ?? {}));
  return { result: true, externalId: line.id };
}

const view = (portal: Portal, line: Line, withQueue: boolean): Record<string, unknown> => ({
  ID: String(line.id),
  ...line.settings,
  ...(withQueue && {
    // Departments stand in it as their people.
    QUEUE: queueOf(portal, line).map(({ id }) => String(id)),
    configQueue: line.queue.map(({ entityType, entityId }) => ({ ENTITY_TYPE: entityType, ENTITY_ID: String(entityId) })),
  }),
});

function get({ parameters, portal }: Call): Answer {
  const line = findLine(portal, parameters.integer('CONFIG_ID') ?? 0);
  return { result: line === undefined ? false : view(portal, line, parameters.flag('WITH_QUEUE') ?? true) };
}

const MAX_LIMIT = 200;

function list({ parameters, portal }: Call): Answer {
  const asked = parameters.object('PARAMS') ?? {};
  const options = parameters.object('OPTIONS') ?? {};
  const filter = asked['filter'] ?? {};
  const limit = Math.min(readInteger(asked['limit']) ?? MAX_LIMIT, MAX_LIMIT);
  const offset = readInteger(asked['offset']) ?? 0;
  const withQueue = readFlag(options['QUEUE']) ?? readFlag(options['CONFIG_QUEUE']) ?? false;
  const rows = lines(portal)
    .values()
    .map(line => view(portal, line, withQueue))
    .filter(row => matchesFilter(filter as Record<string, unknown>, name => row[name]))
    .slice(offset, offset + limit);
  return { result: rows };
}

function remove(call: Call): Answer {
  requireRight(call);
  const { portal, parameters, employee } = call;
  const line = findLine(portal, parameters.integer('CONFIG_ID') ?? 0);
  if (line === undefined) return { result: false, refused: true };
  for (const chat of chatsOfLine(portal, line.id)) finishChat(portal, chat, employee.id);
  for (const { key, value } of lineConnectors(portal).entries()) if (value.line === line.id) lineConnectors(portal).delete(key);
  lines(portal).delete(recordKey(line.id));
  // The data of this event is the bare number of the line.
  portal.raise({ name: 'ONIMCONNECTORLINEDELETE', data: line.id, actorId: employee.id });
  return { result: true, externalId: line.id };
}
