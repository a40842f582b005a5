/** `placement.*`: registering our page in places of the portal. Most refusals come with HTTP 200. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { isObject, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { checkChatOptions } from './chat-options.ts';
import { placementCodes } from './placement-codes.ts';

export interface BoundPlacement {
  id: number;
  clientId: string;
  placement: string;
  handler: string;
  title: string;
  description: string;
  /** Texts by the portal's language code. */
  langAll: Record<string, { TITLE?: string; DESCRIPTION?: string; GROUP_NAME?: string }>;
  options: Record<string, unknown>;
  userId: number;
}

export const boundPlacements = (portal: Portal): Collection<BoundPlacement> => portal.records('placement');

export const placementMethods: readonly RestMethod[] = [
  { name: 'placement.bind', scope: 'placement', administratorsOnly: true, run: bind },
  { name: 'placement.get', scope: 'placement', administratorsOnly: true, run: get },
  { name: 'placement.list', scope: 'placement', run: ({ portal }) => ({ result: placementCodes(portal) }) },
  { name: 'placement.unbind', scope: 'placement', administratorsOnly: true, run: unbind },
];

const own = ({ portal, clientId }: Call): BoundPlacement[] =>
  boundPlacements(portal)
    .values()
    .filter(bound => bound.clientId === clientId);

const argument = (call: Call, name: string): string => {
  const value = call.parameters.text(name)?.trim();
  if (value === undefined || value === '')
    throw new RestError(200, 'ERROR_ARGUMENT', `Argument '${name}' is null or empty`, { argument: name });
  return value;
};

function bind(call: Call): Answer {
  const { parameters, portal, clientId } = call;
  const placement = argument(call, 'PLACEMENT').toUpperCase();
  const handler = argument(call, 'HANDLER');
  const userId = parameters.integer('USER_ID') ?? 0;
  if (!placementCodes(portal).includes(placement)) throw new RestError(200, 'ERROR_PLACEMENT_NOT_FOUND', 'Placement not found');
  if (!URL.canParse(handler)) throw new RestError(200, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL');
  if (!/^https?:$/.test(new URL(handler).protocol))
    throw new RestError(200, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol');
  if (userId !== 0 && placement !== 'PAGE_BACKGROUND_WORKER')
    throw new RestError(200, 'ERROR_PLACEMENT_USER_MODE', 'User mode is not available');
  if (placement === 'PAGE_BACKGROUND_WORKER' && !readText(parameters.object('OPTIONS')?.['errorHandlerUrl'])) {
    throw new RestError(200, 'EMPTY_ERROR_HANDLER_URL', 'Option errorHandlerUrl is empty');
  }
  const options = parameters.object('OPTIONS') ?? {};
  checkChatOptions(placement, options);
  if (own(call).some(bound => bound.placement === placement && bound.handler === handler && bound.userId === userId)) {
    throw new RestError(200, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded');
  }
  const id = portal.nextId('placement', 101);
  const langAll = Object.fromEntries(
    Object.entries(parameters.object('LANG_ALL') ?? {}).filter(([, texts]) => isObject(texts)),
  ) as BoundPlacement['langAll'];
  boundPlacements(portal).put(recordKey(id), {
    id,
    clientId,
    placement,
    handler,
    title: parameters.text('TITLE') ?? '',
    description: parameters.text('DESCRIPTION') ?? '',
    langAll,
    options,
    userId,
  });
  portal.changed('app');
  return { result: true, externalId: id };
}

function get(call: Call): Answer {
  return {
    result: own(call).map(({ placement, userId, handler, options, title, description, langAll }) => ({
      placement,
      userId,
      handler,
      options,
      title,
      description,
      langAll,
    })),
  };
}

function unbind(call: Call): Answer {
  const { parameters, portal } = call;
  const placement = argument(call, 'PLACEMENT').toUpperCase();
  const handler = parameters.text('HANDLER');
  const gone = own(call).filter(bound => bound.placement === placement && (handler === undefined || bound.handler === handler));
  for (const { id } of gone) boundPlacements(portal).delete(recordKey(id));
  portal.changed('app');
  // The platform counts a removed handler twice.
  return { result: { count: gone.length * 2 } };
}

export const placementTitle = ({ title, langAll, placement }: BoundPlacement, lang: string): string =>
  langAll[lang]?.TITLE || title || placement;
