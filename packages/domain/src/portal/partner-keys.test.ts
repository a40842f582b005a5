import { describe, expect, it } from 'vitest';
import { aCaller, codeOf, granted, World } from '../../testing/index.ts';
import { newId, type PartnerKeyId } from '../ids.ts';
import { createPartnerKey, revokePartnerKey } from './partner-keys.ts';

async function given() {
  const world = await World.open();
  const deps = { ...world, newToken: () => ({ token: 'olc_secret', hash: 'ab'.repeat(32) }) };
  const create = (title = ' CRM ', caller = world.caller) => createPartnerKey(deps, caller, { title });
  const tokens = () => [...world.storage.stateOf(world.portal.id).tokens.values()];
  return { world, create, tokens };
}

describe('a partner’s key (SE-7)', () => {
  it('acts as the employee who made it, is shown once and kept as a hash', async () => {
    const { world, create, tokens } = await given();
    const { key, token } = granted(await create());
    expect([token, tokens()]).toEqual(['olc_secret', ['ab'.repeat(32)]]);
    expect(await world.do(tx => tx.partnerKeys.find(key.id))).toMatchObject({
      employeeId: world.caller.employeeId,
      title: 'CRM',
      revokedAt: null,
    });
  });

  it('that is revoked opens nothing any more, and stays revoked since the first time', async () => {
    const { world, create, tokens } = await given();
    const { key } = granted(await create());
    const at = world.clock.now();
    granted(await revokePartnerKey(world, world.caller, key.id));
    world.clock.advance(60_000);
    expect([granted(await revokePartnerKey(world, world.caller, key.id)).revokedAt, tokens()]).toEqual([at, []]);
  });

  it.each([
    ['', 'TEXT_EMPTY'],
    ['  ', 'TEXT_EMPTY'],
    ['x'.repeat(101), 'TEXT_TOO_LONG'],
  ])('needs a title: %j', async (title, code) => {
    const { create, tokens } = await given();
    expect([codeOf(await create(title)), tokens()]).toEqual([code, []]);
  });

  it('is made and revoked by administrators only', async () => {
    const { world, create } = await given();
    const employee = aCaller(world.portal.id, { isAdministrator: false });
    const { key } = granted(await create());
    expect([codeOf(await create('x', employee)), codeOf(await revokePartnerKey(world, employee, key.id))]).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
    ]);
    expect(codeOf(await revokePartnerKey(world, world.caller, newId<PartnerKeyId>()))).toBe('NOT_FOUND');
  });
});
