import { describe, expect, it } from 'vitest';
import { aCaller, ANNA, BORIS, codeOf, granted, onlyFor, World, type LineChat, type WorldOptions } from '../../testing/index.ts';
import { newId, type ChatId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { takeOverChat } from './take-over-chat.ts';

/** Boris has the dialogue; Anna wants it. */
async function given(options: WorldOptions = {}, fields: Partial<LineChat> = {}) {
  const world = await World.open(options);
  const { dialog, chat } = await world.addChat({ ownerId: BORIS, ...fields }, { ownerId: BORIS });
  const takeOver = (chatId: ChatId = chat.id, caller = world.caller) => takeOverChat(world, caller, { chatId });
  return { world, dialog, chat, takeOver };
}

describe('«Забрать диалог» (O-7)', () => {
  it('makes the caller the operator of another’s dialogue', async () => {
    const { world, dialog, takeOver } = await given();
    expect(granted(await takeOver()).chat).toMatchObject({ ownerId: ANNA, ownerName: 'Анна Смирнова' });
    expect([dialog.ownerId, world.openLines.calls.includes('intercept')]).toEqual([ANNA, true]);
  });

  it('pins it to him, so that the line does not give it away again; a refusal of that changes nothing', async () => {
    const { world, takeOver } = await given();
    world.openLines.doom('pin', refuse('PORTAL_UNAVAILABLE'));
    expect(granted(await takeOver()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls.at(-1)).toBe('pin');
  });

  it.each<[string, Partial<LineChat>]>([
    ['that nobody took', { ownerId: null }],
    ['that was closed', { isOpen: false }],
    ['that is being closed', { isClosing: true }],
  ])('takes one %s', async (_which, fields) => {
    const { dialog, takeOver } = await given({}, fields);
    expect(granted(await takeOver()).chat.ownerId).toBe(ANNA);
    expect([dialog.ownerId, dialog.isOpen]).toEqual([ANNA, true]);
  });

  it('of his own changes nothing', async () => {
    const { world, takeOver } = await given({}, { ownerId: ANNA });
    expect(granted(await takeOver()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls).toEqual(['dialog']);
  });

  it('is done by the main token for an employee without one (decision 26)', async () => {
    const { world, takeOver } = await given();
    world.withTokens.delete(ANNA);
    expect(granted(await takeOver()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls).toContain('transfer');
  });

  it('is refused outside the line’s queue, and nothing changes (O-2)', async () => {
    const { world, dialog, takeOver } = await given();
    world.openLines.queues.set(world.account.lineId, [BORIS]);
    expect(await takeOver()).toMatchObject({ code: 'FORBIDDEN', details: { right: 'line' } });
    expect(dialog.ownerId).toBe(BORIS);
  });

  it('is refused to whoever may not change its card (A-20)', async () => {
    const { world, takeOver } = await given();
    world.crm.locked.add(ANNA);
    expect(codeOf(await takeOver())).toBe('FORBIDDEN');
  });

  it('of a chat that is not there, or of an account of others, looks missing (E-71)', async () => {
    const { world, takeOver, chat } = await given({ account: { access: onlyFor(BORIS) } });
    expect([codeOf(await takeOver(newId<ChatId>())), codeOf(await takeOver())]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    const boris = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    expect(granted(await takeOver(chat.id, boris)).chat.ownerId).toBe(BORIS);
  });
});
