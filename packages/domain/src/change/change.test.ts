import { describe, expect, it } from 'vitest';
import { aCaller, granted, World } from '../../testing/index.ts';
import { connectAccount } from '../account/connect-account.ts';
import { disconnectAccount } from '../account/disconnect-account.ts';
import { createPartnerKey, revokePartnerKey } from '../portal/partner-keys.ts';
import { differences } from './change.ts';

describe('the record of changes (A-23)', () => {
  it('has who, when, what, before and after of connecting, disconnecting and keys', async () => {
    const world = await World.open();
    const newToken = () => ({ token: 'olc_x', hash: 'ab'.repeat(32) });
    granted(await disconnectAccount(world, world.caller, { accountId: world.account.id, queued: 'KEEP' }));
    await connectAccount(world, world.caller, { kind: 'WHATSAPP_WEB', title: null, line: { id: world.account.lineId } });
    const { key } = granted(
      await createPartnerKey({ ...world, storage: world.storage, clock: world.clock, newToken }, world.caller, { title: 'CRM' }),
    );
    granted(await revokePartnerKey(world, world.caller, key.id));
    granted(await revokePartnerKey(world, world.caller, key.id));
    const changes = await world.do(tx => tx.changes.page(10, null));
    expect(changes.map(({ what, subject }) => [what, subject]).toReversed()).toEqual([
      ['ACCOUNT_DISCONNECTED', world.account.title],
      ['ACCOUNT_CONNECTED', world.account.title],
      ['PARTNER_KEY_CREATED', 'CRM'],
      ['PARTNER_KEY_REVOKED', 'CRM'],
    ]);
    const { employeeId, employeeName } = aCaller(world.portal.id);
    expect(changes.every(change => change.employeeId === employeeId && change.employeeName === employeeName)).toBe(true);
    expect(JSON.stringify(changes)).not.toContain('olc_x');
  });

  it('names the fields that differ, and nothing when none does', () => {
    const before = { a: 1, b: ['x'], c: true };
    expect(differences(before, { ...before, b: ['y'] }, ['a', 'b', 'c'])).toEqual({ before: { b: ['x'] }, after: { b: ['y'] } });
    expect(differences(before, { ...before, b: ['x'] }, ['a', 'b', 'c'])).toBeNull();
  });
});
