import { describe, expect, it } from 'vitest';
import { aCaller, aMessage, ANNA, BORIS, DEAL, granted, World, type WorldOptions } from '../../testing/index.ts';
import { sendMessage } from '../message/send-message.ts';
import type { PortalEvent } from '../ports/portal-event.ts';
import { refuse } from '../refusal.ts';
import { forwardOperatorMessage } from './operator-message.ts';
import { routePortalEvents } from './route-portal-events.ts';

type OperatorMessage = Extract<PortalEvent, { kind: 'operator-message' }>;

async function given(options: WorldOptions = {}) {
  const world = await World.open(options);
  const client = world.recipient.address.slice(1);
  const { dialog: lineChat } = await world.addChat();
  /** The message stands in its chat too, as it does when the event is true. */
  const event = (fields: Partial<OperatorMessage> = {}): OperatorMessage => {
    const told: OperatorMessage = {
      kind: 'operator-message',
      messenger: 'WHATSAPP',
      lineId: world.account.lineId,
      openLineChatId: lineChat.id,
      openLineMessageId: '801',
      authorId: ANNA,
      clientExternalId: client,
      text: 'Перезвоню через час',
      fileCount: 0,
      ...fields,
    };
    const { openLineMessageId: id, authorId, text } = told;
    const chat = world.openLines.chats.find(one => one.id === told.openLineChatId);
    chat?.messages.push({ id, author: authorId ?? 'system', externalId: null, text, deliveredAs: null });
    return told;
  };
  const route = (...events: PortalEvent[]) => routePortalEvents(world, world.portal.id, events);
  const forward = async () => {
    const outcomes = [];
    for (const task of world.waiting('forward-operator-message'))
      outcomes.push(await forwardOperatorMessage(world, world.portal.id, task.subjectId));
    return outcomes;
  };
  const ready = () => world.do(tx => tx.messages.ready(world.account.id));
  const said = () =>
    world.openLines
      .posts(lineChat.id)
      .filter(post => post.author === 'system')
      .map(post => post.text);
  return { world, lineChat, event, route, forward, ready, said };
}

describe('an operator’s message (H-1)', () => {
  it('becomes a message of ours in the same outbox, without a second copy in the chat', async () => {
    const { world, event, route, forward, ready } = await given();
    await route(event());
    expect(await forward()).toEqual([{ kind: 'done' }]);
    const [message] = await ready();
    expect(message).toMatchObject({
      text: 'Перезвоню через час',
      senderId: ANNA,
      origin: 'OPEN_LINE',
      recipientId: world.recipient.id,
      publication: 'NONE',
      createActivity: false,
      openLineMessageId: '801',
      card: null,
    });
    expect(message?.chatId).not.toBeNull();
    expect(world.heard()).toEqual(['QUEUED']);
  });

  it('that the portal tells of twice is taken once (RE-20)', async () => {
    const { event, route, forward, ready } = await given();
    await route(event(), event());
    await route(event());
    await forward();
    expect(await ready()).toHaveLength(1);
  });

  it('whose task runs twice is taken once (GU-7)', async () => {
    const { event, route, forward, ready } = await given();
    await route(event());
    await forward();
    await forward();
    expect(await ready()).toHaveLength(1);
  });

  it('is taken although a partner used its number as his own key (Q-1)', async () => {
    const { world, event, route, forward, ready } = await given();
    granted(
      await sendMessage(world, aCaller(world.portal.id, { via: 'PARTNER_KEY' }), {
        idempotencyKey: 'im:801',
        card: DEAL,
        accountId: world.account.id,
        recipientId: world.recipient.id,
        text: 'Другое',
        publication: 'NONE',
        createActivity: false,
      }),
    );
    await route(event());
    await forward();
    expect((await ready()).map(message => message.text)).toEqual(['Другое', 'Перезвоню через час']);
  });

  it('is nobody’s on a line that we do not serve, and other events are not ours', async () => {
    const { world, event, route } = await given();
    await route(event({ lineId: '404' as never }), { kind: 'ignored', name: 'ONIMCONNECTORDIALOGFINISH' });
    expect(world.waiting()).toEqual([]);
  });

  it('to somebody who was never stored makes him a recipient', async () => {
    const { world, event, route, forward, ready } = await given();
    const { id } = world.openLines.addChat({ lineId: world.account.lineId, client: '79261112233' });
    await route(event({ openLineChatId: id, clientExternalId: '79261112233' }));
    await forward();
    const [message] = await ready();
    const recipient = await world.do(tx => tx.recipients.findByAddress('WHATSAPP', ['+79261112233']));
    expect(message?.recipientId).toBe(recipient?.id);
  });

  it.each([
    ['known', '700000011'],
    ['never stored', '700000012'],
  ])('to a person of Telegram, who is known by an id and by no number: one who is %s', async (_who, clientExternalId) => {
    const { world, event, route } = await given();
    await world.changeAccount({ kind: 'TELEGRAM', messenger: 'TELEGRAM' });
    await world.do(tx => tx.recipients.ensure('TELEGRAM', [{ address: '700000011', name: 'Иван Петров' }]));
    await route(event({ messenger: 'TELEGRAM', clientExternalId }));
    const recipient = await world.do(tx => tx.recipients.findByAddress('TELEGRAM', [clientExternalId]));
    expect(world.waiting()).toMatchObject([{ laneKey: `chat:${world.account.id}:${recipient?.id ?? 'nobody'}` }]);
    expect(await world.do(tx => tx.recipients.findByAddress('TELEGRAM', [`+${clientExternalId}`]))).toBeNull();
  });

  it('goes into the lane of its chat, also for a client who hides his number', async () => {
    const { world, event, route } = await given({ recipient: { address: '1234567@lid' } });
    await route(event({ clientExternalId: '1234567' }));
    expect(world.waiting()).toMatchObject([{ laneKey: `chat:${world.account.id}:${world.recipient.id}` }]);
  });
});

describe('an event of a message that nobody wrote (SE-2, AT-4)', () => {
  it.each<[string, Partial<OperatorMessage>]>([
    ['does not stand in the chat', { openLineMessageId: '999' }],
    ['is of another employee', { authorId: BORIS }],
    ['is of another client’s chat', { clientExternalId: '79261112233' }],
    ['is of a chat that does not exist', { openLineChatId: '404' }],
  ])('is kept for a person and goes to no client, when the message %s', async (_why, claim) => {
    const { event, route, forward, ready, said } = await given();
    await route({ ...event(), ...claim });
    expect(await forward()).toEqual([{ kind: 'park', reason: 'NOT_IN_THE_CHAT' }]);
    expect([await ready(), said()]).toEqual([[], []]);
  });

  it('goes later when the portal cannot be asked now', async () => {
    const { world, event, route, forward, ready } = await given();
    world.openLines.doom('hasOperatorMessage', refuse('PORTAL_UNAVAILABLE'));
    await route(event());
    expect(await forward()).toMatchObject([{ kind: 'again', passing: true }]);
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect(await ready()).toHaveLength(1);
  });
});

describe('what must not go to the client (O-24)', () => {
  it('is an automatic text of the line', async () => {
    const { event, route, forward, ready } = await given();
    await route(event({ authorId: null }));
    expect([await forward(), await ready()]).toEqual([[{ kind: 'done' }], []]);
  });

  it('is the echo of a copy that we put there', async () => {
    const { world, event, route, forward, ready } = await given();
    await world.do(tx => tx.ownPosts.add('801'));
    await route(event());
    await forward();
    expect(await ready()).toEqual([]);
  });

  it('is the echo of a copy whose answer was lost: the copy is known from now on', async () => {
    const { world, event, route, forward, ready } = await given();
    const unheard = aMessage({
      ...world.pair,
      text: 'Перезвоню через час',
      publication: 'OUTGOING',
      status: 'SENT',
      delivery: 'DONE',
      publicationFailure: { code: 'PUBLICATION_UNAVAILABLE', details: { rawCode: 'OUTCOME_UNKNOWN' } },
    });
    await world.accept(unheard);
    await route(event());
    await forward();
    expect(await ready()).toEqual([]);
    expect(await world.message(unheard.id)).toMatchObject({ publishedAs: '801', publicationFailure: null });
    expect(await world.do(tx => tx.ownPosts.has('801'))).toBe(true);
    expect(world.waiting('sync-activity')).toMatchObject([{ subjectId: unheard.groupId }]);
  });

  it.each<[string, Partial<OperatorMessage>]>([
    ['of another employee', { authorId: BORIS }],
    ['with other words', { text: 'Перезвоню' }],
  ])('is not a message %s: that one goes', async (_what, fields) => {
    const { world, event, route, forward, ready } = await given();
    const unheard = aMessage({
      ...world.pair,
      text: 'Перезвоню через час',
      publication: 'OUTGOING',
      status: 'SENT',
      delivery: 'DONE',
    });
    await world.accept(unheard);
    await route(event(fields));
    await forward();
    expect(await ready()).toHaveLength(1);
  });
});

describe('an operator’s message that cannot go', () => {
  it.each<[string, WorldOptions, Partial<OperatorMessage>, string]>([
    ['a file that the chat does not have', {}, { text: '', fileCount: 1 }, 'FILE_GONE'],
    ['an empty text', {}, { text: ' ' }, 'TEXT_EMPTY'],
    ['a text over the messenger’s limit', { capabilities: { maxTextLength: 5 } }, {}, 'TEXT_TOO_LONG'],
    ['a disconnected account', { account: { state: 'DISCONNECTED' } }, {}, 'ACCOUNT_NOT_CONNECTED'],
    ['a connector that this installation lacks', { account: { kind: 'TELEGRAM' } }, {}, 'ACCOUNT_NOT_CONNECTED'],
  ])('because of %s is told in the chat, in the portal’s language', async (_why, options, fields, code) => {
    const { event, route, forward, ready, said } = await given(options);
    await route(event(fields));
    expect(await forward()).toEqual([{ kind: 'done' }]);
    expect([await ready(), said()]).toEqual([[], [`«${code}»`]]);
  });

  it('is told when the portal is back', async () => {
    const { world, event, route, forward, said } = await given({ account: { state: 'DISCONNECTED' } });
    world.openLines.doom('postSystem', refuse('PORTAL_UNAVAILABLE'));
    await route(event());
    expect(await forward()).toMatchObject([{ kind: 'again', passing: true }]);
    expect([await forward(), said()]).toEqual([[{ kind: 'done' }], ['«ACCOUNT_NOT_CONNECTED»']]);
  });
});
