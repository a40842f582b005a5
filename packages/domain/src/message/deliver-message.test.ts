import { describe, expect, it } from 'vitest';
import { anAccount, aRecipient, deliveryBench } from '../../testing/index.ts';
import { MAX_WAIT_MS, RECIPIENT_HOLD_MS } from '../account/sending-limits.ts';
import type { LineId } from '../ids.ts';
import { LeaseLostError } from '../ports/session-store.ts';
import { recoverDeliveries } from './recover-deliveries.ts';

describe('the account’s next message', () => {
  it('is stored as being called before the first byte leaves (RE-5)', async () => {
    const { world, session, message, deliver } = await deliveryBench();
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
    const { world, session, message, deliver } = await deliveryBench();
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
    const { world, session, message, deliver } = await deliveryBench();
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
    const { world, session, message, deliver, texts } = await deliveryBench();
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
    const { world, session, message, deliver } = await deliveryBench();
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
    const { world, session, message, deliver } = await deliveryBench();
    const one = message();
    await world.accept(one);
    session.willAnswer({ kind: 'unknown', reason: 'no answer' });
    await deliver();
    expect(await world.message(one.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'DONE', failure: { code: 'NOT_CONFIRMED' } });
    world.clock.advance(MAX_WAIT_MS);
    expect([await deliver(), session.sent.length]).toEqual([false, 1]);
  });

  it('of an unconfirmed one’s recipient waits a minute; others do not wait (RE-7)', async () => {
    const { world, session, message, deliver, texts } = await deliveryBench();
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
    const { world, session, message, deliver } = await deliveryBench();
    const lost = message();
    await world.accept(lost, message({ text: 'следом' }));
    session.willAnswer({ kind: 'unknown', reason: 'no answer' });
    await deliver();
    await world.change(lost.id, { status: 'DELIVERED' });
    expect(await deliver()).toBe(true);
  });

  it('is failed when it waited longer than a day, and the next one goes (Q-20)', async () => {
    const { world, message, deliver, texts } = await deliveryBench();
    const old = message({ createdAt: new Date(world.clock.now().getTime() - MAX_WAIT_MS - 1) });
    await world.accept(old, message({ text: 'новое' }));
    await deliver();
    expect(await world.message(old.id)).toMatchObject({ status: 'FAILED', failure: { code: 'TOO_OLD' }, attempt: 0 });
    expect(texts()).toEqual(['новое']);
  });

  it('is sent on the last minute of its day', async () => {
    const { world, message, deliver } = await deliveryBench();
    await world.accept(message({ createdAt: new Date(world.clock.now().getTime() - MAX_WAIT_MS) }));
    expect(await deliver()).toBe(true);
  });

  it('that a person repeats goes out however old it is (RE-13)', async () => {
    const { world, message, deliver, texts } = await deliveryBench();
    await world.accept(message({ createdAt: new Date(world.clock.now().getTime() - 2 * MAX_WAIT_MS), status: 'UNCONFIRMED', attempt: 1 }));
    await deliver();
    expect(texts()).toHaveLength(1);
  });

  it('of another account is not touched', async () => {
    const { world, message, deliver } = await deliveryBench();
    const other = anAccount(world.portal.id, { lineId: '6' as LineId });
    await world.do(tx => tx.accounts.add(other));
    await world.accept(message({ accountId: other.id }));
    expect(await deliver()).toBe(false);
  });

  it('keeps the word of a receipt that overtook the answer (RE-23)', async () => {
    const { world, session, message, deliver } = await deliveryBench();
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
    const { world, session, message, deliver } = await deliveryBench({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    await world.accept(message());
    session.willFind({ presence: 'EXISTS', messengerAddress: '551188887777@s.whatsapp.net' });
    await deliver();
    expect([session.asked, session.sent[0]?.messengerAddress]).toEqual([[world.recipient.address], '551188887777@s.whatsapp.net']);
  });

  it('and has no account ends its message, without a call (D-6, E-10)', async () => {
    const { world, session, message, deliver } = await deliveryBench({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    const one = message();
    await world.accept(one);
    session.willFind({ presence: 'ABSENT' });
    expect(await deliver()).toBe(true);
    expect([session.sent, (await world.message(one.id)).failure?.code, await deliver()]).toEqual([[], 'NOT_IN_WHATSAPP', false]);
    expect((await world.message(one.id)).history.at(-1)?.source).toBe('SYSTEM');
  });

  it('and about which nobody knows is tried (D-7)', async () => {
    const { world, session, message, deliver } = await deliveryBench({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
    await world.accept(message());
    session.willFind({ presence: 'UNKNOWN', reason: 'no answer' });
    await deliver();
    expect(session.sent).toHaveLength(1);
  });

  it('is not checked through a messenger that cannot tell', async () => {
    const { world, session, message, deliver } = await deliveryBench({
      capabilities: { checksPresence: false },
      recipient: { presence: 'UNKNOWN', checkedAt: null },
    });
    await world.accept(message());
    await deliver();
    expect([session.asked, session.sent.length]).toEqual([[], 1]);
  });

  it('is not checked again while the answer holds', async () => {
    const { world, session, message, deliver } = await deliveryBench();
    await world.accept(message(), message());
    await deliver();
    await deliver();
    expect([session.asked, session.sent.length]).toEqual([[], 2]);
  });
});

describe('a holder that lost his lease (RE-6)', () => {
  it('claims nothing', async () => {
    const { world, context, message, deliver } = await deliveryBench();
    const one = message();
    await world.accept(one);
    world.storage.loseLease(context.lease);
    await expect(deliver()).rejects.toBeInstanceOf(LeaseLostError);
    expect((await world.message(one.id)).delivery).toBe('READY');
  });

  it('does not call the messenger when it went while the number was checked', async () => {
    const { world, session, context, message, deliver } = await deliveryBench({ recipient: { presence: 'UNKNOWN', checkedAt: null } });
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
    const { world, session, context, message, deliver } = await deliveryBench();
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
