import { expect, it } from 'vitest';
import { aCaller, codeOf, granted, World } from '../../testing/index.ts';
import { restartAccount } from './restart-account.ts';

it('an account is restarted by administrators, where there is something to restart (C-5)', async () => {
  const world = await World.open();
  granted(await restartAccount(world, world.caller, world.account.id));
  expect(world.waiting('restart-session')).toMatchObject([{ laneKey: `account:${world.account.id}` }]);
  expect(codeOf(await restartAccount(world, aCaller(world.portal.id, { isAdministrator: false }), world.account.id))).toBe('FORBIDDEN');
  await world.changeAccount({ wanted: false });
  expect(codeOf(await restartAccount(world, world.caller, world.account.id))).toBe('ACCOUNT_NOT_CONNECTED');
});
