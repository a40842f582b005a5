import { describe, expect, it } from 'vitest';
import { aCaller, BORIS, codeOf, DEAL, granted, ScriptedSession, World } from '../../testing/index.ts';
import { deliverNext } from './deliver-message.ts';
import { sendAgain } from './send-again.ts';
import { sendMessage, type SendMessage } from './send-message.ts';
import { senderLine } from './sender-line.ts';

async function given() {
  const world = await World.open({ recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:00:00.000Z') } });
  const petrov = aCaller(world.portal.id, { employeeName: 'Петров Петр' });
  const send = (fields: Partial<SendMessage> = {}, caller = petrov) =>
    sendMessage(world, caller, {
      idempotencyKey: 'key-1',
      card: DEAL,
      accountId: world.account.id,
      recipientId: world.recipient.id,
      text: 'Ваш заказ готов',
      showName: true,
      publication: 'NONE',
      createActivity: true,
      ...fields,
    });
  const session = new ScriptedSession(() => world.clock.now());
  const deliver = () => deliverNext(world, world.laneContext(session));
  return { world, petrov, send, session, deliver };
}

describe('the line with the sender’s name (S-15)', () => {
  it('goes to the messenger apart from the text, and is kept with the message', async () => {
    const { world, send, session, deliver } = await given();
    const [message] = granted(await send()).messages;
    if (message === undefined) throw new Error('nothing was accepted');
    await deliver();
    expect(session.sent).toMatchObject([{ text: 'Ваш заказ готов', senderLine: 'Петров Петр:' }]);
    expect(await world.message(message.id)).toMatchObject({ text: 'Ваш заказ готов', senderLine: 'Петров Петр:' });
  });

  it('is not there unless it is asked for, and not of somebody whose name is not known', async () => {
    const { petrov, send } = await given();
    expect(granted(await send({ showName: false })).messages[0]?.senderLine).toBeNull();
    const nameless = { ...petrov, employeeName: ' ' };
    expect(granted(await send({ idempotencyKey: 'key-2' }, nameless)).messages[0]?.senderLine).toBeNull();
  });

  it('stays the same when another one sends the message again after a failure', async () => {
    const { world, petrov, send, session, deliver } = await given();
    session.willAnswer({ kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: '479', freeAt: null });
    const [failed] = granted(await send()).messages;
    if (failed === undefined) throw new Error('nothing was accepted');
    await deliver();
    const renamed = { ...petrov, employeeId: BORIS, employeeName: 'Борис', isAdministrator: true };
    granted(await sendAgain(world, renamed, { messageId: failed.id, idempotencyKey: 'again' }));
    await deliver();
    expect(session.sent.map(sent => sent.senderLine)).toEqual(['Петров Петр:', 'Петров Петр:']);
  });

  it('counts towards the longest text, its line break too (W-15)', async () => {
    const { world, send } = await given();
    const free = world.portal.textLimit - 'Петров Петр:\n'.length;
    expect(codeOf(await send({ text: 'ы'.repeat(free + 1) }))).toBe('TEXT_TOO_LONG');
    granted(await send({ text: 'ы'.repeat(free) }));
    granted(await send({ text: 'ы'.repeat(free + 1), showName: false, idempotencyKey: 'key-2' }));
  });

  it('is a part of what is sent: the same key without it is another intent (Q-1)', async () => {
    const { send } = await given();
    granted(await send());
    expect(granted(await send()).isDuplicate).toBe(true);
    expect(codeOf(await send({ showName: false }))).toBe('IDEMPOTENCY_CONFLICT');
  });

  it.each([
    ['Петров Петр', 'Петров Петр:'],
    [' Иван*_~`\nФишер ', 'Иван Фишер:'],
    ['', null],
    ['***', null],
  ])('of %j is %j: no marks of formatting come out of a name', (name, line) => {
    expect(senderLine(name)).toBe(line);
  });
});
