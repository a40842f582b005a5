/** The application is installed, or repaired: proven at the authorisation server, stored, registered on the portal (SE-3). */
import type { Bitrix24App, Registered } from '@olchat/bitrix24';
import { isRefusal, refuse, wantedPlaces, type Clock, type EmployeeId, type Portal, type Refusal, type Storage } from '@olchat/domain';
import { countryOf } from './country-of.ts';
import type { PortalRegistry } from './portal-registry.ts';

export interface InstallPortal {
  /** Uses up the refresh token. */
  refreshToken: string | null;
  serverEndpoint: string | null;
  /** Stored only after the proof: everybody who opens a page could claim another one. */
  applicationToken: string | null;
}

export interface InstalledPortal {
  portal: Portal;
  administrator: { id: EmployeeId; name: string };
  /** A refusal: the portal is stored, its registrations are not complete; installing again repairs them. */
  registered: Registered | Refusal;
}

interface InstallDeps {
  app: Pick<Bitrix24App, 'proveInstallation' | 'register'>;
  portals: PortalRegistry;
  storage: Storage;
  clock: Clock;
}

/** Repeatable: the installer's page may be reloaded, and the event says the same as the page. */
export async function installPortal(
  deps: InstallDeps,
  { refreshToken, serverEndpoint, applicationToken }: InstallPortal,
): Promise<InstalledPortal | Refusal> {
  const proof = await deps.app.proveInstallation({ refreshToken, serverEndpoint });
  if (isRefusal(proof)) return proof;
  if (!proof.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });

  const domain = new URL(proof.clientEndpoint).host;
  const language = proof.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
  const administrator = { id: proof.employeeId, name: proof.name };
  const former = await deps.portals.findByMemberId(proof.memberId);
  const portal = await deps.portals.install({
    memberId: proof.memberId,
    clientEndpoint: proof.clientEndpoint,
    tokenUrl: proof.tokenUrl,
    domain,
    title: domain,
    language,
    country: countryOf(domain, language),
    administrator,
    tokens: proof.tokens,
    scope: proof.scope.join(','),
  });
  if (isNewInstallation(former, administrator.id)) await recordInstallation(deps, portal, administrator, former);
  if (applicationToken !== null) await deps.portals.saveApplicationToken(portal.id, applicationToken);
  // Without the lane of the check: a person waits, the check may wait for the portal's limit, and a repeated registration makes nothing twice.
  // Bitrix24 dropped the places of an earlier installation; the wish for them is still here.
  const wanted = await deps.storage.transaction(portal.id, wantedPlaces);
  return { portal, administrator, registered: await deps.app.register(portal.id, wanted) };
}

/** The page and the event of one installation say the same; what is recorded is another state, or another owner of the rights. */
const isNewInstallation = (former: Portal | null, administratorId: EmployeeId): boolean =>
  former === null || former.state !== 'ACTIVE' || former.mainEmployeeId !== administratorId;

/** SE-52. */
const recordInstallation = (
  { storage, clock }: InstallDeps,
  portal: Portal,
  administrator: InstalledPortal['administrator'],
  former: Portal | null,
): Promise<void> =>
  storage.transaction(portal.id, async tx => {
    const formerName = former === null ? null : ((await tx.employees.find(former.mainEmployeeId))?.name ?? former.mainEmployeeId);
    await tx.changes.add({
      at: clock.now(),
      employeeId: administrator.id,
      employeeName: administrator.name,
      what: 'APPLICATION_INSTALLED',
      subjectId: null,
      subject: null,
      before: former === null ? null : { workingAs: { id: former.mainEmployeeId, name: formerName } },
      after: { workingAs: administrator },
    });
  });
