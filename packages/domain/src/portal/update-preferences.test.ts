import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, BORIS, codeOf, DEAL, granted, World } from '../../testing/index.ts';
import type { EmployeeId } from '../ids.ts';
import { sendMessage } from '../message/send-message.ts';
import { updatePreferences } from './update-preferences.ts';

describe('an employee’s preferences (W-24, T-18, M-12)', () => {
  it('are his own; what he does not name stays', async () => {
    const world = await World.open();
    granted(await updatePreferences(world, world.caller, { sendBy: 'ENTER' }));
    granted(await updatePreferences(world, world.caller, { publication: 'NONE', createActivity: false }));
    expect(await world.employee(ANNA)).toMatchObject({ sendBy: 'ENTER', lastPublication: 'NONE', lastCreateActivity: false });
    granted(await updatePreferences(world, world.caller, { closeAfterTemplate: true }));
    granted(await updatePreferences(world, world.caller, { showTemplateText: false }));
    expect(await world.employee(ANNA)).toMatchObject({ showTemplateText: false, closeAfterTemplate: true, sendBy: 'ENTER' });
    expect(await world.employee(BORIS)).toMatchObject({ showTemplateText: true, closeAfterTemplate: false });
    expect(await world.employee(BORIS)).toMatchObject({ sendBy: 'CTRL_ENTER', lastPublication: null, lastCreateActivity: true });
    const nobody = aCaller(world.portal.id, { employeeId: '404' as EmployeeId });
    expect(codeOf(await updatePreferences(world, nobody, { sendBy: 'ENTER' }))).toBe('NOT_FOUND');
  });

  it('keep the emoji that he chose, from all his windows, and whether clients see his name (W-16, S-15)', async () => {
    const world = await World.open();
    granted(await updatePreferences(world, world.caller, { usedEmoji: ['👋', '🚗'] }));
    granted(await updatePreferences(world, world.caller, { usedEmoji: ['🙏', '👋', 'не знак'], showName: true }));
    expect(await world.employee(ANNA)).toMatchObject({ recentEmoji: ['🙏', '👋', '🚗'], showName: true, sendBy: 'CTRL_ENTER' });
    expect(await world.employee(BORIS)).toMatchObject({ recentEmoji: [], showName: false });
  });

  it('follow what he sends from the form, and nothing that a partner’s program sends (T-18)', async () => {
    const world = await World.open({ recipient: { presence: 'EXISTS' } });
    const send = (via: 'WIDGET' | 'PARTNER_KEY', createActivity: boolean) =>
      sendMessage(world, aCaller(world.portal.id, { via }), {
        idempotencyKey: `${via} ${createActivity}`,
        card: DEAL,
        accountId: world.account.id,
        recipientId: world.recipient.id,
        text: 'Здравствуйте!',
        publication: 'NONE',
        createActivity,
      });
    granted(await send('PARTNER_KEY', false));
    expect((await world.employee(ANNA))?.lastCreateActivity).toBe(true);
    granted(await send('WIDGET', false));
    expect((await world.employee(ANNA))?.lastCreateActivity).toBe(false);
  });
});
