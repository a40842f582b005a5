import { describe, expect, it } from 'vitest';
import { World } from '../../testing/index.ts';
import type { AccountStateChange } from '../ports/connector.ts';
import { LeaseLostError } from '../ports/session-store.ts';
import { refuse } from '../refusal.ts';
import { attachLine } from './attach-line.ts';
import { changeAccountState, changeLoginStep } from './account-change.ts';

async function given() {
  const world = await World.open({ account: { state: 'LOGIN_REQUIRED', address: null, connectedAt: null } });
  const lease = world.lease();
  const change = (fields: Partial<AccountStateChange> = {}) =>
    changeAccountState(world, lease, world.account.id, {
      state: 'CONNECTED',
      reason: null,
      rawCode: null,
      until: null,
      address: null,
      name: null,
      firstMessagesHeldUntil: null,
      ...fields,
    });
  const stored = () => world.do(tx => tx.accounts.find(world.account.id));
  const told = () => world.storage.feed(world.portal.id).map(({ event }) => (event.kind === 'account-state' ? event.state : event.kind));
  return { world, lease, change, stored, told };
}

describe('what the session says about its account (C-8, C-21)', () => {
  it('is stored and told', async () => {
    const { world, change, stored, told } = await given();
    await change({ address: '+79990000009' });
    expect(await stored()).toMatchObject({
      state: 'CONNECTED',
      address: '+79990000009',
      connectedAt: world.clock.now(),
      stateSince: world.clock.now(),
    });
    expect(told()).toEqual(['CONNECTED', 'login']);
    expect(world.waiting('attach-line')).toMatchObject([{ laneKey: `line:${world.account.id}` }]);
  });

  it('tells how far contacts are loaded, and who the account is at the messenger (C-4, D-32)', async () => {
    const { change, stored, told } = await given();
    await change({ state: 'SYNCHRONISING', progress: { done: 10, total: 40 }, messengerId: '700000001', username: 'olchat_demo' });
    await change({ state: 'SYNCHRONISING', progress: { done: 10, total: 40 } });
    await change({ state: 'SYNCHRONISING', progress: { done: 40, total: 40 } });
    expect(await stored()).toMatchObject({ messengerId: '700000001', username: 'olchat_demo', progress: { done: 40, total: 40 } });
    await change();
    expect(await stored()).toMatchObject({ state: 'CONNECTED', username: 'olchat_demo', progress: null });
    expect(told()).toEqual(['SYNCHRONISING', 'login', 'SYNCHRONISING', 'CONNECTED']);
  });

  it('and says again is no news', async () => {
    const { world, change, stored, told } = await given();
    await change({ address: '+79990000009' });
    const since = world.clock.now();
    world.clock.advance(60_000);
    await change({ address: '+79990000009' });
    expect([told(), (await stored())?.stateSince]).toEqual([['CONNECTED', 'login'], since]);
  });

  it('keeps the number while it is not connected', async () => {
    const { change, stored } = await given();
    await change({ address: '+79990000009' });
    await change({ state: 'CONNECTING' });
    expect(await stored()).toMatchObject({ state: 'CONNECTING', address: '+79990000009' });
  });

  it('keeps a hold of first messages until it is lifted (Q-13)', async () => {
    const { change, stored } = await given();
    const until = new Date('2026-03-11T00:00:00.000Z');
    await change({ firstMessagesHeldUntil: until });
    await change({ state: 'CONNECTING' });
    expect((await stored())?.firstMessagesHeldUntil).toEqual(until);
  });

  it('tells until when a restriction lasts now, and what the account is called now', async () => {
    const { change, stored, told } = await given();
    const restricted = { state: 'RESTRICTED', reason: 'ACCOUNT_RESTRICTED' } as const;
    const until = new Date('2026-03-11T00:00:00.000Z');
    await change({ ...restricted, until: new Date('2026-03-10T12:00:00.000Z') });
    await change({ ...restricted, until });
    await change({ ...restricted, until });
    await change({ ...restricted, until, username: 'olchat_demo' });
    expect([(await stored())?.restrictedUntil, told()]).toEqual([until, ['RESTRICTED', 'RESTRICTED', 'RESTRICTED']]);
  });

  it('does not revive an account that a person disconnected', async () => {
    const { world, change, stored, told } = await given();
    await world.changeAccount({ wanted: false, state: 'DISCONNECTED' });
    await change();
    expect([(await stored())?.state, told()]).toEqual(['DISCONNECTED', []]);
  });

  it('after its lease went to another worker changes nothing (RE-40)', async () => {
    const { world, lease, change, stored } = await given();
    world.storage.loseLease(lease);
    await expect(change()).rejects.toBeInstanceOf(LeaseLostError);
    await expect(changeLoginStep(world, lease, world.account.id, { kind: 'DONE' })).rejects.toBeInstanceOf(LeaseLostError);
    expect((await stored())?.state).toBe('LOGIN_REQUIRED');
  });

  it('shows the step of a login to whoever waits for it (C-2)', async () => {
    const { world, lease, told } = await given();
    await changeLoginStep(world, lease, world.account.id, { kind: 'EXPIRED' });
    expect([await world.do(tx => tx.logins.find(world.account.id)), told()]).toEqual([{ kind: 'EXPIRED' }, ['login']]);
  });

  it('shows a login as done when the account works, though the session that showed the code died before it could say so (C-2)', async () => {
    const { world, lease, change, told } = await given();
    const step = () => world.do(tx => tx.logins.find(world.account.id));
    await changeLoginStep(world, lease, world.account.id, { kind: 'QR', qr: '2@a', expiresAt: world.clock.now() });
    await change({ state: 'CONNECTING' });
    expect((await step())?.kind).toBe('QR');
    await change();
    await change();
    expect([await step(), told()]).toEqual([{ kind: 'DONE' }, ['login', 'CONNECTING', 'CONNECTED', 'login']]);
    expect((await world.do(tx => tx.accounts.find(world.account.id)))?.phoneSeenAt).toEqual(world.clock.now());
  });

  it.each(['LOGIN_REQUIRED', 'DISCONNECTED'] as const)('shows no login as done when the account is %s', async state => {
    const { world, change } = await given();
    await change();
    await change({ state, reason: 'DEVICE_LOST' });
    expect(await world.do(tx => tx.logins.find(world.account.id))).toBeNull();
  });
});

describe('the line of an account', () => {
  const attach = (world: World) => attachLine(world, world.portal.id, world.account.id);

  it('shows its name and number', async () => {
    const world = await World.open();
    expect([await attach(world), world.openLines.attached.get(world.account.lineId)]).toEqual([
      { kind: 'done' },
      'Отдел продаж +79990000001',
    ]);
  });

  it('waits for the portal, and is left alone when nobody wants the account any more', async () => {
    const world = await World.open();
    world.openLines.doom('attach', refuse('PORTAL_UNAVAILABLE'));
    expect(await attach(world)).toMatchObject({ kind: 'again', passing: true });
    await world.changeAccount({ wanted: false });
    expect([await attach(world), world.openLines.attached.size]).toEqual([{ kind: 'done' }, 0]);
  });
});

it('knows that the phone was in use when it scanned a code, and remembers why an account stopped (C-21, C-22)', async () => {
  const world = await World.open({ account: { state: 'LOGIN_REQUIRED' } });
  const lease = world.lease();
  const stored = () => world.do(tx => tx.accounts.find(world.account.id));
  await changeLoginStep(world, lease, world.account.id, { kind: 'DONE' });
  expect((await stored())?.phoneSeenAt).toBeNull();
  await changeLoginStep(world, lease, world.account.id, { kind: 'QR', qr: '2@a', expiresAt: world.clock.now() });
  await changeLoginStep(world, lease, world.account.id, { kind: 'DONE' });
  expect((await stored())?.phoneSeenAt).toEqual(world.clock.now());
  const trouble = { rawCode: '401', until: null, address: null, name: null, firstMessagesHeldUntil: null };
  await changeAccountState(world, lease, world.account.id, { ...trouble, state: 'DISCONNECTED', reason: 'DEVICE_LOST' });
  await changeAccountState(world, lease, world.account.id, { ...trouble, state: 'CONNECTED', reason: null, rawCode: null });
  expect(await stored()).toMatchObject({
    stateReason: null,
    lastFailure: { code: 'DEVICE_LOST', details: { rawCode: '401' } },
    lastFailedAt: world.clock.now(),
  });
});
