import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, World } from '../../testing/index.ts';
import type { Message } from '../message/message.ts';
import { refuse } from '../refusal.ts';
import { confirmToChat } from './confirm-to-chat.ts';

describe('what became of an operator’s message', () => {
  async function settled(fields: Partial<Message>) {
    const world = await World.open();
    const { dialog: lineChat } = await world.addChat();
    const post = { id: '801', author: ANNA, text: 'Текст', externalId: null, deliveredAs: null };
    lineChat.messages.push(post);
    const message = aMessage({
      ...world.pair,
      openLineMessageId: '801',
      delivery: 'DONE',
      ...fields,
    });
    await world.accept(message);
    const said = () =>
      world.openLines
        .posts(lineChat.id)
        .filter(({ author }) => author === 'system')
        .map(({ text }) => text);
    const confirm = () => confirmToChat(world, world.portal.id, message.id);
    return { world, message, lineChat, confirm, said, deliveredAs: () => world.openLines.posts()[0]?.deliveredAs };
  }

  it('takes its clock away when the messenger has it', async () => {
    const { message, confirm, said, deliveredAs } = await settled({ status: 'SENT' });
    expect([await confirm(), deliveredAs(), said()]).toEqual([{ kind: 'done' }, message.externalMessageId, []]);
  });

  it('stands in the chat as a sentence when it failed', async () => {
    const { confirm, said, deliveredAs } = await settled({ status: 'FAILED', failure: { code: 'NOT_IN_WHATSAPP', details: {} } });
    expect([await confirm(), said(), deliveredAs()]).toEqual([{ kind: 'done' }, ['«NOT_IN_WHATSAPP»'], null]);
  });

  it('that failed is said by the author, else by the operator, else by the main token: whoever is in the chat (O-29)', async () => {
    const { world, confirm, said } = await settled({ status: 'FAILED', failure: { code: 'NOT_IN_WHATSAPP', details: {} } });
    world.withTokens.clear();
    world.openLines.mainEmployee = ANNA;
    expect([await confirm(), said()]).toEqual([{ kind: 'done' }, ['«NOT_IN_WHATSAPP»']]);
  });

  it('that failed and cannot be said by anybody is set aside in sight', async () => {
    const { world, confirm, said } = await settled({ status: 'FAILED', failure: { code: 'NOT_IN_WHATSAPP', details: {} } });
    world.withTokens.clear();
    expect([await confirm(), said()]).toEqual([{ kind: 'park', reason: 'CHAT_NOT_TOLD' }, []]);
  });

  it('stands in the chat as a sentence when nobody knows whether it left, until that is known (L-11)', async () => {
    const { world, message, confirm, said, deliveredAs } = await settled({
      status: 'UNCONFIRMED',
      failure: { code: 'NOT_CONFIRMED', details: {} },
    });
    expect([await confirm(), said(), deliveredAs()]).toEqual([{ kind: 'done' }, ['«NOT_CONFIRMED»'], null]);
    await world.do(async tx => {
      const known = (await tx.messages.lock(message.id))!;
      await tx.messages.save(Object.assign(known, { status: 'SENT', failure: null }));
    });
    expect([await confirm(), said(), deliveredAs()]).toEqual([{ kind: 'done' }, ['«NOT_CONFIRMED»'], message.externalMessageId]);
  });

  it('stands in the chat as a sentence when its sending was cancelled, and nobody says it was delivered (Q-24)', async () => {
    const { confirm, said, deliveredAs } = await settled({ status: 'CANCELLED' });
    expect([await confirm(), said(), deliveredAs()]).toEqual([{ kind: 'done' }, ['Отправка отменена: клиент сообщение не получит.'], null]);
  });

  it('that the operator took back himself is not spoken of (O-30)', async () => {
    const { world, lineChat, confirm, said } = await settled({ status: 'CANCELLED' });
    lineChat.messages.splice(0, 1);
    world.openLines.deleted.add('801');
    expect([await confirm(), said()]).toEqual([{ kind: 'done' }, []]);
  });

  it('that waits again is told of when it is settled', async () => {
    const { confirm, said, deliveredAs } = await settled({ status: 'QUEUED', delivery: 'READY' });
    expect([await confirm(), said(), deliveredAs()]).toEqual([{ kind: 'done' }, [], null]);
  });

  it('waits for the portal (Q-22)', async () => {
    const { world, confirm } = await settled({ status: 'SENT' });
    world.openLines.doom('confirmDelivery', refuse('PORTAL_UNAVAILABLE'));
    expect(await confirm()).toMatchObject({ kind: 'again', passing: true });
  });

  it('is not told of a message that did not come from a chat', async () => {
    const { world, confirm } = await settled({ openLineMessageId: null, status: 'SENT' });
    expect([await confirm(), world.openLines.calls]).toEqual([{ kind: 'done' }, []]);
  });
});
