import { describe, expect, it } from 'vitest';
import { granted, World } from '../../testing/index.ts';
import { CARD_TYPES, cardKey, type CardRef, type CardType } from '../card/card.ts';
import { isRefusal } from '../refusal.ts';
import { chatSupport } from './chat-support.ts';
import { createChat } from './create-chat.ts';

const cardOf = (type: CardType): CardRef => ({ type, id: '91', smartProcessTypeId: type === 'SMART_PROCESS' ? '1038' : null });
const IVAN = { type: 'CONTACT' as const, id: '51', name: 'Иван Петров' };

describe('a chat from a card', () => {
  it.each(CARD_TYPES)('of %s is full, through the client, or impossible (G-4)', type => {
    const isIndirect = type === 'ORDER' || type === 'SMART_PROCESS';
    expect(chatSupport({ card: cardOf(type), people: [IVAN] })).toBe(isIndirect ? 'THROUGH_CLIENT' : 'FULL');
    expect(chatSupport({ card: cardOf(type), people: [] })).toBe(isIndirect ? 'NONE' : 'FULL');
  });

  const opened = async (type: CardType, linked: boolean) => {
    const world = await World.open();
    const card = cardOf(type);
    world.crm.add(card, [world.recipient.address]);
    if (!linked) {
      const content = world.crm.cards.get(cardKey(card));
      if (content !== undefined) content.people = [];
    }
    const create = () => createChat(world, world.caller, { card, accountId: world.account.id, recipientId: world.recipient.id });
    return { world, create };
  };

  it.each(['ORDER', 'SMART_PROCESS'] as const)('of %s is made through the linked contact (G-4)', async type => {
    const { world, create } = await opened(type, true);
    expect(granted(await create())).toMatchObject({ created: true, chat: { card: cardOf(type) } });
    expect(world.openLines.chats).toHaveLength(1);
  });

  it.each(['ORDER', 'SMART_PROCESS'] as const)(
    'of %s is refused with the reason where nobody is linked, and made nowhere (G-4)',
    async type => {
      const { world, create } = await opened(type, false);
      expect(await create()).toMatchObject({ code: 'NO_CLIENT', retry: 'AFTER_FIX' });
      expect(world.openLines.chats).toHaveLength(0);
    },
  );

  it('that exists is opened from an order without a client too (W-9)', async () => {
    const { world, create } = await opened('ORDER', false);
    world.crm.add({ type: 'DEAL', id: '81', smartProcessTypeId: null }, [world.recipient.address]);
    const deal = { type: 'DEAL' as const, id: '81', smartProcessTypeId: null };
    granted(await createChat(world, world.caller, { card: deal, accountId: world.account.id, recipientId: world.recipient.id }));
    const again = await create();
    expect(isRefusal(again) ? again.code : again.created).toBe(false);
  });
});
