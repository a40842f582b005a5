import { describe, expect, it } from 'vitest';
import { ScriptedSession, World } from '../../testing/index.ts';
import { CHECKS_PER_DAY } from '../account/sending-limits.ts';
import { LeaseLostError } from '../ports/session-store.ts';
import { checkPresence } from './check-recipient.ts';

async function given(world: World) {
  const session = new ScriptedSession(() => world.clock.now());
  const context = world.laneContext(session);
  const check = (person = false) => checkPresence({ storage: world.storage, clock: world.clock }, context, world.recipient.id, { person });
  const stored = () => world.do(tx => tx.recipients.find(world.recipient.id));
  const checks = async () => (await world.do(tx => tx.usage.today(world.account.id))).CHECK;
  return { session, context, check, stored, checks };
}

describe('a check of a number', () => {
  it('is counted, stored with its time and account, and brings the messenger’s own address (D-6, D-8)', async () => {
    const world = await World.open();
    const { check, stored, checks } = await given(world);
    expect(await check()).toBe('EXISTS');
    expect(await stored()).toMatchObject({
      presence: 'EXISTS',
      messengerAddress: `${world.recipient.address.slice(1)}@s.whatsapp.net`,
      checkedAt: world.clock.now(),
      checkedThrough: world.account.id,
    });
    expect(await checks()).toBe(1);
  });

  it('is answered from what is known, but a person’s is asked afresh (D-8)', async () => {
    const world = await World.open({ recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:59:00.000Z') } });
    const { check, session } = await given(world);
    expect([await check(), session.asked.length]).toEqual(['EXISTS', 0]);
    session.willFind({ presence: 'ABSENT' });
    expect([await check(true), session.asked.length]).toEqual(['ABSENT', 1]);
  });

  it('that got no answer is unknown, which is not "no", and counts all the same (D-7)', async () => {
    const world = await World.open();
    const { check, session, stored, checks } = await given(world);
    session.willFind({ presence: 'UNKNOWN', reason: 'no answer' });
    expect(await check()).toBe('UNKNOWN');
    expect(await stored()).toMatchObject({ presence: 'UNKNOWN', checkedAt: world.clock.now() });
    expect(await checks()).toBe(1);
  });

  it.each([{ presence: 'ABSENT' }, { presence: 'UNKNOWN', reason: 'no answer' }] as const)(
    'answered %j after the client wrote himself leaves what is known (D-7)',
    async answer => {
      const world = await World.open({ recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:59:00.000Z') } });
      const { check, session, stored } = await given(world);
      session.checkPresence = async () => {
        await world.do(async tx => {
          const client = (await tx.recipients.find(world.recipient.id))!;
          client.learnPresence('EXISTS', 'him@s.whatsapp.net', world.account.id, world.clock.now());
          await tx.recipients.save(client);
        });
        return answer;
      };
      expect(await check(true)).toBe('EXISTS');
      expect(await stored()).toMatchObject({ presence: 'EXISTS', messengerAddress: 'him@s.whatsapp.net' });
    },
  );

  it('is not made beyond the day’s number; the next day it is (D-6)', async () => {
    const world = await World.open();
    const { check, session } = await given(world);
    await world.do(async tx => {
      for (let n = 0; n < CHECKS_PER_DAY; n += 1) await tx.usage.spend(world.account.id, 'CHECK', CHECKS_PER_DAY);
    });
    expect([await check(true), session.asked.length]).toEqual(['UNKNOWN', 0]);
    world.clock.advance(86_400_000);
    expect([await check(true), session.asked.length]).toEqual(['EXISTS', 1]);
  });

  it('by a late holder is neither counted nor made (RE-6)', async () => {
    const world = await World.open();
    const { check, context, session, checks } = await given(world);
    world.storage.loseLease(context.lease);
    await expect(check()).rejects.toBeInstanceOf(LeaseLostError);
    expect([session.asked.length, await checks()]).toEqual([0, 0]);
  });
});
