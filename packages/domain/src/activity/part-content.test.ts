import { describe, expect, it } from 'vitest';
import { formatBytes, formatSeconds } from './part-content.ts';

describe('a size for people (L-15)', () => {
  it.each([
    [0, '0 Б', '0 B'],
    [1023, '1023 Б', '1023 B'],
    [1024, '1 КБ', '1 KB'],
    [1_536, '1,5 КБ', '1.5 KB'],
    [15_360, '15 КБ', '15 KB'],
    [1_258_291, '1,2 МБ', '1.2 MB'],
    [26_214_400, '25 МБ', '25 MB'],
    [5 * 1024 ** 4, '5120 ГБ', '5120 GB'],
  ])('of %i bytes', (bytes, ru, en) => {
    expect([formatBytes(bytes, 'ru'), formatBytes(bytes, 'en')]).toEqual([ru, en]);
  });
});

it('a length for people', () => {
  expect([0, 5, 65, 3_600].map(formatSeconds)).toEqual(['0:00', '0:05', '1:05', '60:00']);
});
