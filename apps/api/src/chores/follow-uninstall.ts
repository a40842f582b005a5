/**
 * What follows an event that says «uninstalled» (SE-2). Everybody of the portal can forge one, so our tokens are tried: while one of them
 * works, the event was false and the portal comes back; only when the portal itself refuses them all is the application gone, and only
 * after the days of grace everything is erased.
 */
import type { Bitrix24App } from '@olchat/bitrix24';
import { isRefusal, type Clock, type EmployeeId, type FileStore, type PortalId, type Refusal } from '@olchat/domain';
import type { PortalRegistry } from '../portals/portal-registry.ts';
import type { Logger } from '../logger.ts';

export interface FollowUninstallDeps {
  app: Pick<Bitrix24App, 'checkToken'>;
  portals: Pick<PortalRegistry, 'suspension' | 'resume' | 'confirmUninstalled' | 'erase'>;
  files: Pick<FileStore, 'removeAll'>;
  tokens: { owners(portalId: PortalId): Promise<EmployeeId[]> };
  clock: Clock;
  logger: Logger;
  eraseAfterDays: number;
}

const DAY_MS = 86_400_000;
const ASK_AGAIN_MS = 5 * 60_000;
const GO_ON_MS = 1000;

type Standing = 'installed' | 'refused' | 'unknown';

/** When to look again; null: never. */
export async function followUninstall(deps: FollowUninstallDeps, portalId: PortalId): Promise<Date | null> {
  const { portals, clock, logger } = deps;
  const suspension = await portals.suspension(portalId);
  if (suspension === null) return null;
  const now = clock.now();
  const eraseAt = new Date(suspension.since.getTime() + deps.eraseAfterDays * DAY_MS);
  if (suspension.uninstalledAt === null) {
    const standing = await standingOf(deps, portalId);
    if (standing === 'unknown') return new Date(now.getTime() + ASK_AGAIN_MS);
    if (standing === 'installed') {
      await portals.resume(portalId);
      logger.warn('an uninstallation was claimed, but the portal takes our token: the portal goes on', { portalId });
      return null;
    }
    await portals.confirmUninstalled(portalId, now);
    logger.info('the portal refuses our tokens: the application is uninstalled', { portalId });
  }
  if (now < eraseAt) return eraseAt;
  await deps.files.removeAll(portalId);
  if (!(await portals.erase(portalId))) return new Date(now.getTime() + GO_ON_MS);
  logger.info('everything of a portal is erased', { portalId });
  return null;
}

/** The main pair first; any that works proves that the application stands there. */
async function standingOf({ app, tokens }: FollowUninstallDeps, portalId: PortalId): Promise<Standing> {
  const answers: (Refusal | null)[] = [await app.checkToken(portalId, 'main')];
  if (isRefused(answers[0])) for (const owner of await tokens.owners(portalId)) answers.push(await app.checkToken(portalId, owner));
  if (answers.includes(null)) return 'installed';
  return answers.every(isRefused) ? 'refused' : 'unknown';
}

/** No pair at all says the same: a pair goes only when the portal refuses it. */
const isRefused = (answer: Refusal | null | undefined): boolean =>
  isRefusal(answer) && (answer.code === 'PORTAL_TOKEN_REFUSED' || answer.code === 'FORBIDDEN');
