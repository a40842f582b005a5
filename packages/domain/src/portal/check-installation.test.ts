import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, World } from '../../testing/index.ts';
import { INSTALLATION_LANE } from '../ports/tasks.ts';
import { refuse } from '../refusal.ts';
import { embedInSmartProcess, removeFromSmartProcess } from '../smart-process/embed-in-smart-process.ts';
import { checkInstallation, checkInstallationNow } from './check-installation.ts';

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
      failed: [{ what: 'logo x', code: 'ERROR_CORE' }],
    });
  });

  it('puts OLChat back into the smart processes that it was switched on for (S-25)', async () => {
    const world = await opened();
    await embedInSmartProcess(world, world.caller, '1038');
    await checkInstallation(world, world.portal.id);
    expect(world.application.embedded).toEqual(['1038']);
    await removeFromSmartProcess(world, world.caller, '1038');
    await checkInstallation(world, world.portal.id);
    expect(world.application.embedded).toEqual([]);
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
});
