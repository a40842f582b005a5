import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, BORIS, World } from '../../testing/index.ts';
import type { Message } from '../message/message.ts';
import { refuse } from '../refusal.ts';
import { publishMessage } from './publish-message.ts';

async function given(fields: Partial<Message> = {}) {
  const world = await World.open();
  const message = aMessage({
    ...world.pair,
    text: 'Добрый день',
    status: 'SENT',
    delivery: 'DONE',
    publication: 'INCOMING',
    ...fields,
  });
  await world.accept(message);
  let runs = 0;
  const publish = () => publishMessage(world, world.portal.id, message.id, ++runs);
  const stored = () => world.message(message.id);
  const client = world.recipient.address.slice(1);
  const posts = () => world.openLines.posts().map(post => [post.author, post.text]);
  return { world, message, publish, stored, client, posts };
}

describe('a message published as if the client had written it (O-21)', () => {
  it('opens the chat, carries our mark, and gives the chat to the sender (O-9, W-23)', async () => {
    const { world, message, publish, stored, posts } = await given();
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts()).toEqual([['client', '💬 OLChat (CRM):\nДобрый день']]);
    expect(world.openLines.chats).toMatchObject([{ ownerId: ANNA, isOpen: true }]);
    const chat = await world.do(tx => tx.chats.find(world.account.id, world.recipient.id));
    expect(await stored()).toMatchObject({
      publishedAs: `olchat-${message.id}`,
      publicationFailure: null,
      chatId: chat?.id,
      status: 'SENT',
    });
    expect(world.waiting('sync-activity')).toMatchObject([{ subjectId: message.groupId }]);
  });

  it('leaves a running conversation to its operator (O-7)', async () => {
    const { world, publish } = await given();
    await world.addChat({ ownerId: BORIS });
    await publish();
    expect([world.openLines.chats[0]?.ownerId, world.openLines.posts().length]).toEqual([BORIS, 1]);
    expect(world.openLines.calls).toEqual(['dialog', 'postFromClient']); // one look, as a portal takes two requests a second (RE-44)
  });

  it('goes to the sender also when the process ended between its post and the take-over (O-9, GU-7)', async () => {
    const { world, publish } = await given();
    world.openLines.nextInQueue = BORIS;
    world.openLines.doom('postFromClient', 'crash');
    await expect(publish()).rejects.toThrow();
    expect(world.openLines.chats).toMatchObject([{ ownerId: BORIS }]);
    expect(await publish()).toEqual({ kind: 'done' });
    expect([world.openLines.chats[0]?.ownerId, world.openLines.posts().length]).toEqual([ANNA, 1]);
    expect(await world.do(tx => tx.chatOpenings.find(world.account.id, world.recipient.id))).toBeNull();
  });

  it('is not taken from whoever has had it for a while since then (O-7)', async () => {
    const { world, publish } = await given();
    world.openLines.nextInQueue = BORIS;
    world.openLines.doom('postFromClient', 'crash');
    await expect(publish()).rejects.toThrow();
    world.clock.advance(11 * 60_000);
    expect(await publish()).toEqual({ kind: 'done' });
    expect(world.openLines.chats[0]?.ownerId).toBe(BORIS);
  });

  it('is published even when the chat could not be given to the sender', async () => {
    const { world, publish, stored } = await given();
    world.openLines.queues.set(world.account.lineId, [BORIS]);
    world.openLines.doom('answer', refuse('FORBIDDEN', { right: 'line' }));
    expect(await publish()).toEqual({ kind: 'done' });
    expect(await stored()).toMatchObject({ publishedAs: expect.stringContaining('olchat-') as string, publicationFailure: null });
    expect(await world.do(tx => tx.chats.find(world.account.id, world.recipient.id))).toMatchObject({ ownerId: null });
  });

  it.each(['knows', 'does not know'])(
    'is not published twice by a process that %s the chat, when the first ended before it heard the answer (RE-10)',
    async knows => {
      const { world, publish, stored } = await given();
      if (knows === 'knows') {
        await world.addChat();
      }
      world.openLines.doom('postFromClient', 'crash');
      await expect(publish()).rejects.toThrow();
      expect(await publish()).toEqual({ kind: 'done' });
      expect([world.openLines.posts().length, (await stored()).publishedAs]).toEqual([1, expect.stringContaining('olchat-')]);
    },
  );
});

describe('a message published as the employee (O-20)', () => {
  it('stands in the chat in his name, and is known as our own post (O-24)', async () => {
    const { world, message, publish, stored, posts } = await given({ publication: 'OUTGOING' });
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts().at(-1)).toEqual([ANNA, 'Добрый день']);
    const { publishedAs } = await stored();
    expect(await world.do(tx => tx.ownPosts.has(publishedAs ?? ''))).toBe(true);
    expect(world.openLines.posts().at(-1)).toMatchObject({ id: publishedAs, deliveredAs: message.externalMessageId });
  });

  it('stands there although its clock could not be taken away', async () => {
    const { world, publish, stored } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('confirmDelivery', refuse('PORTAL_UNAVAILABLE'));
    expect(await publish()).toEqual({ kind: 'done' });
    expect((await stored()).publishedAs).not.toBeNull();
  });

  it('whose answer was lost is found in the chat at once, and posted once (RE-10, O-24)', async () => {
    const { world, publish, stored, posts } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('postAsEmployee', 'lose-answer');
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts().filter(([author]) => author === ANNA)).toHaveLength(1);
    const { publishedAs, publicationFailure } = await stored();
    expect([await world.do(tx => tx.ownPosts.has(publishedAs ?? '')), publicationFailure]).toEqual([true, null]);
  });

  it('whose answer was lost is not taken for another copy with the same words (O-24)', async () => {
    const { world, message, publish, stored } = await given({ publication: 'OUTGOING' });
    expect(await publish()).toEqual({ kind: 'done' });
    const first = (await stored()).publishedAs;
    const { portalId, accountId, recipientId, text } = message;
    const twin = aMessage({ portalId, accountId, recipientId, text, status: 'SENT', delivery: 'DONE', publication: 'OUTGOING' });
    await world.accept(twin);
    world.openLines.doom('postAsEmployee', refuse('PUBLICATION_UNAVAILABLE', { rawCode: 'OUTCOME_UNKNOWN' }));
    expect(await publishMessage(world, world.portal.id, twin.id, 1)).toMatchObject({ kind: 'again' });
    expect((await world.message(twin.id)).publishedAs).toBeNull();
    expect(first).not.toBeNull();
  });

  it('whose answer was lost and that is not seen is looked for, never posted again; the reason stands beside it (Q-3)', async () => {
    const { world, publish, stored, posts } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('postAsEmployee', 'lose-answer');
    world.openLines.doom('employeePosts', ...Array.from({ length: 9 }, () => refuse('PORTAL_UNAVAILABLE')));
    for (let look = 1; look < 6; look += 1) expect(await publish()).toMatchObject({ kind: 'again', passing: true });
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts().filter(([author]) => author === ANNA)).toHaveLength(1);
    expect(await stored()).toMatchObject({
      publishedAs: null,
      publicationFailure: { details: { rawCode: 'OUTCOME_UNKNOWN' } },
      status: 'SENT',
    });
  });

  it('by a process that ended before it heard the answer is not posted again by the next one (GU-7, O-24)', async () => {
    const { world, publish, posts } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('postAsEmployee', 'crash');
    await expect(publish()).rejects.toThrow();
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts().filter(([author]) => author === ANNA)).toHaveLength(1);
  });

  it('in the dialogue of another goes in beside him, who keeps it (O-7, O-20)', async () => {
    const { world, publish, client, posts } = await given({ publication: 'OUTGOING' });
    world.openLines.addChat({ lineId: world.account.lineId, client, ownerId: BORIS });
    expect(await publish()).toEqual({ kind: 'done' });
    expect([world.openLines.chats[0]?.ownerId, world.openLines.chats[0]?.guests, posts()]).toEqual([
      BORIS,
      [ANNA],
      [[ANNA, 'Добрый день']],
    ]);
  });

  it('is unavailable to everybody for a while once the portal said that it cannot (T-15)', async () => {
    const { world, publish, stored } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('postAsEmployee', refuse('PUBLICATION_UNAVAILABLE', { rawCode: 'ERROR_METHOD_NOT_FOUND' }));
    expect(await publish()).toEqual({ kind: 'done' });
    expect((await stored()).publicationFailure).toMatchObject({ code: 'PUBLICATION_UNAVAILABLE' });
    expect(await world.do(tx => tx.publicationSwitches.list())).toMatchObject([
      { publication: 'OUTGOING', rawCode: 'ERROR_METHOD_NOT_FOUND' },
    ]);
  });

  it('is tried again when only the opening of its chat was not heard: nothing was posted', async () => {
    const { world, publish, posts } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('postFromClient', refuse('CHAT_NOT_CREATED', { rawCode: 'OUTCOME_UNKNOWN' }));
    expect(await publish()).toMatchObject({ kind: 'again' });
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts().filter(([author]) => author === ANNA)).toHaveLength(1);
  });

  it('is tried again after a "no" that was surely not executed', async () => {
    const { world, publish, stored, posts } = await given({ publication: 'OUTGOING' });
    world.openLines.doom('postAsEmployee', refuse('PORTAL_UNAVAILABLE', { rawCode: 'QUERY_LIMIT_EXCEEDED' }));
    expect(await publish()).toMatchObject({ kind: 'again', passing: true });
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts().filter(([author]) => author === ANNA)).toHaveLength(1);
    expect((await stored()).publicationFailure).toBeNull();
  });
});

describe('a publication that fails (O-26)', () => {
  it('never touches the status, says why, and succeeds later', async () => {
    const { world, message, publish, stored } = await given();
    world.openLines.doom('postFromClient', refuse('PORTAL_UNAVAILABLE', { rawCode: '503' }));
    expect(await publish()).toMatchObject({ kind: 'again', passing: true, reason: 'PORTAL_UNAVAILABLE 503' });
    expect(await stored()).toMatchObject({ status: 'SENT', publishedAs: null, publicationFailure: { code: 'PORTAL_UNAVAILABLE' } });
    expect(world.waiting('sync-activity')).toMatchObject([{ subjectId: message.groupId }]);
    expect(await publish()).toEqual({ kind: 'done' });
    expect(await stored()).toMatchObject({ publishedAs: `olchat-${message.id}`, publicationFailure: null });
    // The bubble says why, and takes it back, while somebody looks.
    expect(world.waits()).toEqual([message.id, message.id]);
  });

  it.each(['INCOMING', 'OUTGOING'] as const)('is told to those who show the message, one that works is not (%s)', async publication => {
    const { world, publish } = await given({ publication });
    expect(await publish()).toEqual({ kind: 'done' });
    expect(world.waits()).toEqual([]);
  });

  it('waits as long as it takes while the portal’s token is refused (Q-22, E-07)', async () => {
    const { world, publish } = await given();
    world.openLines.doom('postFromClient', refuse('PORTAL_TOKEN_REFUSED'));
    expect(await publish()).toMatchObject({ kind: 'again', passing: true });
  });

  it('for good is not tried again', async () => {
    const { world, publish, stored } = await given();
    world.openLines.doom('postFromClient', refuse('FORBIDDEN', { right: 'line' }));
    expect(await publish()).toEqual({ kind: 'done' });
    expect((await stored()).publicationFailure?.code).toBe('FORBIDDEN');
  });
});

describe('what is not published', () => {
  it.each<[string, Partial<Message>]>([
    ['without publication (O-23)', { publication: 'NONE' }],
    ['published already', { publishedAs: 'olchat-1' }],
  ])('is a message %s', async (_what, fields) => {
    const { world, publish } = await given(fields);
    expect([await publish(), world.openLines.calls]).toEqual([{ kind: 'done' }, []]);
  });
});

it('publishes nothing while the account’s switch is off, also what waited when it was switched off, and says why (O-28, O-26)', async () => {
  for (const publication of ['INCOMING', 'OUTGOING'] as const) {
    const { world, publish, stored, posts } = await given({ publication });
    await world.changeAccount({ publishOutgoing: false });
    expect(await publish()).toEqual({ kind: 'done' });
    expect(posts()).toEqual([]);
    expect(await stored()).toMatchObject({ publishedAs: null, publicationFailure: { code: 'PUBLICATION_SWITCHED_OFF' }, status: 'SENT' });
  }
});
