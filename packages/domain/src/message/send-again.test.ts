import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, BORIS, codeOf, DEAL, granted, ScriptedSession, World } from '../../testing/index.ts';
import { newId, type MessageId, type TemplateId } from '../ids.ts';
import { applyReceipts } from './apply-receipts.ts';
import { deliverNext } from './deliver-message.ts';
import type { Message } from './message.ts';
import { sendAgain } from './send-again.ts';

async function given(fields: Partial<Message>) {
  const world = await World.open({ recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:00:00.000Z') } });
  const message = aMessage({
    ...world.pair,
    delivery: 'DONE',
    attempt: 1,
    ...fields,
  });
  await world.accept(message);
  const again = (idempotencyKey = 'again-1', caller = world.caller, messageId = message.id) =>
    sendAgain(world, caller, { messageId, idempotencyKey });
  const session = new ScriptedSession(() => world.clock.now());
  const deliver = () => deliverNext(world, world.laneContext(session));
  return { world, message, again, session, deliver };
}

describe('an unconfirmed message that a person repeats (RE-13)', () => {
  const UNCONFIRMED: Partial<Message> = { status: 'UNCONFIRMED', failure: { code: 'NOT_CONFIRMED', details: {} } };

  it('is the next attempt of the same message, with the same id at the messenger', async () => {
    const { world, message, again, session, deliver } = await given(UNCONFIRMED);
    const answer = granted(await again());
    expect([answer.messages[0]?.id, answer.isDuplicate]).toEqual([message.id, false]);
    await deliver();
    expect(session.sent.map(sent => sent.externalMessageId)).toEqual([message.externalMessageId]);
    expect(await world.message(message.id)).toMatchObject({ status: 'SENT', attempt: 2, failure: null });
    expect((await world.message(message.id)).history.map(change => [change.status, change.source])).toEqual([
      ['QUEUED', 'PERSON'],
      ['QUEUED', 'PERSON'],
      ['SENT', 'ACCEPTANCE'],
    ]);
  });

  it('is told at once to everybody who shows it: the button is gone, and it waits', async () => {
    const { world, message, again } = await given(UNCONFIRMED);
    granted(await again());
    expect(world.waits()).toEqual([message.id]);
  });

  it('is repeated once when two press at once', async () => {
    const { again, session, deliver } = await given(UNCONFIRMED);
    const answers = (await Promise.all([again('a'), again('b')])).map(granted);
    expect(answers.map(answer => answer.isDuplicate).toSorted()).toEqual([false, true]);
    await deliver();
    expect([await deliver(), session.sent.length]).toEqual([false, 1]);
  });

  it.each([
    ['delivered', 'DELIVERED'],
    ['failed', 'FAILED'],
  ] as const)('does not leave once more when the answer to the first attempt comes while it waits: %s', async (said, status) => {
    const { world, message, again, session, deliver } = await given(UNCONFIRMED);
    granted(await again());
    const receipt = { externalMessageId: message.externalMessageId, status: said, occurredAt: world.clock.now(), rawCode: null };
    await applyReceipts(world, world.portal.id, world.account.id, [receipt]);
    expect([await deliver(), session.sent]).toEqual([false, []]);
    expect(await world.message(message.id)).toMatchObject({ status, delivery: 'DONE' });
  });

  it('does not leave when the answer to the first attempt comes in the last moment before it', async () => {
    const { world, message, again, session, deliver } = await given(UNCONFIRMED);
    await world.changeRecipient({ presence: 'UNKNOWN', checkedAt: null });
    granted(await again());
    session.checkPresence = async () => {
      const { externalMessageId } = message;
      await applyReceipts(world, world.portal.id, world.account.id, [
        { externalMessageId, status: 'read', occurredAt: world.clock.now(), rawCode: null },
      ]);
      return { presence: 'UNKNOWN', reason: 'no answer' };
    };
    expect([await deliver(), session.sent]).toEqual([true, []]);
    expect(await world.message(message.id)).toMatchObject({ status: 'READ', delivery: 'DONE' });
  });

  it('that does not leave counts as the attempt before it did, which the client may have (Q-11)', async () => {
    const calledAt = new Date('2026-03-10T08:59:00.000Z');
    const { world, message, again, session, deliver } = await given({ ...UNCONFIRMED, calledAt });
    granted(await again());
    session.willAnswer(() => ({ kind: 'not-sent', reason: 'not connected', retryAfterMs: null }));
    await deliver();
    expect(await world.message(message.id)).toMatchObject({ delivery: 'READY', calledAt });
  });

  it('is not repeated when the account takes no messages now', async () => {
    const { world, message, again } = await given(UNCONFIRMED);
    await world.changeAccount({ state: 'LOGIN_REQUIRED' });
    expect([codeOf(await again()), (await world.message(message.id)).delivery]).toEqual(['ACCOUNT_NOT_CONNECTED', 'DONE']);
  });
});

describe('a failed message that a person sends again (L-12)', () => {
  it('keeps the name of its template, though that is gone (L-15)', async () => {
    const template = { id: newId<TemplateId>(), title: 'Приветствие' };
    const { world, again } = await given({ status: 'FAILED', template });
    const [message] = granted(await again()).messages;
    expect((await world.message(message?.id ?? newId())).template).toEqual(template);
  });

  it.each(['FAILED', 'CANCELLED'] as const)('(%s) becomes a new message with its own record, linked to the first', async status => {
    const { world, message, again } = await given({ status, text: 'Ещё раз', publication: 'NONE' });
    const [anew] = granted(await again()).messages;
    if (anew === undefined) return expect.unreachable();
    expect(anew.id).not.toBe(message.id);
    expect(anew).toMatchObject({ status: 'QUEUED', text: 'Ещё раз', card: DEAL, publication: 'NONE', recipientId: message.recipientId });
    expect(await world.message(message.id)).toMatchObject({ status, sentAgainAs: anew.id });
    expect(await world.do(tx => tx.activities.find(anew.groupId))).toMatchObject({ card: DEAL });
  });

  it('makes one new message for one key, however often it is pressed', async () => {
    const { world, again } = await given({ status: 'FAILED' });
    const [first, second] = [granted(await again()), granted(await again())];
    expect([second.messages[0]?.id === first.messages[0]?.id, second.isDuplicate]).toEqual([true, true]);
    expect(await world.do(tx => tx.messages.queued(world.account.id))).toBe(1);
  });

  it('makes one new message for two who press at once, or one after the other: the client gets one', async () => {
    const { world, message, again } = await given({ status: 'FAILED' });
    const boris = aCaller(world.portal.id, { employeeId: BORIS });
    const answers = (await Promise.all([again('a'), again('b', boris)])).map(granted);
    expect(answers.map(({ isDuplicate }) => isDuplicate).toSorted()).toEqual([false, true]);
    const later = granted(await again('c'));
    const { sentAgainAs } = await world.message(message.id);
    expect([...answers, later].map(({ messages }) => messages[0]?.id)).toEqual([sentAgainAs, sentAgainAs, sentAgainAs]);
    expect([later.isDuplicate, await world.do(tx => tx.messages.queued(world.account.id))]).toEqual([true, 1]);
    // Everybody who shows the first one hears of it.
    expect(world.waits()).toEqual([message.id]);
  });

  it('is not sent when a late receipt says meanwhile that the client has it (L-9)', async () => {
    const { world, message, again } = await given({ status: 'FAILED' });
    const changeRefusal = world.crm.changeRefusal.bind(world.crm);
    world.crm.changeRefusal = async (...args) => {
      const { externalMessageId } = message;
      await applyReceipts(world, world.portal.id, world.account.id, [
        { externalMessageId, status: 'delivered', occurredAt: world.clock.now(), rawCode: null },
      ]);
      return changeRefusal(...args);
    };
    expect(codeOf(await again())).toBe('ALREADY_FINAL');
    expect(await world.do(tx => tx.messages.queued(world.account.id))).toBe(0);
  });

  it('is linked by the repeat when the first try ended between sending and linking', async () => {
    const { world, message, again } = await given({ status: 'FAILED' });
    const [first] = granted(await again()).messages;
    await world.change(message.id, { sentAgainAs: null });
    expect(granted(await again()).isDuplicate).toBe(true);
    expect((await world.message(message.id)).sentAgainAs).toBe(first?.id);
  });

  it('shows that in the block of the first (L-12)', async () => {
    const { world, message, again } = await given({ status: 'FAILED' });
    granted(await again());
    expect(world.waiting('sync-activity').map(task => task.subjectId)).toContain(message.groupId);
  });

  it('is refused for the same reasons as a first send', async () => {
    const { world, message, again } = await given({ status: 'FAILED' });
    await world.changeRecipient({ presence: 'ABSENT', checkedAt: world.clock.now() });
    expect([codeOf(await again()), (await world.message(message.id)).sentAgainAs]).toEqual(['NOT_IN_WHATSAPP', null]);
  });
});

describe('what cannot be sent again', () => {
  it.each(['QUEUED', 'SENT', 'DELIVERED', 'READ'] as const)('is a message that is %s', async status => {
    const { again } = await given({ status });
    expect(codeOf(await again())).toBe('ALREADY_FINAL');
  });

  it('is another employee’s message: it is not there (E-71)', async () => {
    const { world, again } = await given({ status: 'FAILED' });
    const boris = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    expect(await again('k', boris)).toEqual(await again('k', boris, newId<MessageId>()));
  });
});
