/** Who opened a page of ours: the portal itself is asked, at the address stored at installation (SE-1). */
import { type EmployeeId, type PortalId, type Refusal, refuse } from '@olchat/domain';
import { refusalOf } from '../rest/errors.ts';
import type { RestBudget } from '../rest/limits.ts';
import type { PortalAddresses } from '../rest/tokens.ts';
import { askWhoIsThis, type WhoIsThisOptions } from './who-is-this.ts';

/** A person waits before an empty frame. */
const MAX_WAIT_MS = 10_000;

export interface ProvenEmployee {
  employeeId: EmployeeId;
  name: string;
  isAdministrator: boolean;
}

export const proveEmployee = async (
  portalId: PortalId,
  accessToken: string | null,
  options: WhoIsThisOptions & {
    addresses: PortalAddresses;
    budget: RestBudget;
    /** Learns the portal's new address with a token pair of ours, if it has one (SE-3). */
    followMove: (portalId: PortalId) => Promise<void>;
  },
): Promise<ProvenEmployee | Refusal> => {
  if (accessToken === null) return refuse('PORTAL_AUTH_MISSING');
  const portal = await options.addresses.addresses(portalId);
  if (portal === null) return refuse('PORTAL_AUTH_MISSING', { rawCode: 'PORTAL_UNKNOWN' });

  const patience = AbortSignal.timeout(MAX_WAIT_MS);
  try {
    await options.budget.take(portalId, 'person', patience);
  } catch (error) {
    if (!patience.aborted) throw error;
    return refuse('PORTAL_UNAVAILABLE', { rawCode: 'BUDGET_USED_UP' });
  }
  let who = await askWhoIsThis(portal.clientEndpoint, accessToken, options);
  if (!who.ok && who.failure.kind === 'moved') {
    await options.followMove(portalId);
    const moved = await options.addresses.addresses(portalId);
    if (moved !== null && moved.clientEndpoint !== portal.clientEndpoint)
      who = await askWhoIsThis(moved.clientEndpoint, accessToken, options);
  }
  if (!who.ok) return refusalOf(who.failure, { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' });
  const { employeeId, name, isAdministrator } = who.value;
  return { employeeId, name, isAdministrator };
};
