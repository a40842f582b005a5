/**
 * May this employee change this card? No REST method answers it. `update-empty` asks for a change of nothing in his name;
 * that this probe changes nothing is inferred, not documented, so a portal where it does can be run with `read-only-check`.
 */
import { type CardRef, type EmployeeId, type PortalId, type Refusal, refuse } from '@olchat/domain';
import { z } from 'zod';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { entityTypeId, hasItemMethods } from './object-types.ts';
import { orderChangeRefusal, orderReadRefusal } from './order-access.ts';
import { orderExists } from './order.ts';

export type ChangeProbe = 'update-empty' | 'read-only-check';

const WORDS: RefusalWords = { right: 'card', otherwise: 'PORTAL_UNAVAILABLE' };

export const changeRefusal = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  card: CardRef,
  probe: ChangeProbe,
): Promise<Refusal | null> => {
  if (!hasItemMethods(card)) return ofOrder(rest, portalId, employeeId, card, probe);
  const caller = { portalId, as: employeeId };
  const item = { entityTypeId: entityTypeId(card), id: card.id };
  const read = () => rest.call(caller, { method: 'crm.item.get', params: item }, z.unknown(), 'repeatable');

  if (probe === 'read-only-check') {
    const seen = await read();
    if (seen.ok) return null;
    return seen.failure.kind === 'denied' ? refuse('NOT_FOUND') : refusalOf(seen.failure, WORDS);
  }
  const changed = await rest.call(caller, { method: 'crm.item.update', params: { ...item, fields: {} } }, z.unknown(), 'repeatable');
  if (changed.ok) return null;
  if (changed.failure.kind !== 'denied') return refusalOf(changed.failure, WORDS);
  // FORBIDDEN would tell that the card exists to somebody who may not even see it (E-71).
  const seen = await read();
  return seen.ok ? refusalOf(changed.failure, WORDS) : refuse('NOT_FOUND');
};

/** His own token first: only then anything is read with the main one. */
const ofOrder = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  card: CardRef,
  probe: ChangeProbe,
): Promise<Refusal | null> => {
  const ask = probe === 'read-only-check' ? orderReadRefusal : orderChangeRefusal;
  return (await ask(rest, portalId, employeeId, card.id)) ?? orderExists(rest, portalId, card);
};
