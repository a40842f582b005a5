/**
 * Whether an employee may see or change an order. `sale.order.get` is for administrators only, so it proves nothing about him; the
 * timeline of the order does: its comments are listed for those who may read the order, and added by those who may change it
 * (Bitrix24 docs, crm.timeline.comment.list and .add). An empty comment is always refused (INVALID_ARG_VALUE), so the probe writes nothing.
 * Not documented: whether the right is asked before the text. Where it is not, the right to read is all that can be proven.
 */
import { type ActingAs, type PortalId, type Refusal, refuse } from '@olchat/domain';
import { z } from 'zod';
import type { RestCommand } from '../rest/batch.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { CARD_WORDS } from './linked-items.ts';

const readProbe = (orderId: string): RestCommand => ({
  method: 'crm.timeline.comment.list',
  params: { filter: { ENTITY_ID: orderId, ENTITY_TYPE: 'order' }, select: ['ID'] },
});

const changeProbe = (orderId: string): RestCommand => ({
  method: 'crm.timeline.comment.add',
  params: { fields: { ENTITY_ID: orderId, ENTITY_TYPE: 'order', COMMENT: '' } },
});

/** Null: he may see it, if there is such an order. */
export const orderReadRefusal = async (rest: RestClient, portalId: PortalId, as: ActingAs, orderId: string): Promise<Refusal | null> => {
  const seen = await rest.call({ portalId, as }, readProbe(orderId), z.unknown(), 'repeatable');
  if (seen.ok) return null;
  return seen.failure.kind === 'denied' ? refuse('NOT_FOUND') : refusalOf(seen.failure, CARD_WORDS);
};

/** Null: he may change it, as far as Bitrix24 tells. One request. */
export const orderChangeRefusal = async (rest: RestClient, portalId: PortalId, as: ActingAs, orderId: string): Promise<Refusal | null> => {
  const probes = { seen: readProbe(orderId), changed: changeProbe(orderId) };
  const answer = await rest.batch({ portalId, as }, probes, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, CARD_WORDS);
  const seen = answer.value.read('seen', z.unknown());
  // FORBIDDEN would tell that the order exists to somebody who may not even see it (E-71).
  if (!seen.ok) return seen.failure.kind === 'denied' ? refuse('NOT_FOUND') : refusalOf(seen.failure, CARD_WORDS);
  const changed = answer.value.read('changed', z.unknown());
  if (changed.ok || changed.failure.code === 'INVALID_ARG_VALUE') return null;
  if (changed.failure.kind === 'gone' || changed.failure.code === 'OWNER_NOT_FOUND') return refuse('NOT_FOUND');
  return refusalOf(changed.failure, CARD_WORDS);
};
