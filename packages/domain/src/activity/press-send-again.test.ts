import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, ANNA, BORIS, DEAL, onlyFor, World } from '../../testing/index.ts';
import { newId, type MessageId } from '../ids.ts';
import type { Message } from '../message/message.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { Activity } from './activity.ts';
import { pressSendAgain, type TimelinePress } from './press-send-again.ts';
import { syncActivity } from './sync-activity.ts';

const FAILED: Partial<Message> = { status: 'FAILED', failure: { code: 'MESSENGER_REFUSED', details: {} }, delivery: 'DONE', attempt: 1 };

/** A failed message of Anna's with its block in the timeline; Boris is no administrator. */
async function given(fields: Partial<Message> = {}) {
  const world = await World.open({ recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:00:00.000Z') } });
  const message = aMessage({
    ...world.pair,
    text: 'Ещё раз?',
    ...FAILED,
    ...fields,
  });
  await world.accept(message);
  await world.do(tx =>
    tx.activities.save(Activity.create({ portalId: world.portal.id, groupId: message.groupId, card: DEAL, responsibleId: ANNA })),
  );
  const sync = () => syncActivity(world, world.portal.id, message.groupId, false);
  await sync();
  const activityId = world.timeline.activities[0]?.id ?? '';
  const anna = aCaller(world.portal.id);
  const boris = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
  const press = (who = anna as typeof anna | Refusal, more: Partial<TimelinePress> = {}) =>
    pressSendAgain(world, world.portal.id, who, { activityId, messageId: message.id, attempt: 1, mayWait: true, ...more });
  const sentAgain = async (): Promise<Message[]> => {
    const queued = await world.do(tx => tx.messages.ready(world.account.id));
    return queued.filter(({ id }) => id !== message.id);
  };
  const block = () => world.timeline.activities[0]?.view;
  return { world, message, activityId, anna, boris, press, sync, sentAgain, block };
}

const DONE = { kind: 'done' };

describe('«Отправить ещё раз» in the timeline (L-12)', () => {
  it('sends a new message with its own record, linked to the first, in the name of whoever pressed', async () => {
    const { world, message, boris, press, sentAgain } = await given();
    expect(await press(boris)).toEqual(DONE);
    const [anew, ...more] = await sentAgain();
    expect(more).toEqual([]);
    expect(anew).toMatchObject({ text: 'Ещё раз?', senderId: BORIS, card: DEAL, createActivity: true });
    expect((await world.message(message.id)).sentAgainAs).toBe(anew?.id);
  });

  it('is answered by an update of the block, which loses its button', async () => {
    const { world, press, sync, block } = await given();
    expect(block()?.sendAgain).not.toBeNull();
    await press();
    expect(world.waiting('sync-activity')).not.toEqual([]);
    await sync();
    expect(block()).toMatchObject({ sendAgain: null, note: expect.stringContaining('Отправлено ещё раз') as string });
  });

  it('is one message for one press, also when its event comes twice', async () => {
    const { press, sentAgain } = await given();
    await Promise.all([press(), press()]);
    await press();
    expect(await sentAgain()).toHaveLength(1);
  });

  it('is an update for every press, also for one that found nothing to do: the loader ends', async () => {
    const { world, press, sync } = await given();
    await press();
    await sync();
    await press();
    await sync();
    expect(world.timeline.calls).toEqual(['add', 'update', 'update']);
  });

  it('repeats an unconfirmed message as the next attempt of the same one (RE-13)', async () => {
    const { world, message, press, sentAgain } = await given({ status: 'UNCONFIRMED' });
    await press();
    expect([(await world.message(message.id)).delivery, await sentAgain()]).toEqual(['READY', []]);
  });

  it('does nothing for a picture of an earlier attempt', async () => {
    const { world, message, press } = await given({ status: 'UNCONFIRMED', attempt: 2 });
    await press();
    expect((await world.message(message.id)).delivery).toBe('DONE');
  });
});

describe('a press that may not send (SE-2)', () => {
  const refused: [string, Refusal | 'boris', string][] = [
    ['nobody proved to be', refuse('PORTAL_AUTH_MISSING'), 'PORTAL_AUTH_MISSING'],
    ['somebody without the right to change the card', 'boris', 'FORBIDDEN'],
  ];
  it.each(refused)('by %s sends nothing, and the block says why', async (_who, who, code) => {
    const { world, boris, press, sync, sentAgain, block } = await given();
    world.crm.locked.add(BORIS);
    expect(await press(isRefusal(who) ? who : boris)).toEqual(DONE);
    expect(await sentAgain()).toEqual([]);
    await sync();
    expect(block()?.note).toBe(`«MESSENGER_REFUSED»\nЕщё раз не отправлено: «${code}»`);
    expect(block()?.sendAgain).not.toBeNull();
  });

  it('is refused like a first send: the account, the number (A-10, E-10)', async () => {
    const { world, press, sentAgain } = await given();
    await world.changeAccount({ state: 'LOGIN_REQUIRED' });
    await press();
    expect(await sentAgain()).toEqual([]);
    await world.changeAccount({ state: 'CONNECTED', access: onlyFor(BORIS) });
    await press();
    expect(await sentAgain()).toEqual([]);
  });

  it('forgets its refusal with the next one that sends', async () => {
    const { world, message, boris, press } = await given();
    world.crm.locked.add(BORIS);
    await press(boris);
    await press();
    expect(await world.do(tx => tx.activities.find(message.groupId))).toMatchObject({ pressRefusal: null, presses: 2 });
  });

  it.each<[string, Partial<TimelinePress>]>([
    ['another block', { activityId: '1' }],
    ['a message that is not there', { messageId: newId<MessageId>() }],
  ])('that names %s changes nothing at all', async (_what, more) => {
    const { world, message, anna, press, sentAgain } = await given();
    expect(await press(anna, more)).toEqual(DONE);
    expect(await sentAgain()).toEqual([]);
    expect(await world.do(tx => tx.activities.find(message.groupId))).toMatchObject({ presses: 0 });
  });

  it('of a block that is gone changes nothing (L-16)', async () => {
    const { world, message, press, sentAgain } = await given();
    const activity = await world.do(tx => tx.activities.find(message.groupId));
    if (activity === null) return expect.unreachable();
    await world.do(tx => tx.activities.save(Object.assign(activity, { isGone: true })));
    await press();
    expect(await sentAgain()).toEqual([]);
  });
});

describe('a press while Bitrix24 is away (Q-22)', () => {
  it('waits a little, then the block says that it did not go', async () => {
    const { world, message, anna, press, sentAgain } = await given();
    world.crm.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(await press()).toMatchObject({ kind: 'again', passing: true });
    expect(await press(anna, { mayWait: false })).toEqual(DONE);
    expect(await sentAgain()).toEqual([]);
    expect(await world.do(tx => tx.activities.find(message.groupId))).toMatchObject({ pressRefusal: { code: 'PORTAL_UNAVAILABLE' } });
  });
});
