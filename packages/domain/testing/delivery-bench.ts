/** One account whose recipient is known, with a session that answers by script: what deliveries are tested on. */
import { deliverNext, recoverDeliveries, type Message } from '../src/index.ts';
import { aMessage } from './builders.ts';
import { ScriptedSession } from './scripted-session.ts';
import { World, type WorldOptions } from './world.ts';

export async function deliveryBench(options: WorldOptions = {}) {
  const world = await World.open({
    ...options,
    recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:00:00.000Z'), ...options.recipient },
  });
  const session = new ScriptedSession(() => world.clock.now());
  const context = world.laneContext(session);
  const message = (fields: Partial<Message> = {}): Message =>
    aMessage({
      ...world.pair,
      createdAt: world.clock.now(),
      ...fields,
    });
  const deliver = () => deliverNext(world, context);
  const recover = () => recoverDeliveries(world, context);
  const texts = () => session.sent.map(sent => sent.text);
  return { world, session, context, message, deliver, recover, texts };
}
