/** One event into the database: proven, stored with its task; everything else follows from the task (RE-20). The same id is taken once. */
import type { PortalEvent } from '@olchat/bitrix24';
import { isRefusal, noteTestEvent, PORTAL_EVENTS_LANE, type Portal, type PortalId } from '@olchat/domain';
import { noteRegistrations } from '../http/bitrix24-install.ts';
import type { DoorOptions } from '../http/doors.ts';
import { installPortal } from '../portals/install-portal.ts';

export type TakeEventDeps = Pick<DoorOptions, 'services' | 'app' | 'logger'>;

export interface NamedEvent {
  id: string;
  receivedAt: Date;
  body: string;
  event: PortalEvent;
}

/** They bring a refresh token, and with it their own proof (SE-3). */
const INSTALLATIONS = ['ONAPPINSTALL', 'ONAPPUPDATE'];

export const isInstallation = ({ event }: PortalEvent): boolean => INSTALLATIONS.includes(event);

/** False: not from a portal of ours, or its installation was not proven. */
export async function takeEvent(deps: TakeEventDeps, named: NamedEvent): Promise<boolean> {
  if (isInstallation(named.event)) return install(deps, named.event);
  const portal = await verifiedPortal(deps, named.event);
  if (portal === null) return false;
  await store(deps, portal.id, named);
  return true;
}

/** Replayed: the token was proven at the door, when it was the portal's; whether the portal is still ours is asked now. */
export async function takeProvenEvent(deps: TakeEventDeps, portalId: PortalId, named: NamedEvent): Promise<boolean> {
  if (isInstallation(named.event)) return install(deps, named.event);
  const portal = await deps.services.portals.findByMemberId(named.event.memberId);
  if (portal?.id !== portalId || portal.state !== 'ACTIVE') return false;
  await store(deps, portalId, named);
  return true;
}

async function install(deps: TakeEventDeps, event: PortalEvent): Promise<boolean> {
  const installed = await installPortal({ ...deps.services, app: deps.app }, event);
  if (isRefusal(installed)) {
    deps.logger.warn({ event: event.event, code: installed.code, rawCode: installed.details.rawCode }, 'an installation was refused');
    return false;
  }
  noteRegistrations(deps, installed);
  return true;
}

/** Null for an unknown portal, a suspended one, and a wrong or missing token alike. */
async function verifiedPortal({ services }: TakeEventDeps, { memberId, applicationToken }: PortalEvent): Promise<Portal | null> {
  const portal = await services.portals.findByMemberId(memberId);
  if (portal === null || portal.state !== 'ACTIVE' || applicationToken === null) return null;
  return (await services.portals.applicationTokenMatches(portal.id, applicationToken)) ? portal : null;
}

/** Equal events are legitimate, so the door itself names each one. */
async function store({ services, logger }: TakeEventDeps, portalId: PortalId, { id, receivedAt, body, event }: NamedEvent): Promise<void> {
  if (event.event === 'ONAPPUNINSTALL') {
    await services.portals.suspend(portalId, services.clock.now());
    logger.info({ portalId }, 'an event says that the application was uninstalled');
    return;
  }
  if (event.event === 'ONAPPTEST') return noteTestEvent(services, portalId);
  await services.storage.transaction(portalId, async tx => {
    const isNew = await tx.inbox.add({ id, source: 'BITRIX24', accountId: null, dedupKey: id, body, receivedAt });
    if (isNew) await tx.tasks.add({ name: 'route-portal-event', laneKey: PORTAL_EVENTS_LANE, subjectId: id });
  });
}
