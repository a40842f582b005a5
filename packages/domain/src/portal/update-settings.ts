/** Changes the settings of the application (A-2, A-4, A-8, A-9, W-15); what is absent stays as it is. */
import { changeBy, differences } from '../change/change.ts';
import type { PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { MAX_TEXT_LIMIT, SETTING_NAMES, type ApplicationSettings, type WritingHours } from './application-settings.ts';
import type { Caller } from './caller.ts';
import type { Portal } from './portal.ts';

export interface UpdateSettingsDeps {
  storage: Storage;
  clock: Clock;
  /** Brings the portal in line with what was chosen, soon and by somebody else; a lost wish is made good by the daily check. */
  checkSoon(portalId: PortalId): Promise<void>;
}

/** What stands on the portal itself while it is on. */
const PLACES = ['statusesWidget', 'templatesInChat'] as const;

export async function updateSettings(
  deps: UpdateSettingsDeps,
  caller: Caller,
  wanted: Partial<ApplicationSettings>,
): Promise<Portal | Refusal> {
  if (!caller.isAdministrator) return refuse('FORBIDDEN', { right: 'administrator' });
  const refusal = settingsRefusal(wanted);
  if (refusal !== null) return refusal;
  const updated = await deps.storage.transaction(caller.portalId, async tx => {
    const portal = await tx.portal();
    const before = { ...portal };
    Object.assign(portal, wanted);
    const changed = differences<ApplicationSettings>(before, portal, SETTING_NAMES);
    if (changed === null) return { portal, isShownElsewhere: false };
    await tx.savePortal(portal);
    await tx.changes.add(changeBy(caller, deps.clock.now(), { what: 'APPLICATION_SETTINGS', ...changed }));
    return { portal, isShownElsewhere: PLACES.some(place => before[place] !== portal[place]) };
  });
  if (updated.isShownElsewhere) await deps.checkSoon(caller.portalId);
  return updated.portal;
}

/** Who may see the application's own page, its settings among them. */
export const mayOpenPage = (portal: Pick<Portal, 'administratorsOnly'>, caller: Pick<Caller, 'isAdministrator'>): boolean =>
  caller.isAdministrator || !portal.administratorsOnly;

function settingsRefusal({ textLimit, writingHours }: Partial<ApplicationSettings>): Refusal | null {
  if (textLimit !== undefined && (textLimit < 1 || textLimit > MAX_TEXT_LIMIT)) {
    return refuse('OUT_OF_RANGE', { field: 'textLimit', from: 1, to: MAX_TEXT_LIMIT });
  }
  return writingHours === undefined || areInOrder(writingHours) ? null : refuse('OUT_OF_RANGE', { field: 'writingHours', from: 0, to: 24 });
}

function areInOrder({ redUntil, orangeUntil, greenUntil, orangeAgainUntil }: WritingHours): boolean {
  const hours = [0, redUntil, orangeUntil, greenUntil, orangeAgainUntil, 24];
  return hours.every((hour, index) => Number.isInteger(hour) && (index === 0 || hour >= (hours[index - 1] ?? 0)));
}
