/** The application on its portals, in the domain's words. */
import { isRefusal, refuse, type PortalApplication } from '@olchat/domain';
import { z } from 'zod';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { lookAround, type ConditionsOptions } from './conditions.ts';
import { register, type RegistrationAddresses } from './registrations.ts';
import { readWho, WHO_COMMANDS } from './who-is-this.ts';

const WORDS = { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' } as const;

export const portalApplication = (
  rest: RestClient,
  options: { appCodes: readonly string[]; addresses: RegistrationAddresses; around: ConditionsOptions },
): PortalApplication => ({
  async tokenOwner(portalId, employeeId) {
    const answer = await rest.batch({ portalId, as: employeeId }, WHO_COMMANDS, 'repeatable');
    if (!answer.ok) return refusalOf(answer.failure, WORDS);
    const who = readWho(answer.value, options.appCodes);
    if (!who.ok) return refusalOf(who.failure, WORDS);
    return { name: who.value.name, isAdministrator: who.value.isAdministrator };
  },
  async repair(portalId, wanted) {
    const registered = await register(rest, portalId, options.addresses, wanted);
    if (isRefusal(registered)) return registered;
    const { kept, added, removed, failed } = registered;
    return { kept, mended: [...new Set([...added, ...removed])], failed };
  },
  conditions: portalId => lookAround(options.around, portalId),
  async raiseTestEvent(portalId) {
    const answer = await rest.call({ portalId, as: 'main' }, { method: 'event.test' }, z.unknown(), 'repeatable');
    if (answer.ok) return null;
    return answer.failure.kind === 'unknown-method'
      ? refuse('NOT_FOUND', { rawCode: answer.failure.code })
      : refusalOf(answer.failure, WORDS);
  },
});
