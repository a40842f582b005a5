import { afterAll, beforeAll, expect, it } from 'vitest';
import { normalisePhone } from '../crm/phone-numbers.ts';
import { Bench, FIRST, SECOND } from '../test-bench.ts';
import { seededItems, seededOrders } from './seeded-cards.ts';
import { seededNumbers, seededTelegramPeople } from './seeded-people.ts';

let bench: Bench;
beforeAll(async () => void (bench = await Bench.start()));
afterAll(() => bench.close());

it('holds every type of card in both portals', () => {
  const cards = bench.service.cardsForCredentials();
  expect(new Set(cards.map(({ type }) => type))).toEqual(new Set(['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_PROCESS']));
  expect(new Set(cards.map(({ smartProcessTypeId }) => smartProcessTypeId))).toEqual(new Set([null, '1038', '1046']));
  expect(bench.service.desk.cards(SECOND)).toEqual(bench.service.desk.cards(FIRST));
});

it('knows of every number on a card whether it has WhatsApp', () => {
  const known = new Set(seededNumbers.map(({ number }) => number));
  const onCards = [
    ...seededItems
      .flatMap(({ fm }) => fm.filter(({ typeId, value }) => typeId === 'PHONE' || /^\+\d/.test(value)))
      .map(({ value }) => normalisePhone(value)),
    ...seededOrders.flatMap(({ propertyValues }) => propertyValues.map(({ value }) => normalisePhone(value))),
  ];
  expect([...new Set(onCards)].filter(number => !known.has(number))).toEqual([]);
  expect([...known].filter(number => !/^790000000\d\d$/.test(number))).toEqual([]);
});

it('has a person in Telegram behind every username, t.me link and mark', () => {
  const texts = seededItems.flatMap(({ fm }) => fm.filter(({ typeId }) => typeId === 'IM' || typeId === 'WEB').map(({ value }) => value));
  for (const { userId, username } of seededTelegramPeople.filter(person => Number(person.userId) > 700_000_050)) {
    expect(texts.some(text => text.includes(username ?? userId))).toBe(true);
  }
});

it('is put once, and again by a reset', () => {
  const token = bench.service.desk.openPlacement(FIRST, '1', 'INSTALL', 'http://127.0.0.1/', {}, 'ru', 'h').fields['APPLICATION_TOKEN'];
  bench.service.seed();
  bench.service.reset();
  expect(bench.service.desk.openPlacement(FIRST, '1', 'INSTALL', 'http://127.0.0.1/', {}, 'ru', 'h').fields['APPLICATION_TOKEN']).toBe(
    token,
  );
});
