import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, BORIS, World } from '../../testing/index.ts';
import type { NoticeId } from '../ids.ts';
import { tellNotice } from '../notice/tell-notice.ts';
import { refuse } from '../refusal.ts';
import { checkWorkingRights } from './check-working-rights.ts';
import { takeOverRights } from './take-over-rights.ts';

const person = (isActive: boolean) => ({ id: ANNA, name: 'Анна', isAdministrator: null, isActive });
const stateOf = async (world: World) => (await world.do(tx => tx.installation.find())).rightsState;

const noticesOf = (world: World) =>
  world.do(async tx => [await tx.notices.last('rights-owner-lost', { accountId: null, employeeId: null })]);

describe('the rights that the application works with (A-21)', () => {
  it('are found well while their owner is an administrator whose tokens work', async () => {
    const world = await World.open();
    world.application.owners.set(ANNA, { name: 'Анна', isAdministrator: true });
    expect(await checkWorkingRights(world, world.portal.id)).toEqual({ employeeId: ANNA, state: 'OK', isNews: false });
    expect(await world.do(tx => tx.installation.find())).toMatchObject({ rightsState: 'OK', rightsSince: world.clock.now() });
  });

  it('are news once when the owner was dismissed, and his keys are no administrator’s any more', async () => {
    const world = await World.open();
    world.crm.people.push(person(false));
    expect(await checkWorkingRights(world, world.portal.id)).toEqual({ employeeId: ANNA, state: 'DISMISSED', isNews: true });
    expect(await checkWorkingRights(world, world.portal.id)).toMatchObject({ state: 'DISMISSED', isNews: false });
    expect(await noticesOf(world)).toMatchObject([
      { kind: 'rights-owner-lost', details: { employeeName: 'Анна Смирнова', why: 'DISMISSED' } },
    ]);
    expect((await world.employee(ANNA))?.isAdministrator).toBe(false);
  });

  it('are told of once when they are lost, and when somebody else took over (A-21, N-6)', async () => {
    const world = await World.open();
    const told = () =>
      [...world.storage.stateOf(world.portal.id).notices.values()].map(({ kind, details }) => [kind, details.why, details.employeeName]);
    world.crm.people.push(person(false));
    await checkWorkingRights(world, world.portal.id);
    await checkWorkingRights(world, world.portal.id);
    expect(told()).toEqual([['rights-owner-lost', 'DISMISSED', 'Анна Смирнова']]);
    for (const { subjectId } of world.waiting('tell-notice')) await tellNotice(world, world.portal.id, subjectId as NoticeId, false);
    expect(world.noticeBoard.posts).toEqual(['rights-owner-lost -']);
    world.application.owners.set(BORIS, { name: 'Борис', isAdministrator: true });
    await takeOverRights(world, aCaller(world.portal.id, { employeeId: BORIS, employeeName: 'Борис' }));
    expect(told().at(-1)).toEqual(['rights-restored', undefined, 'Борис']);
  });

  it('are those of no administrator when the owner lost that right', async () => {
    const world = await World.open();
    world.application.owners.set(ANNA, { name: 'Анна', isAdministrator: false });
    expect(await checkWorkingRights(world, world.portal.id)).toMatchObject({ state: 'NOT_ADMINISTRATOR', isNews: true });
  });

  it('are refused when his tokens are and he is still there, or nobody else can be asked (E-07)', async () => {
    const world = await World.open();
    world.crm.people.push(person(true));
    expect(await checkWorkingRights(world, world.portal.id)).toMatchObject({ state: 'REFUSED', isNews: true });
    world.crm.trouble = refuse('PORTAL_TOKEN_REFUSED');
    expect(await checkWorkingRights(world, world.portal.id)).toMatchObject({ state: 'REFUSED', isNews: false });
    expect((await world.employee(ANNA))?.isAdministrator).toBe(true);
  });

  it('stay as they are known while the portal does not answer (Q-22)', async () => {
    const world = await World.open();
    world.application.owners.set(ANNA, refuse('PORTAL_UNAVAILABLE'));
    expect(await checkWorkingRights(world, world.portal.id)).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
    expect(await stateOf(world)).toBe('OK');
  });

  it('are not judged by the former owner when somebody takes over meanwhile', async () => {
    const world = await World.open({ portal: { mainEmployeeId: BORIS } });
    world.application.owners.set(ANNA, { name: 'Анна', isAdministrator: true });
    const asks = {
      ...world,
      application: {
        tokenOwner: async () => {
          await takeOverRights(world, world.caller);
          return refuse('PORTAL_TOKEN_REFUSED');
        },
      },
    };
    expect(await checkWorkingRights(asks, world.portal.id)).toMatchObject({ isNews: false });
    expect(await stateOf(world)).toBe('OK');
  });
});
