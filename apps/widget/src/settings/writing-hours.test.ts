import { describe, expect, it } from 'vitest';
import { isOrdered, readHour, spansOf } from './writing-hours.ts';

const usual = { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 };

describe('the hours (A-4)', () => {
  it('make a day of five spans', () => {
    expect(spansOf(usual).map(({ colour, from, to }) => `${colour} ${from}-${to}`)).toEqual([
      'red 0-7',
      'orange 7-8',
      'green 8-19',
      'orange 19-21',
      'red 21-24',
    ]);
  });

  it('leave out a span of no length', () => {
    const spans = spansOf({ redUntil: 0, orangeUntil: 0, greenUntil: 24, orangeAgainUntil: 24 });
    expect(spans).toEqual([{ colour: 'green', from: 0, to: 24 }]);
  });

  it.each([
    [usual, true],
    [{ ...usual, orangeUntil: 7 }, true],
    [{ ...usual, orangeUntil: 6 }, false],
    [{ ...usual, orangeAgainUntil: 25 }, false],
    [{ ...usual, redUntil: Number.NaN }, false],
  ])('%j are in order: %s', (hours, expected) => {
    expect(isOrdered(hours)).toBe(expected);
  });

  it.each([
    ['7', 7],
    [' 24 ', 24],
    ['0', 0],
    ['25', undefined],
    ['-1', undefined],
    ['7.5', undefined],
    ['', undefined],
  ] as const)('read «%s» as %s', (text, hour) => {
    expect(readHour(text)).toBe(hour);
  });
});
