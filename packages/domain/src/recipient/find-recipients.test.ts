import { describe, expect, it } from 'vitest';
import { aCaller, BORIS, codeOf, DEAL, granted, onlyFor, World } from '../../testing/index.ts';
import { cardKey } from '../card/card.ts';
import type { CardAddress, CardContent } from '../ports/crm.ts';
import { refuse } from '../refusal.ts';
import { collectPhones, findRecipients, MAX_RECIPIENTS } from './find-recipients.ts';

const phone = (value: string, name = 'Иван'): CardAddress => ({
  holder: { type: 'CONTACT', id: '51', name },
  kind: 'PHONE',
  valueType: 'WORK',
  value,
});
const cardWith = (...addresses: CardAddress[]): CardContent => ({ card: DEAL, title: 'Сделка', addresses, people: [] });

describe('the numbers of a card', () => {
  it('stand in its order, two spellings once, under the name of the first holder (D-2, D-3)', () => {
    const content = cardWith(phone('8 (926) 123-45-67', 'Иван'), phone('+7 900 000-00-01', 'Пётр'), phone('+79261234567', 'Компания'));
    expect(collectPhones(content, 'RU')).toEqual({
      people: [
        { address: '+79261234567', name: 'Иван' },
        { address: '+79000000001', name: 'Пётр' },
      ],
      malformed: false,
    });
  });

  it('do not include messengers and sites, nor what is no number (E-13)', () => {
    const content = cardWith(
      { ...phone('+79261234567'), kind: 'IM' },
      { ...phone('https://t.me/79261234567'), kind: 'WEB' },
      phone('позвонить позже'),
    );
    expect(collectPhones(content, 'RU')).toEqual({ people: [], malformed: true });
  });

  it('are read in the portal’s country when they have no + (D-3)', () => {
    expect(collectPhones(cardWith(phone('8 701 123 45 67')), 'KZ').people[0]?.address).toBe('+77011234567');
  });
});

describe('finding recipients', () => {
  const find = (world: World, caller = world.caller) =>
    findRecipients(world, caller, {
      card: DEAL,
      accountId: world.account.id,
    });

  it('answers with stored recipients and never asks the messenger (D-6)', async () => {
    const world = await World.open();
    await world.changeRecipient({ presence: 'ABSENT', checkedAt: world.clock.now() });
    const found = granted(await find(world));
    expect(found).toMatchObject({ recipients: [{ id: world.recipient.id, presence: 'ABSENT' }], omitted: 0, reason: null });
    expect(world.waiting()).toEqual([]);
  });

  it('calls them what the card calls them now, not what they called themselves before (D-3)', async () => {
    const world = await World.open();
    await world.changeRecipient({ name: 'Ванёк' });
    const named = async (name: string) => {
      world.crm.cards.set(cardKey(DEAL), cardWith(phone(world.recipient.address, name)));
      return granted(await find(world)).recipients.map(recipient => recipient.name);
    };
    expect([await named('Иван Петров'), await named('Иван Сергеевич'), await named('')]).toEqual([
      ['Иван Петров'],
      ['Иван Сергеевич'],
      ['Иван Сергеевич'],
    ]);
  });

  it('gives the same recipients the second time', async () => {
    const world = await World.open();
    world.crm.add(DEAL, ['+7 926 123-45-67', '+7 926 123-45-68']);
    const [first, second] = [granted(await find(world)), granted(await find(world))];
    expect(second.recipients.map(recipient => recipient.id)).toEqual(first.recipients.map(recipient => recipient.id));
  });

  it('takes ten and counts the rest (D-4)', async () => {
    const world = await World.open();
    world.crm.add(
      DEAL,
      Array.from({ length: 13 }, (_, n) => `+7900111${String(n).padStart(4, '0')}`),
    );
    const found = granted(await find(world));
    expect([found.recipients.length, found.omitted]).toEqual([MAX_RECIPIENTS, 3]);
  });

  it.each([
    ['no number', [], 'NO_ADDRESS'],
    ['only what is no number', ['нет'], 'NUMBER_MALFORMED'],
  ] as const)('says why the list is empty: %s (E-11, E-13)', async (_what, phones, reason) => {
    const world = await World.open();
    world.crm.add(DEAL, phones);
    expect(granted(await find(world))).toMatchObject({ recipients: [], reason: { code: reason } });
  });

  it('hides an account from whoever may not use it (A-10)', async () => {
    const world = await World.open({ account: { access: onlyFor(BORIS) } });
    expect(codeOf(await find(world))).toBe('ACCOUNT_NOT_FOUND');
    expect(codeOf(await find(world, aCaller(world.portal.id, { employeeId: BORIS })))).toBeNull();
  });

  it('passes on what the portal refuses', async () => {
    const world = await World.open();
    world.crm.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(codeOf(await find(world))).toBe('PORTAL_UNAVAILABLE');
  });
});
