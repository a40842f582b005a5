/** The application on its portals, in the domain's words. */
import { isRefusal, type PortalApplication } from '@olchat/domain';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { register, type RegistrationAddresses } from './registrations.ts';
import { readWho, WHO_COMMANDS } from './who-is-this.ts';

const WORDS = { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' } as const;

export const portalApplication = (
  rest: RestClient,
  options: { appCodes: readonly string[]; addresses: RegistrationAddresses },
): PortalApplication => ({
  async tokenOwner(portalId, employeeId) {
    const answer = await rest.batch({ portalId, as: employeeId }, WHO_COMMANDS, 'repeatable');
    if (!answer.ok) return refusalOf(answer.failure, WORDS);
    const who = readWho(answer.value, options.appCodes);
    if (!who.ok) return refusalOf(who.failure, WORDS);
    return { name: who.value.name, isAdministrator: who.value.isAdministrator };
  },
  async repair(portalId, embedded) {
    const registered = await register(rest, portalId, options.addresses, embedded);
    if (isRefusal(registered)) return registered;
    const { kept, added, removed, failed } = registered;
    return { kept, mended: [...new Set([...added, ...removed])], failed };
  },
});
