import { describe, expect, it } from 'vitest';
import { aCaller, anAccount, codeOf, granted, World, type WorldOptions } from '../../testing/index.ts';
import type { LoginStep } from '../ports/connector/login.ts';
import { continueLogin, takeLoginAnswer } from './continue-login.ts';

const QR: LoginStep = { kind: 'QR', qr: '2@first', expiresAt: new Date('2026-03-10T09:01:00.000Z') };

async function given(account: WorldOptions['account'] = { state: 'LOGIN_REQUIRED' }) {
  const world = await World.open({ account });
  const accountId = world.account.id;
  const shows = (step: LoginStep): Promise<void> => world.do(tx => tx.logins.save(accountId, step));
  /** A worker shows a step while the caller waits. */
  const workerShows = (step: LoginStep): void => {
    world.untilChange = async (_portalId, ms) => {
      world.clock.advance(ms);
      await shows(step);
    };
  };
  return { world, accountId, shows, workerShows };
}

describe('a login that goes on (C-2)', () => {
  it('asks the worker for a new code and waits for it', async () => {
    const { world, accountId, shows, workerShows } = await given();
    await shows({ kind: 'EXPIRED' });
    workerShows(QR);
    expect(granted(await continueLogin(world, world.caller, accountId)).step).toEqual(QR);
    expect(world.waiting('continue-login')).toMatchObject([{ laneKey: `account:${accountId}` }]);
  });

  it('takes a number, a code and a password to the worker, sealed and once (C-4)', async () => {
    const { world, accountId } = await given();
    const take = () => takeLoginAnswer(world, world.storage.takeLease(world.portal.id, `account:${accountId}`), accountId);
    granted(await continueLogin(world, world.caller, accountId, { kind: 'PHONE', phone: '8 (900) 000-00-01' }));
    expect(await take()).toEqual({ kind: 'PHONE', phone: '+79000000001' });
    expect(await take()).toBeNull();
    granted(await continueLogin(world, world.caller, accountId, { kind: 'CODE', code: ' 12 345 ' }));
    expect(await take()).toEqual({ kind: 'CODE', code: '12345' });
    granted(await continueLogin(world, world.caller, accountId, { kind: 'PASSWORD', password: ' with space ' }));
    world.clock.advance(60_000);
    expect(await take()).toBeNull(); // too late: the person has gone on
  });

  it('waits for the answer of the messenger, also when it shows the same step again (C-4)', async () => {
    const { world, accountId, shows, workerShows } = await given();
    const wrong: LoginStep = { kind: 'PASSWORD', hint: null, problem: { code: 'LOGIN_PASSWORD_WRONG', rawCode: null, freeAt: null } };
    await shows(wrong);
    workerShows(wrong);
    const since = world.clock.now().getTime();
    expect(granted(await continueLogin(world, world.caller, accountId, { kind: 'PASSWORD', password: 'x' })).step).toEqual(wrong);
    expect(world.clock.now().getTime() - since).toBeLessThan(1000);
  });

  it.each([
    [{ kind: 'PHONE', phone: 'не номер' }, 'NUMBER_MALFORMED'],
    [{ kind: 'CODE', code: ' - ' }, 'TEXT_EMPTY'],
    [{ kind: 'PASSWORD', password: '' }, 'TEXT_EMPTY'],
    [{ kind: 'PASSWORD', password: 'x'.repeat(257) }, 'TEXT_TOO_LONG'],
  ] as const)('refuses %j before the messenger is bothered (%s)', async (input, code) => {
    const { world, accountId } = await given();
    expect(codeOf(await continueLogin(world, world.caller, accountId, input))).toBe(code);
    expect(world.waiting('continue-login')).toEqual([]);
  });

  it('is over when the account is connected', async () => {
    const { world, accountId } = await given({ state: 'CONNECTED' });
    expect(granted(await continueLogin(world, world.caller, accountId)).step).toEqual({ kind: 'DONE' });
    expect(world.waiting()).toEqual([]);
  });

  it('is refused for a disconnected or a foreign account, and to employees', async () => {
    const { world } = await given();
    const foreign = anAccount(world.portal.id);
    expect(codeOf(await continueLogin(world, world.caller, foreign.id))).toBe('ACCOUNT_NOT_FOUND');
    expect(codeOf(await continueLogin(world, aCaller(world.portal.id, { isAdministrator: false }), world.account.id))).toBe('FORBIDDEN');
    await world.changeAccount({ wanted: false, state: 'DISCONNECTED' });
    expect(codeOf(await continueLogin(world, world.caller, world.account.id))).toBe('ACCOUNT_NOT_CONNECTED');
  });
});
