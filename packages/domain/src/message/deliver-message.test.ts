import { describe, expect, it } from 'vitest';
import { aMessage, anAccount, aRecipient, codeOf, ScriptedSession, World, type WorldOptions } from '../../testing/index.ts';
import { MAX_CRASHES, MAX_WAIT_MS, RECIPIENT_HOLD_MS } from '../account/sending-limits.ts';
import type { OwnLimits } from '../account/account-limits.ts';
import { newId, type LineId } from '../ids.ts';
import { LeaseLostError } from '../ports/session-store.ts';
import type { Transaction } from '../ports/storage.ts';
import { cancelMessage } from './cancel-message.ts';
import { deliverNext, recoverDeliveries } from './deliver-message.ts';
import { callsOf } from './message-limit-gate.ts';
import type { Message } from './message.ts';
import type { Recipient } from '../recipient/recipient.ts';

async function given(options: WorldOptions = {}) {
  const world = await World.open({
    ...options,
    recipient: { presence: 'EXISTS', checkedAt: new Date('2026-03-10T08:00:00.000Z'), ...options.recipient },
  });
  const session = new ScriptedSession(() => world.clock.now());
  const context = {
    lease: world.lease(),
    accountId: world.account.id,
    session,
    capabilities: world.capabilities,
    signal: new AbortController().signal,
  };
  const message = (fields: Partial<Message> = {}): Message =>
    aMessage({
      portalId: world.portal.id,
      accountId: world.account.id,
      recipientId: world.recipient.id,
      createdAt: world.clock.now(),
      ...fields,
    });
  const deliver = () => deliverNext(world, context);
  const recover = () => recoverDeliveries(world, context);
  const texts = () => session.sent.map(sent => sent.text);
  return { world, session, context, message, deliver, recover, texts };
}

describe('the account’s next message', () => {
  it('is stored as being called before the first byte leaves (RE-5)', async () => {
    const { world, session, message, deliver } = await given();
    const one = message();
    await world.accept(one);
    session.willAnswer(async () => {
      expect(await world.message(one.id)).toMatchObject({ delivery: 'CALLING', attempt: 1, status: 'QUEUED' });
      return { kind: 'accepted', at: world.clock.now() };
    });
    expect(await deliver()).toBe(true);
    expect(session.sent).toEqual([
      {
        messageId: one.id,
        externalMessageId: one.externalMessageId,
        address: world.recipient.address,
        messengerAddress: null,
        text: one.text,
        senderLine: null,
        file: null,
      },
    ]);
  });

  it('is sent when the messenger has it, at the messenger’s time, and counts for the day (L-7)', async () => {
    const { world, session, message, deliver } = await given();
    const one = message({ publication: 'INCOMING' });
    await world.accept(one);
    const at = new Date(world.clock.now().getTime() - 500);
    session.willAnswer({ kind: 'accepted', at });
    await deliver();
    const stored = await world.message(one.id);
    expect(stored).toMatchObject({ status: 'SENT', delivery: 'DONE', failure: null });
    expect(stored.history.at(-1)).toEqual({
      status: 'SENT',
      occurredAt: at,
      learnedAt: world.clock.now(),
      source: 'ACCEPTANCE',
      failure: null,
    });
    expect(await world.do(tx => tx.usage.today(world.account.id))).toMatchObject({ SENT: 1 });
    // It may be published now, and not before (O-26).
    expect(world.waiting()).toMatchObject([{ name: 'publish-message', subjectId: one.id }]);
    expect(world.heard()).toEqual(['SENT']);
  });

  it('is failed with the messenger’s reason, and is not published (L-9, O-26, E-33)', async () => {
    const { world, session, message, deliver } = await given();
    const one = message({ publication: 'INCOMING' });
    await world.accept(one);
    const freeAt = new Date('2026-03-11T00:00:00.000Z');
    session.willAnswer({ kind: 'refused', code: 'ACCOUNT_RESTRICTED', rawCode: '463', freeAt });
    await deliver();
    expect(await world.message(one.id)).toMatchObject({
      status: 'FAILED',
      delivery: 'DONE',
      failure: { code: 'ACCOUNT_RESTRICTED', details: { rawCode: '463', freeAt: freeAt.toISOString() } },
    });
    expect(world.waiting('publish-message')).toEqual([]);
  });

  it('that provably did not leave waits at its place and is tried again (RE-9, RE-10)', async () => {
    const { world, session, message, deliver, texts } = await given();
    const [first, second] = [message({ text: 'первое' }), message({ text: 'второе' })];
    await world.accept(first, second);
    session.willAnswer({ kind: 'not-sent', reason: 'not connected', retryAfterMs: null });
    expect(await deliver()).toBe(true);
    expect(await world.message(first.id)).toMatchObject({ status: 'QUEUED', delivery: 'READY', attempt: 1 });
    // Nothing overtakes it while it waits.
    expect(await deliver()).toBe(false);
    world.clock.advance(500);
    await deliver();
    await deliver();
    expect(texts()).toEqual(['первое', 'первое', 'второе']);
    expect(new Set(session.sent.slice(0, 2).map(sent => sent.externalMessageId)).size).toBe(1);
  });

  it('waits as long as the messenger asks', async () => {
    const { world, session, message, deliver } = await given();
    await world.accept(message());
    session.willAnswer({ kind: 'not-sent', reason: 'flood', retryAfterMs: 90_000 });
    await deliver();
    expect(world.waits()).toHaveLength(1);
    world.clock.advance(89_999);
    expect(await deliver()).toBe(false);
    world.clock.advance(1);
    expect(await deliver()).toBe(true);
  });

  it('whose fate nobody knows is unconfirmed and never sent again by itself (L-11, Q-3)', async () => {
    const { world, session, message, deliver } = await given();
    const one = message();
    await world.accept(one);
    session.willAnswer({ kind: 'unknown', reason: 'no answer' });
    await deliver();
    expect(await world.message(one.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'DONE', failure: { code: 'NOT_CONFIRMED' } });
    world.clock.advance(MAX_WAIT_MS);
    expect([await deliver(), session.sent.length]).toEqual([false, 1]);
  });

  it('of an unconfirmed one’s recipient waits a minute; others do not wait (RE-7)', async () => {
    const { world, session, message, deliver, texts } = await given();
    const other = aRecipient(world.portal.id, { presence: 'EXISTS', checkedAt: world.clock.now() });
    await world.do(tx => tx.recipients.save(other));
    await world.accept(message({ text: 'пропало' }), message({ text: 'следом' }), message({ text: 'другому', recipientId: other.id }));
    session.willAnswer({ kind: 'unknown', reason: 'no answer' });
    await deliver();
    await deliver();
    expect([await deliver(), texts()]).toEqual([false, ['пропало', 'другому']]);
    world.clock.advance(RECIPIENT_HOLD_MS);
    expect([await deliver(), texts().at(-1)]).toEqual([true, 'следом']);
  });

  it('does not wait any more when a receipt tells what became of the one before', async () => {
    const { world, session, message, deliver } = await given();
    const lost = message();
    await world.accept(lost, message({ text: 'следом' }));
    session.willAnswer({ kind: 'unknown', reason: 'no answer' });
    await deliver();
    await world.change(lost.id, { status: 'DELIVERED' });
    expect(await deliver()).toBe(true);
  });

  it('is failed when it waited longer than a day, and the next one goes (Q-20)', async () => {
    const { world, message, deliver, texts } = await given();
    const old = message({ createdAt: new Date(world.clock.now().getTime() - MAX_WAIT_MS - 1) });
    await world.accept(old, message({ text: 'новое' }));
    await deliver();
    expect(await world.message(old.id)).toMatchObject({ status: 'FAILED', failure: { code: 'TOO_OLD' }, attempt: 0 });
    expect(texts()).toEqual(['новое']);
  });

  it('is sent on the last minute of its day', async () => {
    const { world, message, deliver } = await given();
    await world.accept(message({ createdAt: new Date(world.clock.now().getTime() - MAX_WAIT_MS) }));
    expect(await deliver()).toBe(true);
  });

  it('that a person repeats goes out however old it is (RE-13)', async () => {
    const { world, message, deliver, texts } = await given();
    await world.accept(message({ createdAt: new Date(world.clock.now().getTime() - 2 * MAX_WAIT_MS), status: 'UNCONFIRMED', attempt: 1 }));
    await deliver();
    expect(texts()).toHaveLength(1);
  });

  it('of another account is not touched', async () => {
    const { world, message, deliver } = await given();
    const other = anAccount(world.portal.id, { lineId: '6' as LineId });
    await world.do(tx => tx.accounts.add(other));
    await world.accept(message({ accountId: other.id }));
    expect(await deliver()).toBe(false);
  });

  it('keeps the word of a receipt that overtook the answer (RE-23)', async () => {
    const { world, session, message, deliver } = await given();
    const one = message();
    await world.accept(one);
    session.willAnswer(async () => {
      const stored = await world.message(one.id);
      const now = world.clock.now();
      stored.learn({ status: 'READ', occurredAt: now, learnedAt: now, source: 'RECEIPT', failure: null });
      await world.do(tx => tx.messages.save(stored));
      return { kind: 'unknown', reason: 'no answer' };
    });
    await deliver();
    expect(await world.message(one.id)).toMatchObject({ status: 'READ', failure: null, delivery: 'DONE' });
  });
});

describe('a number that nobody checked', () => {
  it('is checked before the message goes, and the messenger’s own address is used (D-6)', async () => {
    const { world, session, message, deliver } = await given({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    await world.accept(message());
    session.willFind({ presence: 'EXISTS', messengerAddress: '551188887777@s.whatsapp.net' });
    await deliver();
    expect([session.asked, session.sent[0]?.messengerAddress]).toEqual([[world.recipient.address], '551188887777@s.whatsapp.net']);
  });

  it('and has no account ends its message, without a call (D-6, E-10)', async () => {
    const { world, session, message, deliver } = await given({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    const one = message();
    await world.accept(one);
    session.willFind({ presence: 'ABSENT' });
    expect(await deliver()).toBe(true);
    expect([session.sent, (await world.message(one.id)).failure?.code, await deliver()]).toEqual([[], 'NOT_IN_WHATSAPP', false]);
    expect((await world.message(one.id)).history.at(-1)?.source).toBe('SYSTEM');
  });

  it('and about which nobody knows is tried (D-7)', async () => {
    const { world, session, message, deliver } = await given({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    await world.accept(message());
    session.willFind({ presence: 'UNKNOWN', reason: 'no answer' });
    await deliver();
    expect(session.sent).toHaveLength(1);
  });

  it('is not checked through a messenger that cannot tell', async () => {
    const { world, session, message, deliver } = await given({
      capabilities: { checksPresence: false },
      recipient: { presence: 'UNKNOWN', checkedAt: null },
    });
    await world.accept(message());
    await deliver();
    expect([session.asked, session.sent.length]).toEqual([[], 1]);
  });

  it('is not checked again while the answer holds', async () => {
    const { world, session, message, deliver } = await given();
    await world.accept(message(), message());
    await deliver();
    await deliver();
    expect([session.asked, session.sent.length]).toEqual([[], 2]);
  });
});

describe('an account whose first messages the messenger refuses (Q-13)', () => {
  const held = { account: { firstMessagesHeldUntil: new Date('2026-03-11T00:00:00.000Z') } };

  it('keeps a first message until the time has come, and sends it then', async () => {
    const { world, session, message, deliver } = await given(held);
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
    const { world, session, message, deliver } = await given({ account: { firstMessagesHeldUntil: new Date('2026-03-12T00:00:00.000Z') } });
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
    const { world, session, message, deliver } = await given(held);
    await world.do(tx => tx.messages.noteInbound(world.account.id, world.recipient.id, world.clock.now()));
    await world.accept(message());
    await deliver();
    expect(session.sent).toHaveLength(1);
  });

  it('sends again when the time has come', async () => {
    const { world, session, message, deliver } = await given(held);
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
    const bench = await given(options);
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

describe('a holder that lost his lease (RE-6)', () => {
  it('claims nothing', async () => {
    const { world, context, message, deliver } = await given();
    const one = message();
    await world.accept(one);
    world.storage.loseLease(context.lease);
    await expect(deliver()).rejects.toBeInstanceOf(LeaseLostError);
    expect((await world.message(one.id)).delivery).toBe('READY');
  });

  it('does not call the messenger when it went while the number was checked', async () => {
    const { world, session, context, message, deliver } = await given({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    await world.accept(message());
    const ask = session.checkPresence.bind(session);
    session.checkPresence = address => {
      world.storage.loseLease(context.lease);
      return ask(address);
    };
    await expect(deliver()).rejects.toBeInstanceOf(LeaseLostError);
    expect(session.sent).toEqual([]);
  });

  it('stores no answer: his successor has decided already', async () => {
    const { world, session, context, message, deliver } = await given();
    const one = message();
    await world.accept(one);
    session.willAnswer(async () => {
      world.storage.loseLease(context.lease);
      await recoverDeliveries(world, { ...context, lease: world.lease() });
      return { kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: null, freeAt: null };
    });
    await expect(deliver()).rejects.toBeInstanceOf(LeaseLostError);
    expect((await world.message(one.id)).status).toBe('UNCONFIRMED');
  });
});

describe('where a repeat is harmless (GU-3)', () => {
  async function asking() {
    const setting = await given({ capabilities: { repeatIsHarmless: true } });
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

describe('what a worker that died left behind (GU-7)', () => {
  it('was claimed: it provably did not leave, and goes at its place', async () => {
    const { world, message, recover, deliver, texts } = await given();
    await world.accept(message({ text: 'первое', delivery: 'CLAIMED', attempt: 1 }), message({ text: 'второе' }));
    await recover();
    await deliver();
    await deliver();
    expect(texts()).toEqual(['первое', 'второе']);
  });

  it('was being called: nobody knows, and it is not sent again (Q-3, GU-3)', async () => {
    const { world, session, message, recover, deliver } = await given();
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    await recover();
    expect(await world.message(one.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'DONE', failure: { code: 'NOT_CONFIRMED' } });
    expect([await deliver(), session.sent, world.heard()]).toEqual([false, [], ['UNCONFIRMED']]);
  });

  it('was being called, where a repeat is harmless: it is asked again with the same id (GU-3)', async () => {
    const { world, session, message, recover, deliver } = await given({ capabilities: { repeatIsHarmless: true } });
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    await recover();
    expect((await world.message(one.id)).delivery).toBe('ASKING');
    await deliver();
    expect(session.sent.map(sent => sent.externalMessageId)).toEqual([one.externalMessageId]);
    expect(await world.message(one.id)).toMatchObject({ status: 'SENT', attempt: 2 });
  });

  it('ended its process three times: it is given up, and the lane goes on (RE-11, FA-24)', async () => {
    const { world, message, recover, deliver, texts } = await given();
    const poison = message({ text: 'яд', delivery: 'CLAIMED', attempt: MAX_CRASHES });
    await world.accept(poison, message({ text: 'следом' }));
    await recover();
    expect(await world.message(poison.id)).toMatchObject({ status: 'FAILED', delivery: 'DONE' });
    await deliver();
    expect(texts()).toEqual(['следом']);
  });

  it('was told of by a receipt meanwhile: the receipt’s word stands', async () => {
    const { world, message, recover } = await given();
    const one = message({ delivery: 'CALLING', attempt: 1, status: 'DELIVERED' });
    await world.accept(one);
    await recover();
    expect(await world.message(one.id)).toMatchObject({ status: 'DELIVERED', delivery: 'DONE' });
  });

  it('is not for a holder that lost his lease himself', async () => {
    const { world, context, message, recover } = await given();
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    world.storage.loseLease(context.lease);
    await expect(recover()).rejects.toBeInstanceOf(LeaseLostError);
    expect((await world.message(one.id)).delivery).toBe('CALLING');
  });
});

describe('the limits of messages of an account (Q-11)', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  async function limited(ownLimits: OwnLimits, texts: readonly string[], fields: Partial<Message> = {}) {
    const bench = await given({ account: { ownLimits } });
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
    const { world } = await given({ account: { ownLimits: { firstMessagesPerDay: 5 } } });
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
    const { world, message, context, session, texts } = await given({ account: { sendIntervalMs } });
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
