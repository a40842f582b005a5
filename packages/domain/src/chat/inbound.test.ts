import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, World } from '../../testing/index.ts';
import type { InboundMessage } from '../ports/connector/inbound.ts';
import { refuse } from '../refusal.ts';
import { forwardInbound } from './forward-inbound.ts';
import { storeInbound } from './store-inbound.ts';

async function given() {
  const world = await World.open();
  const inbound = (fields: Partial<InboundMessage> = {}): InboundMessage => ({
    externalMessageId: 'in-1',
    address: world.recipient.address,
    messengerAddress: `${world.recipient.address.slice(1)}@s.whatsapp.net`,
    fromPhone: false,
    name: 'Ваня',
    text: 'Сколько стоит?',
    file: null,
    change: null,
    unsupported: null,
    occurredAt: new Date('2026-03-10T08:59:30.000Z'),
    ...fields,
  });
  const store = (...messages: InboundMessage[]) => storeInbound(world, world.portal.id, world.account.id, messages);
  /** Runs what waits in the chats' lanes. */
  const forward = async () => {
    const outcomes = [];
    for (const task of world.waiting('forward-inbound')) outcomes.push(await forwardInbound(world, world.portal.id, task.subjectId));
    return outcomes;
  };
  const texts = () => world.openLines.posts().map(post => post.text);
  return { world, inbound, store, forward, texts };
}

describe('a message from the client (H-1)', () => {
  it('is stored before anybody is told, then forwarded into the chat (GU-5)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await store(inbound());
    expect(world.openLines.calls).toEqual([]);
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(texts()).toEqual(['Сколько стоит?']);
    expect(await world.do(tx => tx.chats.find(world.account.id, world.recipient.id))).toMatchObject({
      card: null,
      openLineChatId: world.openLines.chats[0]?.id,
    });
  });

  it('is a "yes" without a check, and a conversation that runs (D-6, Q-11)', async () => {
    const { world, inbound, store } = await given();
    await store(inbound());
    expect(await world.do(tx => tx.recipients.find(world.recipient.id))).toMatchObject({
      presence: 'EXISTS',
      messengerAddress: inbound().messengerAddress,
    });
    expect(await world.do(tx => tx.messages.hasConversation(world.account.id, world.recipient.id))).toBe(true);
    expect(await world.do(tx => tx.usage.today(world.account.id))).toMatchObject({ CHECK: 0 });
  });

  it('that comes again is stored and forwarded once (RE-20)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await store(inbound(), inbound());
    await store(inbound());
    expect(world.waiting('forward-inbound')).toHaveLength(1);
    await forward();
    expect(texts()).toEqual(['Сколько стоит?']);
  });

  it('goes in their order into one lane (Q-4)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await store(inbound({ externalMessageId: '1', text: 'раз' }), inbound({ externalMessageId: '2', text: 'два' }));
    await store(inbound({ externalMessageId: '3', text: 'три' }));
    expect(new Set(world.waiting('forward-inbound').map(task => task.laneKey)).size).toBe(1);
    await forward();
    expect(texts()).toEqual(['раз', 'два', 'три']);
  });

  it('of somebody unknown makes him known, with the name he gave himself', async () => {
    const { world, inbound, store } = await given();
    await store(inbound({ address: '+79261112233' }));
    expect(await world.do(tx => tx.recipients.findByAddress('WHATSAPP', ['+79261112233']))).toMatchObject({
      name: 'Ваня',
      presence: 'EXISTS',
    });
  });

  it('who hides his number is known by the messenger’s own address', async () => {
    const { world, inbound, store, forward } = await given();
    await store(inbound({ address: null, messengerAddress: '1234567@lid' }));
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(world.openLines.chats).toMatchObject([{ client: '1234567' }]);
  });

  it('that says an earlier one anew is marked and quotes it; one taken back goes from the chat (O-30)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await store(inbound({ externalMessageId: 'm-1', text: 'в 10:00' }));
    await forward();
    await store(inbound({ externalMessageId: 'm-2', text: 'в 11:00', change: { kind: 'EDIT', externalMessageId: 'm-1' } }));
    await forward();
    expect(texts()).toEqual(['в 10:00', 'Сообщение отредактировано\n> в 10:00\nв 11:00']);
    await store(inbound({ externalMessageId: 'm-3', text: null, change: { kind: 'DELETE', externalMessageId: 'm-1' } }));
    await forward();
    expect(texts()).toEqual(['Сообщение отредактировано\n> в 10:00\nв 11:00']);
    // What the chat never had is no failure.
    await store(inbound({ externalMessageId: 'm-4', text: null, change: { kind: 'DELETE', externalMessageId: 'never' } }));
    expect((await forward()).at(-1)).toEqual({ kind: 'done' });
    expect(world.openLines.calls).toContain('changeFromClient');
  });

  it('that answers another shows what: told by the messenger, or found with us, ours and his own (H-4)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    const ours = aMessage({ ...world.pair, text: 'Готов' });
    await world.accept(ours);
    const quote = (externalMessageId: string | null, text: string | null = null) => ({ externalMessageId, text, file: null });
    await store(
      inbound({ externalMessageId: 'm-1', text: 'Первый?' }),
      inbound({ externalMessageId: 'm-2', text: 'Заберу', quote: quote(null, 'Ваш заказ\nготов') }),
      inbound({ externalMessageId: 'm-3', text: 'Ура', quote: quote(ours.externalMessageId) }),
      inbound({ externalMessageId: 'm-4', text: 'Да, он', quote: quote('m-1') }),
      inbound({ externalMessageId: 'm-5', text: 'А это?', quote: quote('never') }),
      inbound({ externalMessageId: 'm-6', text: 'Слышно плохо', quote: { ...quote(null), file: 'VOICE' } }),
    );
    await forward();
    expect(texts()).toEqual([
      'Первый?',
      '> Ваш заказ\n> готов\nЗаберу',
      '> Готов\nУра',
      '> Первый?\nДа, он',
      '> [сообщение]\nА это?',
      '> [голосовое сообщение]\nСлышно плохо',
    ]);
  });

  it('quotes no more of a long message than is needed to know it again (H-4)', async () => {
    const { inbound, store, forward, texts } = await given();
    await store(inbound({ text: 'Да', quote: { externalMessageId: null, text: '🙂'.repeat(300), file: null } }));
    await forward();
    expect(texts()).toEqual([`> ${'🙂'.repeat(200)}…\nДа`]);
  });

  it('that is passed on says whose it was (H-4)', async () => {
    const { inbound, store, forward, texts } = await given();
    await store(
      inbound({ externalMessageId: 'm-1', text: 'Скидка', forwarded: { from: 'Ольга Новикова' } }),
      inbound({ externalMessageId: 'm-2', text: 'И эта', forwarded: { from: null } }),
    );
    await forward();
    expect(texts()).toEqual(['Переслано от Ольга Новикова\nСкидка', 'Переслано\nИ эта']);
  });

  it('that is a reaction is one short line, and no message of the conversation (H-4)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    const quote = { externalMessageId: null, text: 'Готов', file: null };
    const react = (n: number, now: string | null, isChange: boolean) =>
      inbound({ externalMessageId: `r-${n}`, text: null, quote, reaction: { now, isChange } });
    await store(react(1, '👍', false), react(2, '❤', true), react(3, null, true));
    await store(react(1, '👍', false));
    await forward();
    expect(texts()).toEqual(['> Готов\nРеакция: 👍', '> Готов\nРеакция изменена: ❤', '> Готов\nРеакция снята']);
    expect(await world.do(tx => tx.received.findByExternalId(world.account.id, 'r-1'))).toBeNull();
  });

  it('speaks the portal’s language around the client’s words (H-4)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    world.portal.language = 'en';
    await world.do(tx => tx.savePortal(world.portal));
    const quote = { externalMessageId: null, text: null, file: 'IMAGE' as const };
    await store(inbound({ externalMessageId: 'r-1', text: null, quote, reaction: { now: '👍', isChange: false } }));
    await forward();
    expect(texts()).toEqual(['> [photo]\nReaction: 👍']);
  });

  it('without text says what it is', async () => {
    const { inbound, store, forward, texts } = await given();
    await store(inbound({ text: null, unsupported: 'sticker' }));
    await forward();
    expect(texts()).toEqual(['[sticker]']);
  });

  it('is not forwarded twice when the answer was lost (RE-10)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await store(inbound({ externalMessageId: '0', text: 'раньше' }));
    await forward();
    world.storage.stateOf(world.portal.id).tasks.clear();
    await store(inbound());
    world.openLines.doom('postFromClient', 'crash');
    await expect(forward()).rejects.toThrow();
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(texts()).toEqual(['раньше', 'Сколько стоит?']);
  });

  it.each([
    ['the portal is away', refuse('PORTAL_UNAVAILABLE'), { kind: 'again', passing: true }],
    ['the line is closed to us', refuse('FORBIDDEN', { right: 'line' }), { kind: 'again', reason: 'FORBIDDEN', afterMs: 60_000 }],
  ])('waits when %s: it is never dropped (GU-5, Q-22)', async (_why, refusal, outcome) => {
    const { world, inbound, store, forward } = await given();
    await store(inbound());
    world.openLines.doom('postFromClient', refusal);
    expect(await forward()).toMatchObject([outcome]);
  });

  it('keeps its chat’s operator as the portal says', async () => {
    const { world, inbound, store, forward } = await given();
    world.openLines.nextInQueue = ANNA;
    await store(inbound());
    await forward();
    expect(await world.do(tx => tx.chats.find(world.account.id, world.recipient.id))).toMatchObject({
      ownerId: ANNA,
      ownerName: 'Анна Смирнова',
    });
  });
});

describe('a message that the account’s owner wrote on his phone (H-2, O-25)', () => {
  it('is published with the mark of the phone, and counts as an answer: a conversation runs', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await store(inbound({ fromPhone: true, text: 'Перезвоню' }));
    expect(await world.do(tx => tx.messages.hasConversation(world.account.id, world.recipient.id))).toBe(true);
    await forward();
    expect(texts()).toEqual(['💬 OLChat (с телефона):\nПерезвоню']);
  });

  it('that is the echo of our own send is no news (O-24)', async () => {
    const { world, inbound, store } = await given();
    const ours = aMessage(world.pair);
    await world.accept(ours);
    await store(inbound({ fromPhone: true, externalMessageId: ours.externalMessageId }));
    expect(world.waiting('forward-inbound')).toEqual([]);
  });
});

describe('what is kept out of the open line', () => {
  it('is everything from and to an ignored number: it creates no chat (C-18)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await world.changeAccount({ ignoredNumbers: [world.recipient.address] });
    await store(inbound(), inbound({ externalMessageId: 'in-2', fromPhone: true }));
    expect(await forward()).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect([texts(), world.openLines.chats]).toEqual([[], []]);
  });

  it('is what the owner wrote on his phone while publishing is switched off; the client still comes through (C-11)', async () => {
    const { world, inbound, store, forward, texts } = await given();
    await world.changeAccount({ publishOutgoing: false });
    await store(inbound({ fromPhone: true, text: 'С телефона' }), inbound({ externalMessageId: 'in-2', text: 'От клиента' }));
    await forward();
    expect(texts()).toEqual(['От клиента']);
  });

  it('a message from the phone shows that the phone is in use (C-22)', async () => {
    const { world, inbound, store } = await given();
    await store(inbound());
    const seen = async () => (await world.do(tx => tx.accounts.find(world.account.id)))?.phoneSeenAt ?? null;
    expect(await seen()).toBeNull();
    const occurredAt = new Date('2026-03-10T08:59:40.000Z');
    await store(inbound({ externalMessageId: 'in-2', fromPhone: true, occurredAt }));
    expect(await seen()).toEqual(occurredAt);
    await store(inbound({ externalMessageId: 'in-3', fromPhone: true, occurredAt: new Date('2026-03-10T09:20:00.000Z') }));
    expect(await seen()).toEqual(occurredAt);
  });
});

describe('the history of a conversation (S-11)', () => {
  const kept = (world: World, id = 'in-1') => world.do(tx => tx.received.findByExternalId(world.account.id, id));

  it('keeps what the client wrote, and what the account’s owner wrote on his phone', async () => {
    const { world, inbound, store } = await given();
    await store(inbound(), inbound({ externalMessageId: 'in-2', fromPhone: true, text: 'Перезвоню' }));
    expect(await kept(world)).toMatchObject({ recipientId: world.recipient.id, fromPhone: false, text: 'Сколько стоит?', editedAt: null });
    expect(await kept(world, 'in-2')).toMatchObject({ fromPhone: true, text: 'Перезвоню' });
  });

  it('follows an edit, and keeps nothing of what was taken back (O-30)', async () => {
    const { world, inbound, store } = await given();
    const change = (kind: 'EDIT' | 'DELETE') => ({ kind, externalMessageId: 'in-1' }) as const;
    await store(inbound(), inbound({ externalMessageId: 'e-1', text: 'Сколько стоит доставка?', change: change('EDIT') }));
    expect(await kept(world)).toMatchObject({ text: 'Сколько стоит доставка?', editedAt: inbound().occurredAt });
    await store(inbound({ externalMessageId: 'e-2', text: null, change: change('DELETE') }));
    await store(inbound({ externalMessageId: 'e-3', text: 'поздно', change: change('EDIT') }));
    expect(await kept(world)).toMatchObject({ text: null, file: null, removedAt: inbound().occurredAt });
  });

  it('has nothing of an ignored number (C-18)', async () => {
    const { world, inbound, store } = await given();
    await world.do(tx => tx.accounts.save(Object.assign(world.account, { ignoredNumbers: [world.recipient.address] })));
    await store(inbound());
    expect(await kept(world)).toBeNull();
  });
});
