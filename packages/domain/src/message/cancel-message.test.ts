import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, BORIS, codeOf, granted, World } from '../../testing/index.ts';
import { newId, type MessageId } from '../ids.ts';
import { cancelMessage } from './cancel-message.ts';
import type { Message } from './message.ts';

async function given(fields: Partial<Message> = {}) {
  const world = await World.open();
  const message = aMessage({ ...world.pair, ...fields });
  await world.accept(message);
  const cancel = (caller = world.caller, id = message.id) => cancelMessage(world, caller, id);
  return { world, message, cancel };
}

describe('a message that is taken back', () => {
  it('is cancelled and never sent (Q-21)', async () => {
    const { world, message, cancel } = await given();
    expect(granted(await cancel())).toMatchObject({ status: 'CANCELLED', delivery: 'DONE' });
    expect(await world.message(message.id)).toMatchObject({ status: 'CANCELLED', delivery: 'DONE' });
    expect((await world.message(message.id)).history.at(-1)).toMatchObject({ status: 'CANCELLED', source: 'PERSON' });
    expect([world.heard(), await world.do(tx => tx.messages.next(world.account.id, 0))]).toEqual([['CANCELLED'], null]);
  });

  it.each<[string, Partial<Message>, string]>([
    ['claimed', { delivery: 'CLAIMED' }, 'IN_FLIGHT'],
    ['on its way to the messenger', { delivery: 'CALLING' }, 'IN_FLIGHT'],
    ['sent', { delivery: 'DONE', status: 'SENT' }, 'ALREADY_FINAL'],
    ['unconfirmed', { delivery: 'DONE', status: 'UNCONFIRMED' }, 'ALREADY_FINAL'],
    ['unconfirmed and about to be repeated', { delivery: 'READY', status: 'UNCONFIRMED' }, 'ALREADY_FINAL'],
    ['cancelled', { delivery: 'DONE', status: 'CANCELLED' }, 'ALREADY_FINAL'],
    ['failed', { delivery: 'DONE', status: 'FAILED' }, 'ALREADY_FINAL'],
  ])('too late, when it is %s, stays as it is (R-25, RE-24)', async (_when, fields, code) => {
    const { world, message, cancel } = await given(fields);
    const before = await world.message(message.id);
    expect(codeOf(await cancel())).toBe(code);
    expect(await world.message(message.id)).toEqual(before);
    expect(world.heard()).toEqual([]);
  });

  it('is one that its sender or an administrator takes back; for others it is not there (E-71)', async () => {
    const { world, message, cancel } = await given({ senderId: BORIS });
    const employee = (fields: Parameters<typeof aCaller>[1]) => aCaller(world.portal.id, { isAdministrator: false, ...fields });
    expect(await cancel(employee({}))).toEqual(await cancel(employee({}), newId<MessageId>()));
    expect((await world.message(message.id)).status).toBe('QUEUED');
    expect(codeOf(await cancel(employee({ employeeId: BORIS })))).toBeNull();
  });

  it('by two at once is cancelled by one of them', async () => {
    const { world, cancel } = await given();
    const answers = await Promise.all([cancel(), cancel()]);
    expect(answers.map(codeOf).toSorted()).toEqual(['ALREADY_FINAL', null]);
    expect(world.heard()).toEqual(['CANCELLED']);
  });
});
