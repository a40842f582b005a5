import { expect, it } from 'vitest';
import { readIgnoredNumber, readIgnoredNumbers } from './ignored-number.ts';

it.each([
  ['+7 900 000-00-91', '+79000000091'],
  ['+7(900)0000091', '+79000000091'],
  ['007 900 000 00 91', '+79000000091'],
  ['8 900 000-00-91', undefined],
  ['79000000091', undefined],
  ['+0900000091', undefined],
  ['+7', undefined],
  ['+7900000009100000', undefined],
  ['Иван', undefined],
  ['', undefined],
] as const)('reads «%s» as %s (C-18)', (text, number) => {
  expect(readIgnoredNumber(text)).toBe(number);
});

it('reads a pasted list, once each, and says what is none (C-18)', () => {
  expect(readIgnoredNumbers('+79000000091, +7 900 000 00 91\nИван; +79000000092,')).toEqual({
    numbers: ['+79000000091', '+79000000092'],
    malformed: ['Иван'],
  });
});
