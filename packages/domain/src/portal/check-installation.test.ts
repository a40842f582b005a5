import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, World } from '../../testing/index.ts';
import { INSTALLATION_LANE } from '../ports/tasks.ts';
import { refuse } from '../refusal.ts';
import { embedInSmartProcess, removeFromSmartProcess } from '../smart-process/embed-in-smart-process.ts';
import type { PortalId } from '../ids.ts';
import { checkInstallation, checkInstallationNow } from './check-installation.ts';
import { noteTestEvent } from './test-event.ts';

const EVENT = 'event ONIMCONNECTORMESSAGEADD';
const MENU = 'placement CRM_DEAL_DETAIL_ACTIVITY';

async function opened(): Promise<World> {
  const world = await World.open();
  world.application.owners.set(ANNA, { name: 'Анна', isAdministrator: true });
  world.application.repaired = { kept: [EVENT, MENU], mended: [], failed: [] };
  return world;
}

describe('the check of the installation', () => {
  it('says what stands, what it mended and what it could not', async () => {
    const world = await opened();
    world.application.repaired = { kept: [EVENT], mended: [MENU], failed: [{ what: 'logo x', code: 'ERROR_CORE' }] };
    expect(await checkInstallationNow(world, world.caller)).toMatchObject({
      checkedAt: world.clock.now(),
      kept: [EVENT, MENU],
      mended: [{ what: MENU, at: world.clock.now() }],
      failed: [{ what: 'logo x', code: 'ERROR_CORE', since: world.clock.now() }],
    });
  });

  it('puts OLChat back into the smart processes that it was switched on for (S-25)', async () => {
    const world = await opened();
    await embedInSmartProcess(world, world.caller, '1038');
    await checkInstallation(world, world.portal.id);
    expect(world.application.wanted).toEqual({ embedded: ['1038'], statusesWidget: false, templatesInChat: false });
    await removeFromSmartProcess(world, world.caller, '1038');
    await checkInstallation(world, world.portal.id);
    expect(world.application.wanted).toEqual({ embedded: [], statusesWidget: false, templatesInChat: false });
  });

  it('is for administrators', async () => {
    const world = await opened();
    const caller = aCaller(world.portal.id, { isAdministrator: false });
    expect(await checkInstallationNow(world, caller)).toMatchObject({ code: 'FORBIDDEN', details: { right: 'administrator' } });
    expect(world.application.repairs).toBe(0);
  });

  it('runs once at a time', async () => {
    const world = await opened();
    world.busyLanes.add(INSTALLATION_LANE);
    expect(await checkInstallationNow(world, world.caller)).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
    expect(world.application.repairs).toBe(0);
  });

  it('tells of a gap when a handler that stood at the last check was gone, since that check (RE-22)', async () => {
    const world = await opened();
    await checkInstallation(world, world.portal.id);
    const stoodAt = world.clock.now();
    world.clock.advance(60_000);
    world.application.repaired = { kept: [MENU], mended: [EVENT], failed: [] };
    await checkInstallation(world, world.portal.id);
    expect(world.gaps).toEqual([stoodAt]);
  });

  it('tells of no gap at the first registration, nor for a place in a menu', async () => {
    const world = await opened();
    world.application.repaired = { kept: [], mended: [EVENT, MENU], failed: [] };
    await checkInstallation(world, world.portal.id);
    world.application.repaired = { kept: [EVENT], mended: [MENU], failed: [] };
    await checkInstallation(world, world.portal.id);
    expect(world.gaps).toEqual([]);
  });

  it('remembers what stood while the portal cannot be asked, and names that as what failed', async () => {
    const world = await opened();
    await checkInstallation(world, world.portal.id);
    world.application.repaired = refuse('PORTAL_UNAVAILABLE', { rawCode: 'ECONNREFUSED' });
    expect(await checkInstallation(world, world.portal.id)).toMatchObject({
      kept: [EVENT, MENU],
      failed: [{ what: 'portal', code: 'PORTAL_UNAVAILABLE ECONNREFUSED' }],
    });
    world.application.repaired = { kept: [MENU], mended: [EVENT], failed: [] };
    await checkInstallation(world, world.portal.id);
    expect(world.gaps).toHaveLength(1);
  });

  it('says what only people can mend, and since when: a failure keeps its first moment and goes with its cause (G-13)', async () => {
    const world = await opened();
    world.application.around = { kept: ['token-server'], failed: [{ what: 'pub-folder', code: 'CLOSED_TO_GUESTS' }] };
    const first = world.clock.now();
    await checkInstallation(world, world.portal.id);
    world.clock.advance(86_400_000);
    expect(await checkInstallation(world, world.portal.id)).toMatchObject({
      kept: [EVENT, MENU, 'token-server'],
      failed: [{ what: 'pub-folder', code: 'CLOSED_TO_GUESTS', since: first }],
    });
    world.application.around = { kept: ['token-server', 'pub-folder'], failed: [] };
    expect(await checkInstallation(world, world.portal.id)).toMatchObject({
      kept: [EVENT, MENU, 'token-server', 'pub-folder'],
      failed: [],
    });
  });

  it('names the certificate also when the portal cannot be asked for it, and does not count it as standing any more (G-13)', async () => {
    const world = await opened();
    world.application.around = { kept: ['certificate'], failed: [] };
    await checkInstallation(world, world.portal.id);
    world.application.repaired = refuse('PORTAL_UNAVAILABLE', { rawCode: 'CERT_HAS_EXPIRED' });
    world.application.around = { kept: [], failed: [{ what: 'certificate', code: 'CERTIFICATE CERT_HAS_EXPIRED' }] };
    const { kept, failed } = await checkInstallation(world, world.portal.id);
    expect(kept).toEqual([EVENT, MENU]);
    expect(failed.map(({ what }) => what)).toEqual(['portal', 'certificate']);
  });
});

describe('the test event (G-13)', () => {
  it('that comes shows that events arrive', async () => {
    const world = await opened();
    world.application.testEvent = () => Promise.resolve(null);
    world.untilChange = async (portalId, ms) => {
      world.clock.advance(ms);
      await noteTestEvent(world, portalId as PortalId);
    };
    expect(await checkInstallation(world, world.portal.id)).toMatchObject({ kept: [EVENT, MENU, 'events-arrive'], failed: [] });
  });

  it('that does not come within six seconds says that they do not; when it comes after all, nothing is said any more', async () => {
    const world = await opened();
    world.application.testEvent = () => Promise.resolve(null);
    const begun = world.clock.now().getTime();
    expect(await checkInstallation(world, world.portal.id)).toMatchObject({ failed: [{ what: 'events-arrive', code: 'NO_EVENT' }] });
    expect(world.clock.now().getTime() - begun).toBeLessThanOrEqual(6_250);
    await noteTestEvent(world, world.portal.id);
    expect(await world.do(tx => tx.installation.find())).toMatchObject({ kept: [EVENT, MENU, 'events-arrive'], failed: [] });
  });

  it('is not asked of a portal that does not answer, nor judged where the portal has none', async () => {
    const world = await opened();
    expect(await checkInstallation(world, world.portal.id)).toMatchObject({ kept: [EVENT, MENU], failed: [] });
    let asked = 0;
    world.application.testEvent = () => Promise.resolve((asked++, null));
    world.application.repaired = refuse('PORTAL_UNAVAILABLE');
    await checkInstallation(world, world.portal.id);
    expect(asked).toBe(0);
  });
});
