/** What is done for every portal without anybody asking: the installation is checked daily, the working rights and who was dismissed hourly, removed portals erased. */
import {
  checkEmployees,
  checkInstallation,
  checkWorkingRights,
  isRefusal,
  LaneBusyError,
  type CheckInstallationDeps,
  type EmployeeId,
  type PortalId,
} from '@olchat/domain';
import type { Logger } from '../logger.ts';
import type { ChoreHandlers } from './chores.ts';
import { followUninstall, type FollowUninstallDeps } from './follow-uninstall.ts';

export interface PortalChoresDeps extends CheckInstallationDeps, Omit<FollowUninstallDeps, 'tokens'> {
  tokens: FollowUninstallDeps['tokens'] & {
    /** Whose pairs were not renewed since then. */
    staleOwners(portalId: PortalId, before: Date): Promise<EmployeeId[]>;
  };
  checkRightsEveryMs: number;
  random: () => number;
}

const DAY_MS = 86_400_000;
const SOON_MS = 15 * 60_000;
/** People mend what the last check named: the page is to say so without their asking. */
const TROUBLE_MS = 3_600_000;
const BUSY_MS = 30_000;
/** A refresh token lives 180 days; decision 26 asks for a renewal each month. */
const STALE_MS = 25 * DAY_MS;

export const portalChores = (deps: PortalChoresDeps): ChoreHandlers => {
  const { clock, logger } = deps;
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms);
  // Spread, so that a restart does not bring all portals together for ever.
  const daily = (): Date => later(DAY_MS * (0.9 + 0.2 * deps.random()));
  return {
    CHECK_INSTALLATION: async portalId => {
      if ((await deps.portals.suspension(portalId)) !== null) return daily();
      try {
        const { mended, failed, checkedAt } = await checkInstallation(deps, portalId);
        const now = mended.filter(thing => thing.at.getTime() === checkedAt?.getTime()).map(thing => thing.what);
        say(logger, portalId, now, failed);
        await keepFresh(deps, portalId);
        if (failed.some(thing => thing.what === 'portal')) return later(SOON_MS);
        return failed.length > 0 ? later(TROUBLE_MS) : daily();
      } catch (error) {
        if (error instanceof LaneBusyError) return later(BUSY_MS);
        throw error;
      }
    },
    CHECK_RIGHTS: async portalId => {
      if ((await deps.portals.suspension(portalId)) !== null) return later(deps.checkRightsEveryMs);
      const checked = await checkWorkingRights(deps, portalId);
      if (isRefusal(checked)) return later(Math.min(SOON_MS, deps.checkRightsEveryMs));
      if (checked.isNews) logger.warn('the rights that the application works with changed', { portalId, state: checked.state });
      const dismissed = await checkEmployees(deps, portalId);
      if (isRefusal(dismissed)) return later(Math.min(SOON_MS, deps.checkRightsEveryMs));
      if (dismissed.length > 0)
        logger.warn('employees were dismissed: their sessions and keys ended', { portalId, count: dismissed.length });
      return later(deps.checkRightsEveryMs);
    },
    UNINSTALL: portalId => followUninstall(deps, portalId),
  };
};

function say(logger: Logger, portalId: PortalId, mended: readonly string[], failed: readonly { what: string; code: string }[]): void {
  if (mended.length > 0) logger.warn('the installation was mended', { portalId, code: mended.join(', ') });
  if (failed.length > 0) {
    logger.warn('the installation is not complete', { portalId, code: failed.map(({ what, code }) => `${what}: ${code}`).join(', ') });
  }
}

/** Any call renews a pair that is over; one that is refused goes. */
async function keepFresh({ application, tokens, clock }: PortalChoresDeps, portalId: PortalId): Promise<void> {
  const before = new Date(clock.now().getTime() - STALE_MS);
  for (const owner of await tokens.staleOwners(portalId, before)) await application.tokenOwner(portalId, owner);
}
