import { describe, expect, it } from 'vitest';
import { counter, textLength } from './text-length.ts';

describe('the counter (W-15)', () => {
  it('counts code points, not halves of them', () => {
    expect(textLength('👋🏽')).toBe(2);
    expect(textLength('Привет 👋')).toBe(8);
  });

  it.each([
    [0, { kind: 'hidden' }],
    [899, { kind: 'hidden' }],
    [900, { kind: 'left', count: 100 }],
    [1000, { kind: 'left', count: 0 }],
    [1001, { kind: 'over', count: 1 }],
  ])('shows after %i characters of 1000 %o', (length, shown) => {
    expect(counter('ы'.repeat(length), 1000)).toEqual(shown);
  });
});
