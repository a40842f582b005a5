import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, BORIS, World } from '../../testing/index.ts';
import { refuse } from '../refusal.ts';
import { checkEmployees } from './check-employees.ts';
import { createPartnerKey } from './partner-keys.ts';

const newToken = () => ({ token: 'token', hash: 'hash' });

async function opened(dismissed: string[] = []): Promise<World> {
  const world = await World.open();
  world.crm.employees = (_portalId, ids) =>
    Promise.resolve(ids.map(id => ({ id, name: id, isAdministrator: null, isActive: !dismissed.includes(id) })));
  return world;
}

describe('an employee whom the portal dismissed (SE-4)', () => {
  it('loses his keys and the administrator’s right, and that is recorded (A-23)', async () => {
    const world = await opened([ANNA]);
    const made = await createPartnerKey({ ...world, newToken }, world.caller, { title: 'Касса' });
    expect(await checkEmployees(world, world.portal.id)).toEqual([ANNA]);
    expect(await world.employee(ANNA)).toMatchObject({ isAdministrator: false, dismissedAt: world.clock.now() });
    const { partnerKeys, tokens, changes } = world.storage.stateOf(world.portal.id);
    expect([...partnerKeys.values()]).toMatchObject([{ revokedAt: world.clock.now() }]);
    expect(tokens.size).toBe(0);
    expect(made).toHaveProperty('key');
    expect(changes.at(-1)).toMatchObject({ what: 'EMPLOYEE_DISMISSED', employeeId: ANNA, subjectId: ANNA });
    expect(await world.employee(BORIS)).toMatchObject({ dismissedAt: null });
  });

  it('leaves messages that say why they are not sent; what others wrote is sent (A-13)', async () => {
    const world = await opened([BORIS]);
    const by = (senderId: typeof ANNA) => aMessage({ ...world.pair, senderId });
    const [his, hers] = [by(BORIS), by(ANNA)];
    await world.accept(his, hers);
    await checkEmployees(world, world.portal.id);
    expect(await world.message(his.id)).toMatchObject({
      status: 'FAILED',
      delivery: 'DONE',
      failure: { code: 'SENDER_DISMISSED' },
    });
    expect(await world.message(hers.id)).toMatchObject({ status: 'QUEUED', delivery: 'READY' });
    expect(world.heard()).toEqual(['FAILED']);
  });

  it('is dismissed once, however often it is looked', async () => {
    const world = await opened([BORIS]);
    expect(await checkEmployees(world, world.portal.id)).toEqual([BORIS]);
    world.clock.advance(3_600_000);
    expect(await checkEmployees(world, world.portal.id)).toEqual([]);
    expect(world.storage.stateOf(world.portal.id).changes).toHaveLength(1);
  });

  it('is not made out of silence: a portal that does not answer, or does not name somebody, dismisses nobody', async () => {
    const world = await opened();
    world.crm.employees = () => Promise.resolve(refuse('PORTAL_UNAVAILABLE'));
    expect(await checkEmployees(world, world.portal.id)).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
    world.crm.employees = () => Promise.resolve([]);
    expect(await checkEmployees(world, world.portal.id)).toEqual([]);
    expect(await world.do(tx => tx.employees.present())).toEqual([ANNA, BORIS]);
  });
});
