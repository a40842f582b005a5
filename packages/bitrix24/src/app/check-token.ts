/** Does a stored token pair still work? Confirms an uninstallation that an event only claims (SE-2). */
import type { ActingAs, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';

export const checkToken = async (rest: RestClient, portalId: PortalId, owner: ActingAs): Promise<null | Refusal> => {
  const answer = await rest.call({ portalId, as: owner }, { method: 'profile' }, z.unknown(), 'repeatable');
  return answer.ok ? null : refusalOf(answer.failure, { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' });
};
