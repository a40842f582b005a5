import { describe, expect, it } from 'vitest';
import { aRecipient, deliveryBench, type WorldOptions } from '../../testing/index.ts';
import type { OwnLimits } from '../account/account-limits.ts';
import { newId } from '../ids.ts';
import type { Transaction } from '../ports/storage.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { deliverNext } from './deliver-message.ts';
import { callsOf } from './message-limit-gate.ts';
import type { Message } from './message.ts';

it('of an account that a person disconnected nothing leaves, also before its device is unlinked (C-6, Q-24)', async () => {
  const { world, session, message, deliver } = await deliveryBench();
  const one = message();
  await world.accept(one);
  await world.changeAccount({ wanted: false, state: 'DISCONNECTED' });
  expect([await deliver(), session.sent]).toEqual([false, []]);
  expect(await world.message(one.id)).toMatchObject({ status: 'QUEUED', delivery: 'READY', attempt: 0 });
});

describe('an account whose first messages the messenger refuses (Q-13)', () => {
  const held = { account: { firstMessagesHeldUntil: new Date('2026-03-11T00:00:00.000Z') } };

  it('keeps a first message until the time has come, and sends it then', async () => {
    const { world, session, message, deliver } = await deliveryBench(held);
    const one = message();
    await world.accept(one);
    expect(await deliver()).toBe(false);
    expect(await world.message(one.id)).toMatchObject({ status: 'QUEUED', delivery: 'READY', attempt: 0 });
    expect(world.waits()).toEqual([one.id]);
    world.clock.advance(86_399_999);
    await deliver();
    expect(session.sent).toHaveLength(1);
  });

  it('fails one that could not leave within a day, and says until when', async () => {
    const { world, session, message, deliver } = await deliveryBench({
      account: { firstMessagesHeldUntil: new Date('2026-03-12T00:00:00.000Z') },
    });
    const one = message();
    await world.accept(one);
    expect(await deliver()).toBe(false);
    expect(await world.message(one.id)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'ACCOUNT_RESTRICTED', details: { freeAt: '2026-03-12T00:00:00.000Z' } },
    });
    expect(session.sent).toEqual([]);
  });

  it('goes on with running conversations', async () => {
    const { world, session, message, deliver } = await deliveryBench(held);
    await world.do(tx => tx.messages.noteInbound(world.account.id, world.recipient.id, world.clock.now()));
    await world.accept(message());
    await deliver();
    expect(session.sent).toHaveLength(1);
  });

  it('sends again when the time has come', async () => {
    const { world, session, message, deliver } = await deliveryBench(held);
    world.clock.advance(86_400_000);
    await world.accept(message());
    await deliver();
    expect(session.sent).toHaveLength(1);
  });
});

describe('first messages of an account that is held to a pace (Q-11, Q-12, Q-42)', () => {
  const MINUTE = 60_000;
  const paced: WorldOptions = { account: { ownLimits: { firstMessagesPerDay: 2, firstMessageEveryMs: 3 * MINUTE } } };
  async function strangers(options: WorldOptions = paced) {
    const bench = await deliveryBench(options);
    const { world } = bench;
    const newPerson = async (fields: Partial<Recipient> = {}): Promise<Recipient> => {
      const person = aRecipient(world.portal.id, { presence: 'EXISTS', checkedAt: world.clock.now(), ...fields });
      await world.do(tx => tx.recipients.save(person));
      return person;
    };
    const writeTo = async (person: Recipient, text = 'Привет'): Promise<Message> => {
      const one = bench.message({ recipientId: person.id, text });
      await world.accept(one);
      return one;
    };
    const deliverAll = async (): Promise<void> => {
      while (await bench.deliver());
    };
    return { ...bench, newPerson, writeTo, deliverAll };
  }

  it('leave one by one, in order, while a running conversation passes them', async () => {
    const { world, newPerson, writeTo, deliverAll, texts } = await strangers();
    await world.do(tx => tx.messages.noteInbound(world.account.id, world.recipient.id, world.clock.now()));
    await writeTo(await newPerson(), 'первый');
    const second = await newPerson();
    await writeTo(second, 'второй');
    await writeTo(second, 'второму ещё');
    await writeTo(world.recipient, 'знакомому');
    await deliverAll();
    expect(texts()).toEqual(['первый', 'знакомому']);
    world.clock.advance(3 * MINUTE);
    await deliverAll();
    expect(texts()).toEqual(['первый', 'знакомому', 'второй', 'второму ещё']);
  });

  it('tell each time how many are left, and when the next one may leave: an open form says so (Q-46)', async () => {
    const { world, newPerson, writeTo, deliverAll, texts } = await strangers();
    const told = () => world.storage.feed(world.portal.id).filter(({ event }) => event.kind === 'account-state').length;
    const first = await newPerson();
    await writeTo(first, '1');
    await deliverAll();
    expect([texts(), told()]).toEqual([['1'], 1]);
    await writeTo(first, 'ему же');
    await deliverAll();
    expect([texts(), told()]).toEqual([['1', 'ему же'], 1]);
  });

  it('stop at the number of a day, and go on when the first of them is a day old', async () => {
    const { world, newPerson, writeTo, deliverAll, texts } = await strangers();
    for (const name of ['1', '2', '3']) {
      await writeTo(await newPerson(), name);
      await deliverAll();
      world.clock.advance(60 * MINUTE);
    }
    expect(texts()).toEqual(['1', '2']);
    world.clock.advance(21 * 60 * MINUTE);
    await deliverAll();
    expect(texts()).toEqual(['1', '2', '3']);
    expect((await world.do(tx => tx.usage.today(world.account.id))).FIRST_MESSAGE).toBe(1); // of the new day
  });

  it('to people known by their names wait for no pause (Q-42)', async () => {
    const { newPerson, writeTo, deliverAll, texts } = await strangers();
    await writeTo(await newPerson({ username: 'alisa_demo' }), '1');
    await writeTo(await newPerson({ username: 'gleb_demo' }), '2');
    await deliverAll();
    expect(texts()).toEqual(['1', '2']);
  });

  it('count a recipient once, however often the send is tried', async () => {
    const { world, session, newPerson, writeTo, deliverAll, texts } = await strangers();
    session.willAnswer({ kind: 'not-sent', reason: 'network', retryAfterMs: 1000 });
    await writeTo(await newPerson(), '1');
    await deliverAll();
    world.clock.advance(1000);
    await deliverAll();
    expect(texts()).toEqual(['1', '1']);
    const granted = await world.do(tx => tx.firstMessages.granted(world.account.id, new Date(0)));
    expect(granted.count).toBe(1);
  });

  it('are not counted where nothing holds the account', async () => {
    const { world, newPerson, writeTo, deliverAll, texts } = await strangers({});
    for (const name of ['1', '2', '3']) await writeTo(await newPerson(), name);
    await deliverAll();
    expect(texts()).toEqual(['1', '2', '3']);
    expect((await world.do(tx => tx.firstMessages.granted(world.account.id, new Date(0)))).count).toBe(0);
  });
});

describe('the limits of messages of an account (Q-11)', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  async function limited(ownLimits: OwnLimits, texts: readonly string[], fields: Partial<Message> = {}) {
    const bench = await deliveryBench({ account: { ownLimits } });
    const { world, context, message } = bench;
    const messages = texts.map(text => message({ text, ...fields }));
    await world.accept(...messages);
    const pauses: number[] = [];
    const deliverAll = async (): Promise<void> => {
      while (await deliverNext(world, { ...context, paused: ms => void pauses.push(ms) }));
    };
    return { ...bench, messages, pauses, deliverAll };
  }

  it('let the next one leave when the oldest of a minute is a minute old', async () => {
    const { world, texts, pauses, deliverAll } = await limited({ messagesPerMinute: 2 }, ['1', '2', '3', '4', '5']);
    await deliverAll();
    expect([texts(), pauses]).toEqual([['1', '2'], [MINUTE]]);
    world.clock.advance(MINUTE - 1);
    await deliverAll();
    expect([texts().length, pauses.at(-1)]).toEqual([2, 1]);
    world.clock.advance(1);
    await deliverAll();
    expect(texts()).toEqual(['1', '2', '3', '4']);
  });

  it('of a day roll over 24 hours, and are counted again by a successor', async () => {
    const { world, context, session, texts, pauses, message, deliverAll } = await limited({ messagesPerDay: 2 }, ['1']);
    await deliverAll();
    world.clock.advance(10 * HOUR);
    await world.accept(message({ text: '2' }), message({ text: '3' }));
    await deliverAll();
    expect([texts(), pauses]).toEqual([['1', '2'], [14 * HOUR]]);
    const successor = { ...context, lease: world.lease(), session };
    expect(await deliverNext(world, successor)).toBe(false);
    world.clock.advance(14 * HOUR);
    expect([await deliverNext(world, successor), texts()]).toEqual([true, ['1', '2', '3']]);
  });

  it('hold no answer of an operator, which counts all the same', async () => {
    const { world, texts, message, deliverAll, pauses } = await limited({ messagesPerDay: 2 }, ['1', '2', '3']);
    await deliverAll();
    world.clock.advance(HOUR);
    await world.accept(message({ text: 'ответ', origin: 'OPEN_LINE', card: null }), message({ text: '4' }));
    await deliverAll();
    expect(texts()).toEqual(['1', '2', 'ответ']);
    // Of the newest two one is the answer now: the next place is free when the other one is a day old.
    world.clock.advance(23 * HOUR - 1);
    await deliverAll();
    expect([texts().length, pauses.at(-1)]).toEqual([3, 1]);
    world.clock.advance(1);
    await deliverAll();
    expect(texts()).toEqual(['1', '2', 'ответ', '3']);
  });

  it('count what the messenger refused, and not what never left', async () => {
    const { session, texts, deliverAll, world, messages } = await limited({ messagesPerDay: 2 }, ['1', '2', '3']);
    session.willAnswer({ kind: 'not-sent', reason: 'network', retryAfterMs: 0 });
    session.willAnswer({ kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: null, freeAt: null });
    await deliverAll();
    expect(texts()).toEqual(['1', '1', '2']);
    expect((await world.message(messages[2]?.id ?? newId())).status).toBe('QUEUED');
  });

  it('fail at once what could not leave within the time that messages wait, with the limit and its time (E-31, Q-20)', async () => {
    const { world, deliverAll, messages, texts } = await limited({ messagesPerDay: 1 }, ['1', '2']);
    world.clock.advance(HOUR);
    await deliverAll();
    expect(texts()).toEqual(['1']);
    const freeAt = new Date(world.clock.now().getTime() + 24 * HOUR).toISOString();
    expect(await world.message(messages[1]?.id ?? newId())).toMatchObject({
      status: 'FAILED',
      failure: { code: 'LIMIT_REACHED', details: { field: 'messagesPerDay', limit: 1, freeAt } },
    });
  });

  it('tell what waits when they are reached, once, and no operator’s message', async () => {
    const { world, deliverAll, messages, message } = await limited({ messagesPerMinute: 2 }, ['1', '2', '3', '4']);
    await deliverAll();
    await deliverAll();
    expect(world.waits()).toEqual([messages[2]?.id, messages[3]?.id]);
    await world.accept(message({ origin: 'OPEN_LINE', card: null }));
    expect(world.waits()).toHaveLength(2);
    const kinds = world.storage.feed(world.portal.id).map(({ event }) => event.kind);
    expect(kinds.filter(kind => kind === 'account-state')).toHaveLength(1);
  });

  it('of a day tell how many are left when few are: an open form says so (Q-46)', async () => {
    const { world, deliverAll } = await limited({ messagesPerDay: 12 }, ['1', '2', '3', '4']);
    await deliverAll();
    const kinds = world.storage.feed(world.portal.id).map(({ event }) => event.kind);
    // Ten, nine and eight are left; with the first one there were more than anybody speaks of.
    expect(kinds.filter(kind => kind === 'account-state')).toHaveLength(3);
  });

  it('say nothing of a wait of seconds', async () => {
    const { world, context, deliverAll, texts } = await limited({ messagesPerMinute: 2 }, ['1', '2', '3']);
    await deliverNext(world, context);
    world.clock.advance(55_000);
    await deliverAll();
    expect([texts(), world.waits()]).toEqual([['1', '2'], []]);
  });

  it('hold at once when they are set, and let go when they are taken away', async () => {
    const { world, texts, deliverAll, message } = await limited({}, ['1', '2']);
    await deliverAll();
    await world.changeAccount({ ownLimits: { messagesPerDay: 2 } });
    await world.accept(message({ text: '3' }));
    await deliverAll();
    expect(texts()).toEqual(['1', '2']);
    await world.changeAccount({ ownLimits: {} });
    await deliverAll();
    expect(texts()).toEqual(['1', '2', '3']);
  });

  it('ask the storage nothing where none is set', async () => {
    const { world } = await deliveryBench({ account: { ownLimits: { firstMessagesPerDay: 5 } } });
    expect(await callsOf({} as Transaction, world.account, world.clock.now())).toBeNull();
  });

  it('near their end are told to administrators once a day (N-6)', async () => {
    const { world, deliverAll } = await limited({ messagesPerDay: 5 }, ['1', '2', '3', '4', '5', '6']);
    await deliverAll();
    const near = world.storage.stateOf(world.portal.id).notices;
    expect([...near.values()].map(({ kind, details }) => [kind, details])).toEqual([
      ['daily-limit-near', { counter: 'SENT', spent: 4, limit: 5 }],
    ]);
  });
});

describe('the pause between two messages of an account (Q-10, C-16)', () => {
  async function paced(sendIntervalMs: number) {
    const { world, message, context, session, texts } = await deliveryBench({ account: { sendIntervalMs } });
    await world.accept(message({ text: 'один' }), message({ text: 'два' }), message({ text: 'три' }));
    const pauses: number[] = [];
    const deliver = () => deliverNext(world, { ...context, paused: ms => void pauses.push(ms) });
    return { world, session, context, texts, pauses, deliver };
  }

  it('begins when the messenger answered, and holds the next message until it is over', async () => {
    const { world, session, texts, pauses, deliver } = await paced(2000);
    session.willAnswer(() => {
      world.clock.advance(300);
      return { kind: 'accepted', at: world.clock.now() };
    });
    expect([await deliver(), await deliver(), texts(), pauses]).toEqual([true, false, ['один'], [2000]]);
    world.clock.advance(1999);
    expect([await deliver(), pauses.at(-1)]).toEqual([false, 1]);
    world.clock.advance(1);
    expect([await deliver(), texts()]).toEqual([true, ['один', 'два']]);
  });

  it('follows a refusal and an unknown outcome too, and not a call that never left', async () => {
    const { world, session, texts, pauses, deliver } = await paced(2000);
    session.willAnswer(() => ({ kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: null, freeAt: null }));
    await deliver();
    expect([await deliver(), pauses]).toEqual([false, [2000]]);
    world.clock.advance(2000);
    session.willAnswer(() => ({ kind: 'not-sent', reason: 'offline', retryAfterMs: 0 }));
    await deliver();
    await deliver();
    expect([texts(), pauses]).toEqual([['один', 'два', 'два'], [2000]]);
  });

  it('outlives the worker: its successor waits for the rest of it', async () => {
    const { world, context, texts, deliver } = await paced(600_000);
    await deliver();
    const successor = { ...context, lease: world.lease() };
    expect([await deliverNext(world, successor), texts()]).toEqual([false, ['один']]);
  });

  it('takes a new length at once (C-16)', async () => {
    const { world, texts, deliver } = await paced(600_000);
    await deliver();
    world.clock.advance(500);
    expect(await deliver()).toBe(false);
    await world.changeAccount({ sendIntervalMs: 500 });
    expect([await deliver(), texts()]).toEqual([true, ['один', 'два']]);
  });
});
