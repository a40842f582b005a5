import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, BORIS, World } from '../../testing/index.ts';
import { refuse } from '../refusal.ts';
import { embedInSmartProcess, listSmartProcesses, removeFromSmartProcess } from './embed-in-smart-process.ts';

const PROJECT = '1038';
const wanted = (world: World) => world.do(tx => tx.embeddings.list());

describe('embedding in a smart process', () => {
  it('puts OLChat into the cards of one type, and remembers who wished it (S-22, S-25)', async () => {
    const world = await World.open();
    expect(await embedInSmartProcess(world, world.caller, PROJECT)).toEqual({
      smartProcessTypeId: PROJECT,
      title: 'Проекты',
      hasClients: true,
      embedded: true,
    });
    expect([...world.smartProcesses.placed]).toEqual([PROJECT]);
    expect(await wanted(world)).toEqual([{ smartProcessTypeId: PROJECT, embeddedBy: ANNA, embeddedAt: world.clock.now() }]);
    expect(await listSmartProcesses(world, world.caller)).toMatchObject([
      { smartProcessTypeId: PROJECT, embedded: true },
      { smartProcessTypeId: '1046', embedded: false, hasClients: false },
    ]);
  });

  it('changes nothing when it is done again (S-25)', async () => {
    const world = await World.open();
    await embedInSmartProcess(world, world.caller, PROJECT);
    const first = await wanted(world);
    world.clock.advance(60_000);
    expect(await embedInSmartProcess(world, world.caller, PROJECT)).toMatchObject({ embedded: true });
    expect(await wanted(world)).toEqual(first);
  });

  it('is taken back, also twice (S-25)', async () => {
    const world = await World.open();
    await embedInSmartProcess(world, world.caller, PROJECT);
    expect(await removeFromSmartProcess(world, world.caller, PROJECT)).toMatchObject({ embedded: false });
    expect(await removeFromSmartProcess(world, world.caller, PROJECT)).toMatchObject({ embedded: false });
    expect([...world.smartProcesses.placed]).toEqual([]);
    expect(await wanted(world)).toEqual([]);
  });

  it('stands in the record of changes, once each way (A-23)', async () => {
    const world = await World.open();
    for (const change of [embedInSmartProcess, embedInSmartProcess, removeFromSmartProcess, removeFromSmartProcess]) {
      await change(world, world.caller, PROJECT);
    }
    expect(world.storage.stateOf(world.portal.id).changes.map(({ what, subject, employeeId }) => ({ what, subject, employeeId }))).toEqual([
      { what: 'SMART_PROCESS_EMBEDDED', subject: 'Проекты', employeeId: ANNA },
      { what: 'SMART_PROCESS_REMOVED', subject: null, employeeId: ANNA },
    ]);
  });

  it('is for administrators (A-7)', async () => {
    const world = await World.open();
    const employee = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    const refusal = { code: 'FORBIDDEN', details: { right: 'administrator' } };
    expect(await listSmartProcesses(world, employee)).toMatchObject(refusal);
    expect(await embedInSmartProcess(world, employee, PROJECT)).toMatchObject(refusal);
    expect(await removeFromSmartProcess(world, employee, PROJECT)).toMatchObject(refusal);
    expect([...world.smartProcesses.placed]).toEqual([]);
  });

  it('is not remembered when the portal refuses it, or knows no such type', async () => {
    const world = await World.open();
    expect(await embedInSmartProcess(world, world.caller, '1050')).toMatchObject({ code: 'NOT_FOUND' });
    world.smartProcesses.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(await embedInSmartProcess(world, world.caller, PROJECT)).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
    expect(await wanted(world)).toEqual([]);
  });

  it('is forgotten for a type that was deleted, and shown as off where the item was taken away in Bitrix24', async () => {
    const world = await World.open();
    await embedInSmartProcess(world, world.caller, PROJECT);
    await embedInSmartProcess(world, world.caller, '1046');
    world.smartProcesses.known.delete(PROJECT);
    world.smartProcesses.placed.delete('1046');
    expect(await listSmartProcesses(world, world.caller)).toMatchObject([{ smartProcessTypeId: '1046', embedded: false }]);
    expect(await wanted(world)).toMatchObject([{ smartProcessTypeId: '1046' }]);
  });
});
