/** The check that repairs: what should stand on the portal is compared with what does, mended, and said. */
import type { PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import { LaneBusyError, type Lanes } from '../ports/lanes.ts';
import type { Conditions, PortalApplication, Repair, WantedPlaces } from '../ports/portal-application.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { INSTALLATION_LANE } from '../ports/tasks.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Caller } from './caller.ts';
import { checkWorkingRights, type WorkingRightsDeps } from './check-working-rights.ts';
import type { FailedThing, Installation, StandingFailure } from './installation.ts';
import { EVENTS_ARRIVE, eventsArrive, type TestEventDeps } from './test-event.ts';

export interface CheckInstallationDeps extends WorkingRightsDeps, Omit<TestEventDeps, 'application'> {
  storage: Storage;
  clock: Clock;
  lanes: Lanes;
  application: PortalApplication;
  /** Handlers of events were missing: what happened since then may not have been told (RE-22). */
  eventsGap(portalId: PortalId, since: Date): Promise<void>;
}

/** What was mended is remembered this far back. */
const MENDED_REMEMBERED = 50;

/** On demand; administrators only. */
export async function checkInstallationNow(deps: CheckInstallationDeps, caller: Caller): Promise<Installation | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  try {
    return await checkInstallation(deps, caller.portalId);
  } catch (error) {
    if (error instanceof LaneBusyError) return refuse('PORTAL_UNAVAILABLE', { rawCode: 'CHECK_IS_RUNNING' });
    throw error;
  }
}

/** One at a time over all processes. Throws LaneBusyError. What cannot be asked or mended stands in `failed`. */
export async function checkInstallation(deps: CheckInstallationDeps, portalId: PortalId): Promise<Installation> {
  return deps.lanes.hold(portalId, INSTALLATION_LANE, async () => {
    await checkWorkingRights(deps, portalId);
    const repair = await deps.application.repair(portalId, await deps.storage.transaction(portalId, wantedPlaces));
    const around = await conditions(deps, portalId, !isRefusal(repair));
    const { installation, gapSince } = await remember(deps, portalId, isRefusal(repair) ? unanswered(repair) : repair, around);
    if (gapSince !== null) await deps.eventsGap(portalId, gapSince);
    return installation;
  });
}

/** What the administrators chose, as it is now. */
export async function wantedPlaces(tx: Transaction): Promise<WantedPlaces> {
  const embeddings = await tx.embeddings.list();
  const { statusesWidget, templatesInChat } = await tx.portal();
  return { embedded: embeddings.map(embedding => embedding.smartProcessTypeId), statusesWidget, templatesInChat };
}

/** What the application needs and cannot make (G-13). Events are asked for only of a portal that answers. */
async function conditions(deps: CheckInstallationDeps, portalId: PortalId, isAnswered: boolean): Promise<Conditions> {
  const [{ kept, failed }, arrive] = await Promise.all([
    deps.application.conditions(portalId),
    isAnswered ? eventsArrive(deps, portalId) : null,
  ]);
  if (arrive === null) return { kept, failed };
  return arrive ? { kept: [...kept, EVENTS_ARRIVE], failed } : { kept, failed: [...failed, { what: EVENTS_ARRIVE, code: 'NO_EVENT' }] };
}

async function remember(
  { storage, clock }: CheckInstallationDeps,
  portalId: PortalId,
  { kept, mended, failed }: Repair,
  around: Conditions,
): Promise<{ installation: Installation; gapSince: Date | null }> {
  const at = clock.now();
  return storage.transaction(portalId, async tx => {
    const installation = await tx.installation.lock();
    const stood = new Set(installation.kept);
    // A handler that was there at the last check is gone since then; one that never was is new.
    const isGap = mended.some(what => what.startsWith('event ') && stood.has(what));
    const gapSince = isGap ? installation.checkedAt : null;
    const failing = [...failed, ...around.failed];
    // What could not be asked about still counts as standing, so that its loss is noticed later.
    const standing = kept.length === 0 && mended.length === 0 ? installation.kept : [...kept, ...mended];
    Object.assign(installation, {
      checkedAt: at,
      kept: [...new Set([...standing, ...around.kept])].filter(what => !failing.some(thing => thing.what === what)),
      mended: [...mended.map(what => ({ what, at })), ...installation.mended].slice(0, MENDED_REMEMBERED),
      failed: failing.map(thing => since(thing, installation.failed, at)),
    } satisfies Partial<Installation>);
    await tx.installation.save(installation);
    return { installation, gapSince };
  });
}

/** A failure that stood at the last check stands since then, whatever it says now. */
const since = (thing: FailedThing, former: readonly StandingFailure[], at: Date): StandingFailure => ({
  ...thing,
  since: former.find(({ what }) => what === thing.what)?.since ?? at,
});

const unanswered = ({ code, details }: Refusal): Repair => ({
  kept: [],
  mended: [],
  failed: [{ what: 'portal', code: details.rawCode === undefined ? code : `${code} ${details.rawCode}` }],
});
