import { expect, it } from 'vitest';
import { age } from './age.ts';

const now = new Date('2026-03-10T12:00:00.000Z');

it.each([
  ['2026-03-10T11:59:30.000Z', undefined],
  ['2026-03-10T11:59:00.000Z', '1 минуту назад'],
  ['2026-03-10T09:30:00.000Z', '2 часа назад'],
  ['2026-03-09T11:00:00.000Z', 'вчера'],
  ['2026-03-05T11:00:00.000Z', '5 дней назад'],
  ['2025-12-01T00:00:00.000Z', '3 месяца назад'],
  ['2024-03-01T00:00:00.000Z', '2 года назад'],
])('%s is %s (D-8)', (moment, words) => {
  expect(age(moment, now, 'ru')).toBe(words);
});

it('speaks English', () => {
  expect(age('2026-03-05T11:00:00.000Z', now, 'en')).toBe('5 days ago');
});
