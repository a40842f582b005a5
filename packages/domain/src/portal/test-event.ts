/** Do the portal's events arrive (G-13)? It is asked for one of no meaning, and our door tells that it came. */
import type { PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { PortalApplication } from '../ports/portal-application.ts';
import type { Storage } from '../ports/storage.ts';
import { isRefusal } from '../refusal.ts';

export interface TestEventDeps {
  storage: Storage;
  clock: Clock;
  application: Pick<PortalApplication, 'raiseTestEvent'>;
  /** Resolves when something of this portal changed, or after so many milliseconds. */
  untilChange(portalId: string, ms: number): Promise<void>;
}

export const EVENTS_ARRIVE = 'events-arrive';

/** Bitrix24 sends an event some moments after its cause. One that comes later still is noticed by the door. */
const PATIENCE_MS = 6_000;
const LOOK_EVERY_MS = 250;

/** Null: it cannot be told, for the portal cannot be asked, or knows no such event. */
export async function eventsArrive(deps: TestEventDeps, portalId: PortalId): Promise<boolean | null> {
  const lastCame = async (): Promise<number | null> =>
    (await deps.storage.transaction(portalId, tx => tx.installation.find())).testEventAt?.getTime() ?? null;
  const before = await lastCame();
  if (isRefusal(await deps.application.raiseTestEvent(portalId))) return null;
  const deadline = deps.clock.now().getTime() + PATIENCE_MS;
  while (deps.clock.now().getTime() < deadline) {
    if ((await lastCame()) !== before) return true;
    await deps.untilChange(portalId, LOOK_EVERY_MS);
  }
  return (await lastCame()) !== before;
}

/** At the door. What was said to fail is not said any longer. */
export async function noteTestEvent({ storage, clock }: Pick<TestEventDeps, 'storage' | 'clock'>, portalId: PortalId): Promise<void> {
  await storage.transaction(portalId, async tx => {
    const installation = await tx.installation.lock();
    await tx.installation.save(
      Object.assign(installation, {
        testEventAt: clock.now(),
        failed: installation.failed.filter(({ what }) => what !== EVENTS_ARRIVE),
        kept: [...new Set([...installation.kept, EVENTS_ARRIVE])],
      }),
    );
  });
}
