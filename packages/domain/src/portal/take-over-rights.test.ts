import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, BORIS, World } from '../../testing/index.ts';
import { refuse } from '../refusal.ts';
import { takeOverRights } from './take-over-rights.ts';

describe('taking over the rights (A-3)', () => {
  it('makes the caller the one whose rights the application works with, once the portal confirms him', async () => {
    const world = await World.open({ portal: { mainEmployeeId: BORIS } });
    await world.do(async tx => tx.installation.save(Object.assign(await tx.installation.lock(), { rightsState: 'DISMISSED' })));
    world.application.owners.set(ANNA, { name: 'Анна', isAdministrator: true });
    expect(await takeOverRights(world, world.caller)).toMatchObject({ mainEmployeeId: ANNA });
    expect(await world.do(tx => tx.installation.find())).toMatchObject({ rightsState: 'OK', rightsSince: world.clock.now() });
    // The record says who, by name.
    const [change] = await world.do(tx => tx.changes.page(1, null));
    expect(JSON.parse(change?.before ?? '')).toEqual({ workingAs: { id: BORIS, name: 'Борис' } });
    expect(JSON.parse(change?.after ?? '')).toEqual({ workingAs: { id: ANNA, name: world.caller.employeeName } });
  });

  it('is refused to an employee, and to an administrator of yesterday whom the portal does not confirm', async () => {
    const world = await World.open({ portal: { mainEmployeeId: BORIS } });
    world.application.owners.set(ANNA, { name: 'Анна', isAdministrator: false });
    expect(await takeOverRights(world, aCaller(world.portal.id, { isAdministrator: false }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await takeOverRights(world, world.caller)).toMatchObject({ code: 'FORBIDDEN', details: { right: 'administrator' } });
    world.application.owners.set(ANNA, refuse('PORTAL_TOKEN_REFUSED'));
    expect(await takeOverRights(world, world.caller)).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
    expect((await world.do(tx => tx.portal())).mainEmployeeId).toBe(BORIS);
  });
});
