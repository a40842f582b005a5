import { expect, it } from 'vitest';
import { readInterval, writeInterval } from './send-interval.ts';

it.each([
  ['0,5', 500],
  ['0.5', 500],
  [' 15 ', 15_000],
  ['600', 600_000],
  ['0,4', undefined],
  ['600,1', undefined],
  ['', undefined],
  ['1e2', undefined],
  ['пять', undefined],
] as const)('reads «%s» as %s ms (C-16)', (text, ms) => {
  expect(readInterval(text)).toBe(ms);
});

it('writes seconds as the language does', () => {
  expect([writeInterval(500, 'ru'), writeInterval(500, 'en'), writeInterval(600_000, 'ru')]).toEqual(['0,5', '0.5', '600']);
});
