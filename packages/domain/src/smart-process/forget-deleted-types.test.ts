import { describe, expect, it } from 'vitest';
import { World } from '../../testing/index.ts';
import { refuse } from '../refusal.ts';
import { embedInSmartProcess } from './embed-in-smart-process.ts';
import { forgetDeletedTypes } from './forget-deleted-types.ts';

const PROJECT = '1038';
const kept = async (world: World): Promise<string[]> =>
  (await world.do(tx => tx.embeddings.list())).map(({ smartProcessTypeId }) => smartProcessTypeId);

describe('a type of smart process that was deleted', () => {
  it('loses what is stored of it and its place; the others keep theirs (S-25)', async () => {
    const world = await World.open();
    for (const id of [PROJECT, '1046']) await embedInSmartProcess(world, world.caller, id);
    world.smartProcesses.known.delete(PROJECT);
    expect(await forgetDeletedTypes(world, world.portal.id)).toEqual({ kind: 'done' });
    expect(await kept(world)).toEqual(['1046']);
    expect([...world.smartProcesses.placed]).toEqual(['1046']);
  });

  it('is believed only when the portal itself says so: a forged event takes nothing away (SE-2)', async () => {
    const world = await World.open();
    await embedInSmartProcess(world, world.caller, PROJECT);
    expect(await forgetDeletedTypes(world, world.portal.id)).toEqual({ kind: 'done' });
    expect(await kept(world)).toEqual([PROJECT]);
  });

  it('is asked about again while the portal is away', async () => {
    const world = await World.open();
    await embedInSmartProcess(world, world.caller, PROJECT);
    world.smartProcesses.known.delete(PROJECT);
    world.smartProcesses.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(await forgetDeletedTypes(world, world.portal.id)).toMatchObject({ kind: 'again', passing: true });
    expect(await kept(world)).toEqual([PROJECT]);
  });

  it('costs the portal nothing where no type has OLChat', async () => {
    const world = await World.open();
    world.smartProcesses.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(await forgetDeletedTypes(world, world.portal.id)).toEqual({ kind: 'done' });
  });
});
