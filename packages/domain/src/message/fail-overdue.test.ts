import { expect, it } from 'vitest';
import { aMessage, World } from '../../testing/index.ts';
import { MAX_WAIT_MS } from '../account/sending-limits.ts';
import { failOverdue } from './fail-overdue.ts';
import type { Message } from './message.ts';

async function given() {
  const world = await World.open({ account: { state: 'LOGIN_REQUIRED' } });
  const waited = (ms: number, fields: Partial<Message> = {}) =>
    aMessage({ ...world.pair, createdAt: new Date(world.clock.now().getTime() - ms), ...fields });
  const run = () => failOverdue(world, world.portal.id);
  return { world, waited, run };
}

it('a message that waited longer than a day fails, although its account is not connected, and its sender hears of it (Q-20, N-6)', async () => {
  const { world, waited, run } = await given();
  const [old, young] = [waited(MAX_WAIT_MS + 1), waited(MAX_WAIT_MS - 1000)];
  await world.accept(old, young);
  expect(await run()).toBe(1);
  expect(await world.message(old.id)).toMatchObject({ status: 'FAILED', delivery: 'DONE', failure: { code: 'TOO_OLD' } });
  expect(await world.message(young.id)).toMatchObject({ status: 'QUEUED', delivery: 'READY' });
  expect([world.heard(), world.waiting('tell-notice').length]).toEqual([['FAILED'], 1]);
  expect(await run()).toBe(0);
});

it('one that the messenger may have been given did not fail: nobody knows (L-11)', async () => {
  const { world, waited, run } = await given();
  const asked = waited(MAX_WAIT_MS + 1, { delivery: 'ASKING', attempt: 1 });
  await world.accept(asked);
  await run();
  expect(await world.message(asked.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'DONE', failure: { code: 'NOT_CONFIRMED' } });
});

it.each<[string, Partial<Message>]>([
  ['leaves at this moment', { delivery: 'CALLING', attempt: 1 }],
  ['is over', { delivery: 'DONE', status: 'SENT' }],
  ['a person wants to be tried once more', { status: 'UNCONFIRMED' }],
])('one that %s is left alone', async (_what, fields) => {
  const { world, waited, run } = await given();
  const message = waited(MAX_WAIT_MS + 1, fields);
  await world.accept(message);
  expect([await run(), world.heard()]).toEqual([0, []]);
});

it('however many there are', async () => {
  const { world, waited, run } = await given();
  await world.accept(...Array.from({ length: 120 }, () => waited(MAX_WAIT_MS + 1)));
  expect([await run(), await world.do(tx => tx.messages.queued(world.account.id))]).toEqual([120, 0]);
});
