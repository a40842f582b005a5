import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, codeOf, granted, World } from '../../testing/index.ts';
import { newId, type AccountId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import { disconnectAccount } from './disconnect-account.ts';

async function given() {
  const world = await World.open();
  const message = (fields: Partial<Message> = {}): Message => aMessage({ ...world.pair, ...fields });
  const disconnect = (queued: 'KEEP' | 'CANCEL', caller = world.caller, accountId = world.account.id) =>
    disconnectAccount(world, caller, { accountId, queued });
  return { world, message, disconnect };
}

describe('«Отключить аккаунт» (C-6)', () => {
  it('unlinks the device in the account’s own lane, and everybody hears of it', async () => {
    const { world, disconnect } = await given();
    expect(granted(await disconnect('KEEP'))).toMatchObject({ wanted: false, state: 'DISCONNECTED', stateSince: world.clock.now() });
    expect(world.waiting('log-out')).toMatchObject([
      { name: 'log-out', laneKey: `account:${world.account.id}`, subjectId: world.account.id },
    ]);
    expect(world.storage.feed(world.portal.id)).toMatchObject([{ event: { kind: 'account-state', state: 'DISCONNECTED' } }]);
  });

  it('keeps what waits for the next connection (Q-24)', async () => {
    const { world, message, disconnect } = await given();
    await world.accept(message());
    await disconnect('KEEP');
    expect(await world.do(tx => tx.messages.queued(world.account.id))).toBe(1);
  });

  it('cancels what waits, if the person says so; what is on its way is not taken back (Q-24, R-25)', async () => {
    const { world, message, disconnect } = await given();
    const [waiting, calling, doubted] = [message(), message({ delivery: 'CALLING' }), message({ status: 'UNCONFIRMED' })];
    await world.accept(waiting, calling, doubted);
    await disconnect('CANCEL');
    const now = await Promise.all([waiting, calling, doubted].map(one => world.message(one.id)));
    expect(now.map(one => [one.status, one.delivery])).toEqual([
      ['CANCELLED', 'DONE'],
      ['QUEUED', 'CALLING'],
      // It was to be tried once more: nobody can cancel what the client may have, but it does not leave through the next connection.
      ['UNCONFIRMED', 'DONE'],
    ]);
    expect([world.heard(), world.waits()]).toEqual([['CANCELLED'], [doubted.id]]);
  });

  it('twice is once', async () => {
    const { world, disconnect } = await given();
    await disconnect('KEEP');
    granted(await disconnect('KEEP'));
    expect([world.storage.feed(world.portal.id).length, world.waiting('log-out').length]).toEqual([1, 1]);
  });

  it('is for administrators, and for accounts of this portal', async () => {
    const { world, disconnect } = await given();
    expect(codeOf(await disconnect('KEEP', aCaller(world.portal.id, { isAdministrator: false })))).toBe('FORBIDDEN');
    expect(codeOf(await disconnect('KEEP', world.caller, newId<AccountId>()))).toBe('ACCOUNT_NOT_FOUND');
  });
});
