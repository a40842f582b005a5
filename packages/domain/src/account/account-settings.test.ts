import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, BORIS, codeOf, granted, World, type WorldOptions } from '../../testing/index.ts';
import type { AccountId } from '../ids.ts';
import { restrictAccount } from './restrict-account.ts';
import { updateAccount, type AccountSettings } from './update-account.ts';

async function given(options: WorldOptions = {}) {
  const world = await World.open(options);
  const update = (wanted: Partial<AccountSettings>, id = world.account.id) => updateAccount(world, world.caller, id, wanted);
  const restrict = (access: { kind: 'USER' | 'DEPARTMENT'; id: string }[]) =>
    restrictAccount(world, world.caller, { accountId: world.account.id, access });
  const stored = () => world.do(tx => tx.accounts.find(world.account.id));
  const changes = () => world.do(tx => tx.changes.page(10, null));
  const employee = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
  return { world, update, restrict, stored, changes, employee };
}

describe('settings of an account', () => {
  it('are stored, recorded with before and after, and told to subscribers (C-7, C-11, C-16, C-18, O-22, A-23)', async () => {
    const { world, update, stored, changes } = await given();
    const wanted = { title: ' Продажи ', publishOutgoing: false, defaultPublication: 'OUTGOING', sendIntervalMs: 600_000 } as const;
    granted(await update({ ...wanted, ignoredNumbers: ['8 (900) 000-00-01', '+7 900 000 00 01'] }));
    expect(await stored()).toMatchObject({ ...wanted, title: 'Продажи', ignoredNumbers: ['+79000000001'] });
    const [change] = await changes();
    expect(change).toMatchObject({
      what: 'ACCOUNT_SETTINGS',
      employeeId: world.caller.employeeId,
      subjectId: world.account.id,
      subject: 'Отдел продаж',
    });
    expect(JSON.parse(change?.before ?? '')).toEqual({
      title: 'Отдел продаж',
      publishOutgoing: true,
      defaultPublication: 'INCOMING',
      sendIntervalMs: 0,
      ignoredNumbers: [],
    });
    expect(JSON.parse(change?.after ?? '')).toMatchObject({ title: 'Продажи', ignoredNumbers: ['+79000000001'] });
    expect(world.storage.feed(world.portal.id).map(({ event }) => event.kind)).toContain('account-state');
  });

  it('of first messages hold at once, also for those that wait already (Q-11)', async () => {
    const { world, update, stored } = await given();
    const message = aMessage(world.pair);
    await world.accept(message);
    await world.do(tx => tx.firstMessages.hold(world.account.id, world.recipient.id, new Date(world.clock.now().getTime() + 60_000)));
    const next = () => world.do(tx => tx.messages.next(world.account.id, 0));
    expect(await next()).toBeNull();
    granted(await update({ ownLimits: { firstMessagesPerDay: 100 } }));
    expect((await next())?.id).toBe(message.id);
    expect((await stored())?.ownLimits).toEqual({ firstMessagesPerDay: 100 });
  });

  it('say the open line the new name (C-7), and nothing when nothing changed', async () => {
    const { world, update, changes } = await given();
    granted(await update({ title: world.account.title, publishOutgoing: true }));
    expect([world.waiting('attach-line'), await changes()]).toEqual([[], []]);
    granted(await update({ title: 'Новое имя' }));
    expect(world.waiting('attach-line')).toHaveLength(1);
  });

  it.each<[Partial<AccountSettings>, string]>([
    [{ title: '  ' }, 'TEXT_EMPTY'],
    [{ title: 'я'.repeat(101) }, 'TEXT_TOO_LONG'],
    [{ sendIntervalMs: 499 }, 'OUT_OF_RANGE'],
    [{ sendIntervalMs: 600_001 }, 'OUT_OF_RANGE'],
    [{ ownLimits: { firstMessagesPerDay: -1 } }, 'OUT_OF_RANGE'],
    [{ ownLimits: { firstMessageEveryMs: 3_600_001 } }, 'OUT_OF_RANGE'],
    [{ ownLimits: { messagesPerMinute: 0 } }, 'OUT_OF_RANGE'],
    [{ ownLimits: { messagesPerMinute: 121 } }, 'OUT_OF_RANGE'],
    [{ ownLimits: { messagesPerDay: 10_001 } }, 'OUT_OF_RANGE'],
    [{ ignoredNumbers: ['+79000000001', 'не номер'] }, 'NUMBER_MALFORMED'],
    [{ ignoredNumbers: Array.from({ length: 1001 }, () => '+79000000001') }, 'OUT_OF_RANGE'],
    [{ hidden: true }, 'ACCOUNT_CONNECTED'],
  ])('refuse %j whole (%s)', async (wanted, code) => {
    const { update, stored, changes, world } = await given();
    expect(codeOf(await update({ publishOutgoing: false, ...wanted }))).toBe(code);
    expect(await stored()).toEqual(world.account);
    expect(await changes()).toEqual([]);
  });

  it('hide a disconnected account (C-9)', async () => {
    const { update, stored } = await given({ account: { wanted: false, state: 'DISCONNECTED' } });
    granted(await update({ hidden: true }));
    expect(await stored()).toMatchObject({ hidden: true });
  });

  it('are for administrators, and a missing account is missing', async () => {
    const { world, update, employee } = await given();
    expect(codeOf(await updateAccount(world, employee, world.account.id, { title: 'Моё' }))).toBe('FORBIDDEN');
    expect(codeOf(await restrictAccount(world, employee, { accountId: world.account.id, access: [] }))).toBe('FORBIDDEN');
    expect(codeOf(await update({ title: 'Нет' }, 'no-account' as AccountId))).toBe('ACCOUNT_NOT_FOUND');
  });
});

describe('the list of an account', () => {
  it('is stored with the names of the portal, once each, and recorded (A-11, A-23)', async () => {
    const { world, restrict, stored, changes } = await given();
    world.directory.departments.set('3', new Set());
    world.directory.employees.add(BORIS);
    const list = [
      { kind: 'USER', id: BORIS },
      { kind: 'DEPARTMENT', id: '3' },
      { kind: 'USER', id: BORIS },
    ] as const;
    granted(await restrict([...list]));
    const named = [
      { kind: 'USER', id: BORIS, name: `Сотрудник ${BORIS}` },
      { kind: 'DEPARTMENT', id: '3', name: 'Отдел 3' },
    ];
    expect((await stored())?.access).toEqual(named);
    expect(JSON.parse((await changes())[0]?.after ?? '')).toEqual({ access: named });
    granted(await restrict([]));
    expect((await stored())?.access).toEqual([]);
    expect(await changes()).toHaveLength(2);
  });

  it('takes nobody whom the portal does not know, and waits for the portal to answer', async () => {
    const { world, restrict, stored } = await given();
    expect(codeOf(await restrict([{ kind: 'DEPARTMENT', id: '404' }]))).toBe('NOT_FOUND');
    world.directory.goAway();
    expect(codeOf(await restrict([{ kind: 'USER', id: BORIS }]))).toBe('PORTAL_UNAVAILABLE');
    expect((await stored())?.access).toEqual([]);
  });
});
