import type { CardRef } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { batchAnswer, commandsOf, FakePortal, PORTAL } from '../rest/fake-portal.ts';
import { readCard } from './read-card.ts';

const deal: CardRef = { type: 'DEAL', id: '8061', smartProcessTypeId: null };
const phone = (value: string) => ({ id: 1, typeId: 'PHONE', valueType: 'WORK', value });
const contact = (id: number, name: string, ...fm: object[]) => ({ id, name, lastName: 'Петров', fm });
const item = { id: 8061, title: 'Сделка', contactId: 56, contactIds: [55, 56], companyId: '7' };

describe('readCard', () => {
  it('reads a deal with its people in one request, the primary contact first (D-2)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () =>
      batchAnswer({
        card: { item },
        contacts: {
          items: [
            contact(55, 'Иван', phone('+7 900 000-00-11')),
            contact(56, 'Пётр', phone('8 900 000-00-12'), { typeId: 'EMAIL', value: 'a@b.c' }),
          ],
        },
        companies: { items: [{ id: 7, title: 'Ромашка', fm: [{ typeId: 'WEB', valueType: 'OTHER', value: 'https://t.me/romashka' }] }] },
      });
    const card = await readCard(portal.rest(), PORTAL, 'main', deal);
    expect(card).toEqual({
      card: deal,
      title: 'Сделка',
      addresses: [
        { holder: { type: 'CONTACT', id: '56', name: 'Пётр Петров' }, kind: 'PHONE', valueType: 'WORK', value: '8 900 000-00-12' },
        { holder: { type: 'CONTACT', id: '55', name: 'Иван Петров' }, kind: 'PHONE', valueType: 'WORK', value: '+7 900 000-00-11' },
        { holder: { type: 'COMPANY', id: '7', name: 'Ромашка' }, kind: 'WEB', valueType: 'OTHER', value: 'https://t.me/romashka' },
      ],
      people: [
        { type: 'CONTACT', id: '56', name: 'Пётр Петров' },
        { type: 'CONTACT', id: '55', name: 'Иван Петров' },
        { type: 'COMPANY', id: '7', name: 'Ромашка' },
      ],
    });
    expect(portal.calls).toHaveLength(1);
    const commands = commandsOf(portal.calls[0] ?? fail());
    expect(commands['contacts']?.params).toMatchObject({ entityTypeId: '3', select: ['*'] });
    expect(JSON.stringify(commands['contacts'])).toContain('$result[card][item][contactIds][0]');
  });

  it('asks by their ids when the portal resolved no references', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => {
      if (call.method === 'batch')
        return batchAnswer(
          { card: { item: { ...item, companyId: 0 } } },
          { contacts: { error: 'INVALID_ARG_VALUE' }, companies: { error: 'INVALID_ARG_VALUE' } },
        );
      return { result: { items: [contact(55, 'Иван'), contact(56, 'Пётр')] } };
    };
    const card = await readCard(portal.rest(), PORTAL, 'main', deal);
    expect(card).toMatchObject({ people: [{ id: '56' }, { id: '55' }] });
    expect(portal.calls[1]?.params).toMatchObject({ filter: { '@id': ['56', '55'] } });
  });

  it('shows nobody who is not on the card, whatever the portal made of the filter (GU-10)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () =>
      batchAnswer({
        card: { item: { id: 1, title: 'Пустая' } },
        contacts: { items: [contact(1, 'Чужой', phone('+79000000099'))] },
        companies: { items: [] },
      });
    expect(await readCard(portal.rest(), PORTAL, 'main', deal)).toMatchObject({ addresses: [], people: [] });
    expect(portal.calls).toHaveLength(1);
  });

  it('puts the own addresses of a lead first, under its name', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () =>
      batchAnswer({
        card: { item: { id: 5, title: 'Заявка', name: 'Анна', lastName: '', contactIds: [55], fm: [phone('+79000000013')] } },
        contacts: { items: [contact(55, 'Иван', phone('+79000000011'))] },
        companies: { items: [] },
      });
    const card = await readCard(portal.rest(), PORTAL, 'main', { type: 'LEAD', id: '5', smartProcessTypeId: null });
    expect(card).toMatchObject({
      title: 'Заявка',
      addresses: [{ holder: { type: 'LEAD', name: 'Анна' }, value: '+79000000013' }, { holder: { type: 'CONTACT' } }],
      people: [
        { type: 'LEAD', id: '5' },
        { type: 'CONTACT', id: '55' },
      ],
    });
  });

  it.each(['ACCESS_DENIED', 'NOT_FOUND'])('says of a card with %s that there is none (E-71)', async error => {
    await using portal = await FakePortal.open();
    portal.answer = () => batchAnswer({}, { card: { error }, contacts: { error: 'ERROR' }, companies: { error: 'ERROR' } });
    expect(await readCard(portal.rest(), PORTAL, 'main', deal)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

const fail = (): never => {
  throw new Error('There was no call');
};
