/** Our item in the cards of a smart process: one code of place per type, bound when a person switches it on (S-22, S-25; Bitrix24 docs, crm.type.*, placement.*). */
import { isRefusal, type PortalId, type Refusal, refuse, type SmartProcesses, type SmartProcessType } from '@olchat/domain';
import { z } from 'zod';
import { isSmartProcess } from '../crm/object-types.ts';
import type { RestCommand } from '../rest/batch.ts';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { cardItems } from './card-items.ts';
import { isAlreadyThere, type RegistrationAddresses, smartProcessPlacement } from './registrations.ts';

const WORDS: RefusalWords = { right: 'administrator', otherwise: 'PORTAL_UNAVAILABLE' };
/** `crm.type.list` answers 50 at a time. */
const PAGE = 50;

const typeBody = z
  .object({
    title: z.string(),
    entityTypeId: z.union([z.string(), z.number()]).transform(String),
    isClientEnabled: z.union([z.string(), z.boolean()]).nullish().transform(flag => flag === true || flag === 'Y'), // prettier-ignore
  })
  .transform((type): SmartProcessType => ({
    smartProcessTypeId: type.entityTypeId,
    title: type.title,
    hasClients: type.isClientEnabled,
  }));
const gotType = z.object({ type: typeBody });
const listedTypes = z.object({ types: z.array(typeBody) });
const boundPlacements = z.array(z.object({ placement: z.string(), handler: z.string() }));

export const smartProcesses = (rest: RestClient, addresses: RegistrationAddresses): SmartProcesses => ({
  types: portalId => readTypes(rest, portalId, addresses),
  place: (portalId, id) => place(rest, portalId, id, addresses),
  remove: (portalId, id) => remove(rest, portalId, id),
});

async function readTypes(
  rest: RestClient,
  portalId: PortalId,
  addresses: RegistrationAddresses,
): Promise<(SmartProcessType & { isPlaced: boolean })[] | Refusal> {
  const caller = { portalId, as: 'main' as const };
  const answer = await rest.batch(caller, { types: typesFrom(0), placements: { method: 'placement.get' } }, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  const first = answer.value.read('types', listedTypes);
  if (!first.ok) return refusalOf(first.failure, WORDS);
  const placements = answer.value.read('placements', boundPlacements);
  if (!placements.ok) return refusalOf(placements.failure, WORDS);

  const types = [...first.value.types];
  for (let page = first.value.types; page.length === PAGE;) {
    const next = await rest.call(caller, typesFrom(types.length), listedTypes, 'repeatable');
    if (!next.ok) return refusalOf(next.failure, WORDS);
    page = next.value.types;
    types.push(...page);
  }
  const isOurs = (code: string): boolean =>
    cardItems(code, addresses).some(({ handler }) =>
      placements.value.some(bound => bound.placement.toUpperCase() === code && bound.handler === handler),
    );
  return types
    .filter(type => isSmartProcess(type.smartProcessTypeId))
    .map(type => ({ ...type, isPlaced: isOurs(smartProcessPlacement(type.smartProcessTypeId)) }));
}

const typesFrom = (start: number): RestCommand => ({ method: 'crm.type.list', params: { order: { id: 'ASC' }, start } });

interface FoundPlace {
  /** A refusal: NOT_FOUND for a type that was deleted; places of ours may be left of it. */
  type: SmartProcessType | Refusal;
  /** Handlers of ours that stand at this place. */
  handlers: string[];
}

async function find(rest: RestClient, portalId: PortalId, id: string): Promise<FoundPlace | Refusal> {
  if (!isSmartProcess(id)) return refuse('NOT_FOUND', { field: 'smartProcessTypeId' });
  const commands = {
    type: { method: 'crm.type.getByEntityTypeId', params: { entityTypeId: id } },
    placements: { method: 'placement.get' },
  };
  const answer = await rest.batch({ portalId, as: 'main' }, commands, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  const type = answer.value.read('type', gotType);
  const placements = answer.value.read('placements', boundPlacements);
  if (!placements.ok) return refusalOf(placements.failure, WORDS);
  const code = smartProcessPlacement(id);
  const handlers = placements.value.filter(bound => bound.placement.toUpperCase() === code).map(bound => bound.handler);
  return { type: type.ok ? type.value.type : refusalOf(type.failure, WORDS), handlers };
}

async function place(
  rest: RestClient,
  portalId: PortalId,
  id: string,
  addresses: RegistrationAddresses,
): Promise<SmartProcessType | Refusal> {
  const found = await find(rest, portalId, id);
  if (isRefusal(found)) return found;
  if (isRefusal(found.type)) return found.type;
  const code = smartProcessPlacement(id);
  const items = cardItems(code, addresses);
  // Our address of another day would open a page that nobody serves.
  for (const stale of found.handlers.filter(bound => !items.some(({ handler }) => handler === bound))) {
    const gone = await unbind(rest, portalId, code, stale);
    if (gone !== null) return gone;
  }
  for (const { handler, bind } of items) {
    if (found.handlers.includes(handler)) continue;
    const bound = await rest.call({ portalId, as: 'main' }, bind, z.unknown(), 'repeatable');
    if (!bound.ok && !isAlreadyThere(bound.failure.code, bound.failure.description)) return refusalOf(bound.failure, WORDS);
  }
  return found.type;
}

async function remove(rest: RestClient, portalId: PortalId, id: string): Promise<SmartProcessType | Refusal> {
  const found = await find(rest, portalId, id);
  if (isRefusal(found)) return found;
  if (isRefusal(found.type) && found.type.code !== 'NOT_FOUND') return found.type;
  for (const handler of found.handlers) {
    const gone = await unbind(rest, portalId, smartProcessPlacement(id), handler);
    if (gone !== null) return gone;
  }
  return found.type;
}

async function unbind(rest: RestClient, portalId: PortalId, code: string, handler: string): Promise<Refusal | null> {
  const command = { method: 'placement.unbind', params: { PLACEMENT: code, HANDLER: handler } };
  const gone = await rest.call({ portalId, as: 'main' }, command, z.unknown(), 'repeatable');
  return gone.ok ? null : refusalOf(gone.failure, WORDS);
}
