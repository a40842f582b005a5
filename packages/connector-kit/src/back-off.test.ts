import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

describe('back-off', () => {
  const limits = { minMs: 1_000, maxMs: 300_000 };

  it.each([
    [0, 500, 1_000],
    [1, 1_000, 2_000],
    [5, 16_000, 32_000],
    [9, 150_000, 300_000],
    [10_000, 150_000, 300_000],
  ])('after %i failures is between %i and %i ms', (attempt, least, most) => {
    expect(backOffMs(attempt, limits, () => 0)).toBe(least);
    expect(backOffMs(attempt, limits, () => 1)).toBe(most);
  });
});
