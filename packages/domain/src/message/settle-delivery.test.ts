import { describe, expect, it } from 'vitest';
import { codeOf, deliveryBench } from '../../testing/index.ts';
import { cancelMessage } from './cancel-message.ts';

describe('where a repeat is harmless (GU-3)', () => {
  async function asking() {
    const setting = await deliveryBench({ capabilities: { repeatIsHarmless: true } });
    const { world, message, session, deliver } = setting;
    const [lost, next] = [message({ text: 'первое' }), message({ text: 'второе' })];
    await world.accept(lost, next);
    session.willAnswer({ kind: 'unknown', reason: 'no answer' });
    await deliver();
    const later = (): void => world.clock.advance(3_600_000);
    return { ...setting, lost, next, later };
  }

  it('a lost answer is asked for again under the same id, before anything else to this client', async () => {
    const { world, session, deliver, texts, lost, next, later } = await asking();
    expect(await world.message(lost.id)).toMatchObject({ status: 'QUEUED', delivery: 'ASKING' });
    expect(await deliver()).toBe(false);
    later();
    await deliver();
    await deliver();
    expect(texts()).toEqual(['первое', 'первое', 'второе']);
    expect(session.sent.map(sent => sent.externalMessageId)).toEqual([lost, lost, next].map(one => one.externalMessageId));
    expect(await world.message(lost.id)).toMatchObject({ status: 'SENT', delivery: 'DONE' });
  });

  it('nobody can take it back meanwhile, and «not sent» of the repeat says nothing of the first attempt (R-25)', async () => {
    const { world, session, deliver, lost, later } = await asking();
    expect(codeOf(await cancelMessage(world, world.caller, lost.id))).toBe('IN_FLIGHT');
    session.willAnswer({ kind: 'not-sent', reason: 'no line', retryAfterMs: null });
    later();
    await deliver();
    expect(await world.message(lost.id)).toMatchObject({ delivery: 'ASKING' });
    expect(codeOf(await cancelMessage(world, world.caller, lost.id))).toBe('IN_FLIGHT');
  });

  it('people see after the third time that it is not confirmed, and then what became of it (L-11)', async () => {
    const { world, session, deliver, lost, later } = await asking();
    for (const reason of ['still none', 'none at all']) {
      session.willAnswer({ kind: 'unknown', reason });
      later();
      await deliver();
    }
    expect(await world.message(lost.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'ASKING' });
    later();
    await deliver();
    expect(await world.message(lost.id)).toMatchObject({ status: 'SENT', delivery: 'DONE' });
  });

  it('after a day it stays unconfirmed: it may have arrived (Q-20)', async () => {
    const { world, deliver, lost } = await asking();
    world.clock.advance(25 * 3_600_000);
    await deliver();
    expect(await world.message(lost.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'DONE' });
  });
});
