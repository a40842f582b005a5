/** An employee opens a page of ours: the portal itself is asked who he is, then he gets a session (SE-1, SE-4). */
import type { Bitrix24App } from '@olchat/bitrix24';
import { isRefusal, mayOpenPage, refuse, type Clock, type EmployeeId, type Portal, type Refusal, type Storage } from '@olchat/domain';
import type { PortalRegistry } from './portal-registry.ts';
import type { Sessions } from './sessions.ts';

export interface OpenWidgetDeps {
  app: Pick<Bitrix24App, 'proveEmployee'>;
  portals: PortalRegistry;
  sessions: Sessions;
  storage: Storage;
  clock: Clock;
}

/** What the browser claims; only the access token is put to the proof. */
export interface OpenWidget {
  memberId: string;
  accessToken: string | null;
  refreshToken: string | null;
  expiresInSeconds: number;
  locale: 'ru' | 'en';
  /** The application's own page, which administrators may keep to themselves; absent: a page in a card, or none. */
  isOwnPage?: boolean;
}

export interface OpenedWidget {
  portal: Portal;
  employee: { id: EmployeeId; name: string; isAdministrator: boolean };
  /** Shown to the page once; only its hash is kept. */
  sessionToken: string;
}

const NOT_INSTALLED = refuse('PORTAL_AUTH_MISSING', { rawCode: 'NOT_INSTALLED' });

export async function openWidget(deps: OpenWidgetDeps, request: OpenWidget): Promise<OpenedWidget | Refusal> {
  const portal = await deps.portals.findByMemberId(request.memberId);
  if (portal === null) return NOT_INSTALLED;
  const proof = await deps.app.proveEmployee(portal.id, request.accessToken);
  if (isRefusal(proof)) return portal.state === 'ACTIVE' ? proof : NOT_INSTALLED;
  // The portal knows a token of ours: whatever an event said, the application stands there (SE-2).
  if (portal.state !== 'ACTIVE') await deps.portals.resume(portal.id);

  const employee = { id: proof.employeeId, name: proof.name, isAdministrator: proof.isAdministrator };
  await deps.portals.saveEmployee(portal.id, employee, tokensOf(request, deps.clock.now()));
  if (request.isOwnPage === true && !mayOpenPage(portal, employee)) return refuse('FORBIDDEN', { right: 'administrator' });
  if (request.isOwnPage === true && employee.isAdministrator) await recordEntry(deps, portal, employee);
  const sessionToken = await deps.sessions.open({
    portalId: portal.id,
    employeeId: employee.id,
    isAdministrator: employee.isAdministrator,
    locale: request.locale,
  });
  return { portal, employee, sessionToken };
}

/** SE-52: from this page an administrator changes settings and rights. */
const recordEntry = ({ storage, clock }: OpenWidgetDeps, portal: Portal, { id, name }: OpenedWidget['employee']): Promise<void> =>
  storage.transaction(portal.id, tx =>
    tx.changes.add({
      at: clock.now(),
      employeeId: id,
      employeeName: name,
      what: 'ADMINISTRATOR_ENTERED',
      subjectId: null,
      subject: null,
      before: null,
      after: null,
    }),
  );

/** His own pair, for work that goes on after the page is closed. */
function tokensOf({ accessToken, refreshToken, expiresInSeconds }: OpenWidget, now: Date) {
  if (accessToken === null || refreshToken === null) return null;
  return { accessToken, refreshToken, expiresAt: new Date(now.getTime() + expiresInSeconds * 1000) };
}
