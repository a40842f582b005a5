/** `event.bind` and its kin. Only online events: offline ones are not simulated. */
import type { Collection } from '../../kernel/store.ts';
import { GRANTED_SCOPES } from '../application.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { accessDenied, RestError } from '../rest/rest-error.ts';
import { EVENT_SCOPES } from './event-names.ts';

export interface EventHandler {
  id: number;
  clientId: string;
  event: string;
  handler: string;
  /** Whose tokens the event brings; 0 = of the employee who caused it. */
  authType: number;
}

export const eventHandlers = (portal: Portal): Collection<EventHandler> => portal.records('event-handler');

export const eventMethods: readonly RestMethod[] = [
  { name: 'event.bind', scope: null, run: bind },
  { name: 'event.unbind', scope: null, run: unbind },
  { name: 'event.get', scope: null, run: list },
  { name: 'event.test', scope: null, run: test },
  { name: 'events', scope: null, run: () => ({ result: Object.keys(EVENT_SCOPES).filter(isGranted) }) },
];

const isGranted = (event: string): boolean => {
  const scope = EVENT_SCOPES[event];
  return scope === null || (scope !== undefined && GRANTED_SCOPES.includes(scope));
};

const ownHandlers = ({ portal, clientId }: Call): EventHandler[] =>
  eventHandlers(portal)
    .values()
    .filter(handler => handler.clientId === clientId);

function bind(call: Call): Answer {
  const { parameters, portal, employee, clientId } = call;
  const event = parameters.argument('EVENT').toUpperCase();
  const handler = parameters.argument('HANDLER');
  const authType = parameters.integer('AUTH_TYPE') ?? 0;
  const offline = parameters.text('EVENT_TYPE')?.toLowerCase() === 'offline';
  if (!isGranted(event)) throw new RestError(400, 'ERROR_EVENT_NOT_FOUND', 'Event not found');
  if (offline) throw accessDenied(403, 'Offline events are not available');
  if (authType !== 0 && authType !== employee.id && !employee.isAdministrator)
    throw accessDenied(403, 'Access denied! Administrator rights required');
  if (!/^https?:\/\/[^/]+/.test(handler)) throw new RestError(400, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL');
  const bound = ownHandlers(call).some(row => row.event === event && row.handler === handler && row.authType === authType);
  if (bound) throw new RestError(400, 'ERROR_CORE', 'Unable to set event handler: Handler already binded');
  const id = portal.nextId('event-handler', 551);
  eventHandlers(portal).put(recordKey(id), { id, clientId, event, handler, authType });
  return { result: true, externalId: id };
}

function unbind(call: Call): Answer {
  const { parameters, portal } = call;
  const event = parameters.argument('EVENT').toUpperCase();
  const handler = parameters.text('HANDLER');
  const authType = parameters.integer('AUTH_TYPE');
  const gone = ownHandlers(call).filter(
    row =>
      row.event === event && (handler === undefined || row.handler === handler) && (authType === undefined || row.authType === authType),
  );
  for (const { id } of gone) eventHandlers(portal).delete(recordKey(id));
  return { result: { count: gone.length } };
}

function list(call: Call): Answer {
  return { result: ownHandlers(call).map(({ event, handler, authType }) => ({ event, handler, auth_type: String(authType), offline: 0 })) };
}

/** ONAPPTEST with whatever the caller gave (Bitrix24 docs, "How to check a handler of events"). */
function test({ parameters, portal, employee }: Call): Answer {
  portal.raise({ name: 'ONAPPTEST', data: { QUERY: parameters.raw, LANGUAGE_ID: 'ru' }, actorId: employee.id });
  return { result: true };
}
