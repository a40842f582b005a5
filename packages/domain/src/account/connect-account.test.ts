import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, codeOf, granted, QUIET, World } from '../../testing/index.ts';
import type { LineId } from '../ids.ts';
import type { LoginStep } from '../ports/connector/login.ts';
import { refuse } from '../refusal.ts';
import { connectAccount, type ConnectAccount } from './connect-account.ts';
import { disconnectAccount } from './disconnect-account.ts';

const QR: LoginStep = { kind: 'QR', qr: '2@first', expiresAt: new Date('2026-03-10T09:01:00.000Z') };
const FREE_LINE = '6' as LineId;

async function given() {
  const world = await World.open();
  world.openLines.queues.set(FREE_LINE, [ANNA]);
  const connect = (fields: Partial<ConnectAccount> = {}, caller = world.caller) =>
    connectAccount(world, caller, { kind: 'WHATSAPP_WEB', title: 'Продажи', line: { id: FREE_LINE }, ...fields });
  /** A worker takes the account and shows a step while the caller waits. */
  const workerShows = (step: LoginStep): void => {
    world.untilChange = async (_portalId, ms) => {
      world.clock.advance(ms);
      await world.do(async tx => {
        for (const account of await tx.accounts.list()) if (account.state !== 'CONNECTED') await tx.logins.save(account.id, step);
      });
    };
  };
  const account = (id: string) => world.do(async tx => (await tx.accounts.list()).find(one => one.id === id));
  return { world, connect, workerShows, account };
}

describe('an account that is connected (C-1, C-2)', () => {
  it('is stored, stands on its line, has its lane open, and shows the first step', async () => {
    const { world, connect, workerShows, account } = await given();
    workerShows(QR);
    const { accountId, step } = granted(await connect());
    expect(step).toEqual(QR);
    expect(await account(accountId)).toMatchObject({
      title: 'Продажи',
      lineId: FREE_LINE,
      state: 'LOGIN_REQUIRED',
      wanted: true,
      defaultPublication: 'INCOMING',
    });
    expect(world.openLines.attached.get(FREE_LINE)).toBe('Продажи');
    expect(world.storage.stateOf(world.portal.id).openLanes.has(`account:${accountId}`)).toBe(true);
    expect(world.storage.feed(world.portal.id)).toMatchObject([{ event: { kind: 'account-state', accountId, state: 'LOGIN_REQUIRED' } }]);
  });

  it('answers without a step when the worker has shown none yet: it comes by the subscription', async () => {
    const { connect } = await given();
    expect(granted(await connect()).step).toBeNull();
  });

  it('on a new line gets it with its creator in the queue', async () => {
    const { world, connect, account } = await given();
    const { accountId } = granted(await connect({ line: { newName: ' WhatsApp продажи ' } }));
    const lineId = (await account(accountId))?.lineId;
    expect(await account(accountId)).toMatchObject({ lineName: 'WhatsApp продажи' });
    expect(lineId === undefined ? null : world.openLines.queues.get(lineId)).toEqual([ANNA]);
  });

  it('makes an existing line quiet at its first connection: no greeting, no rating request; later it is as its administrator left it (O-11)', async () => {
    const { world, connect } = await given();
    const loud = { ...QUIET, greets: true, asksForRating: true, tracksTexts: true };
    world.openLines.settings.set(FREE_LINE, loud);
    const { accountId } = granted(await connect());
    expect(world.openLines.settings.get(FREE_LINE)).toEqual({ ...loud, greets: false, asksForRating: false, tracksTexts: false });
    world.openLines.settings.set(FREE_LINE, loud);
    granted(await disconnectAccount(world, world.caller, { accountId, queued: 'KEEP' }));
    granted(await connect());
    expect(world.openLines.settings.get(FREE_LINE)).toEqual(loud);
  });

  it('without a title is called as its line', async () => {
    const { connect, account } = await given();
    const { accountId } = granted(await connect({ title: null, line: { newName: 'Склад' } }));
    expect((await account(accountId))?.title).toBe('Склад');
  });

  it('on a line whose account was disconnected is the same account, chats and all; an old code is not shown (G-6)', async () => {
    const { world, connect, workerShows, account } = await given();
    await world.do(tx => tx.logins.save(world.account.id, { kind: 'DONE' }));
    granted(await disconnectAccount(world, world.caller, { accountId: world.account.id, queued: 'KEEP' }));
    workerShows(QR);
    const { accountId, step } = granted(await connect({ line: { id: world.account.lineId } }));
    expect([accountId, step]).toEqual([world.account.id, QR]);
    expect(await account(accountId)).toMatchObject({ wanted: true, state: 'LOGIN_REQUIRED', title: 'Продажи' });
  });
});

describe('an account that is not connected', () => {
  it.each<[string, Partial<ConnectAccount>, string]>([
    ['the line has one already (G-5)', { line: { id: '5' as LineId } }, 'LINE_TAKEN'],
    ['the line is not there', { line: { id: '404' as LineId } }, 'NOT_FOUND'],
    ['the new line has no name', { line: { newName: ' ' } }, 'TEXT_EMPTY'],
    ['this installation lacks the connector', { kind: 'TELEGRAM' }, 'NOT_FOUND'],
  ])('because %s', async (_why, fields, code) => {
    const { world, connect } = await given();
    expect(codeOf(await connect(fields))).toBe(code);
    expect(await world.do(tx => tx.accounts.list())).toHaveLength(1);
  });

  it('because only administrators may (A-3)', async () => {
    const { world, connect } = await given();
    expect(await connect({}, aCaller(world.portal.id, { isAdministrator: false }))).toMatchObject({
      code: 'FORBIDDEN',
      details: { right: 'administrator' },
    });
    expect(world.openLines.calls).toEqual([]);
  });

  it.each(['createLine', 'attach'] as const)('because the portal refuses to %s', async method => {
    const { world, connect } = await given();
    world.openLines.doom(method, refuse('PORTAL_UNAVAILABLE'));
    expect(codeOf(await connect({ line: { newName: 'Новая' } }))).toBe('PORTAL_UNAVAILABLE');
  });
});
