import { describe, expect, it } from 'vitest';
import { ANNA, DEAL, World } from '../../testing/index.ts';
import { cardKey, type CardRef } from '../card/card.ts';
import { refuse } from '../refusal.ts';
import { dialogCard } from './dialog-card.ts';

const record = (type: CardRef['type'], id: string): CardRef => ({ type, id, smartProcessTypeId: type === 'SMART_PROCESS' ? '1038' : null });
const CONTACT = record('CONTACT', '51');

/** A dialogue that Bitrix24 attached to `linked`; `made`: the card that we made it from, if it is ours. */
async function given(linked: CardRef[], made?: CardRef | null) {
  const world = await World.open();
  const client = world.recipient.address.slice(1);
  const { id } =
    made === undefined
      ? world.openLines.addChat({ lineId: world.account.lineId, client, ownerId: ANNA, linkedCards: linked })
      : (await world.addChat({ linkedCards: linked }, { card: made })).dialog;
  const known = (...cards: CardRef[]) => cards.forEach(card => world.crm.add(card, [world.recipient.address]));
  return { world, known, dialogId: `chat${id}`, ask: (dialogId = `chat${id}`) => dialogCard(world, world.caller, dialogId) };
}

describe('the card of a dialogue (M-12)', () => {
  it('is the deal that Bitrix24 attached the session to, and the dialogue is with the contact beside it', async () => {
    const { known, ask, dialogId } = await given([CONTACT, record('DEAL', '90')], DEAL);
    known(CONTACT, DEAL, record('DEAL', '90'));
    expect(await ask()).toEqual({ dialogId, card: record('DEAL', '90'), title: 'Сделка', isHidden: false, person: CONTACT });
  });

  it.each(['ORDER', 'SMART_PROCESS'] as const)('is the %s that the chat was made from: Bitrix24 attaches none (G-4)', async type => {
    const { known, ask } = await given([CONTACT], record(type, '7'));
    known(CONTACT, record(type, '7'));
    expect(await ask()).toMatchObject({ card: record(type, '7'), person: CONTACT });
  });

  it('is the client himself where there is no other; in a chat that is none of ours too', async () => {
    const { known, ask } = await given([record('COMPANY', '3'), CONTACT]);
    known(CONTACT, record('COMPANY', '3'));
    expect(await ask()).toMatchObject({ card: CONTACT, person: CONTACT });
  });

  it('is with whom the number belongs to, where Bitrix24 names nobody', async () => {
    const { known, ask } = await given([], DEAL);
    known(DEAL);
    expect(await ask()).toMatchObject({ card: DEAL, person: CONTACT });
  });

  it('is passed over when the employee may not read it; when there is no other, he is told that one is hidden', async () => {
    const { known, ask } = await given([record('DEAL', '90'), CONTACT]);
    expect(await ask()).toMatchObject({ card: null, title: null, isHidden: true, person: null });
    known(CONTACT);
    expect(await ask()).toMatchObject({ card: CONTACT, isHidden: false });
  });

  it('may be missing', async () => {
    const { ask } = await given([], null);
    expect(await ask()).toMatchObject({ card: null, isHidden: false, person: null });
  });

  it.each(['77', 'chat', 'chat0', 'chat404', 'sg5', 'chat1 or 1'])(
    'is not looked for in «%s», which is no dialogue of a line',
    async id => {
      const { ask } = await given([], DEAL);
      expect(await ask(id)).toBeNull();
    },
  );

  it('is asked for with the employee’s own rights: a dialogue that he may not see is not there (E-71)', async () => {
    const { world, ask } = await given([DEAL]);
    world.openLines.doom('dialog', refuse('FORBIDDEN', { right: 'line' }), refuse('CHAT_NOT_CREATED', { rawCode: 'CHAT_TYPE' }));
    expect([await ask(), await ask()]).toEqual([null, null]);
  });

  it.each([
    [refuse('PORTAL_UNAVAILABLE'), 'PORTAL_UNAVAILABLE'],
    [refuse('PORTAL_TOKEN_REFUSED'), 'PORTAL_TOKEN_REFUSED'],
    [refuse('FORBIDDEN', { right: 'app' }), 'FORBIDDEN'],
    [refuse('CHAT_NOT_CREATED', { rawCode: 'OUTCOME_UNKNOWN' }), 'PORTAL_UNAVAILABLE'],
  ])('says what is wrong with the portal instead of «not there»', async (trouble, code) => {
    const { world, ask } = await given([DEAL]);
    world.openLines.doom('dialog', trouble);
    expect(await ask()).toMatchObject({ code });
    expect(world.crm.cards.has(cardKey(DEAL))).toBe(true);
  });
});
