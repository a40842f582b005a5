import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('waits between a tenth of the ceiling and the ceiling; the ceiling doubles from 0.5 s to 5 min (RE-10, FA-9)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), unit, (attempt, random) => {
      const ceiling = Math.min(300_000, 500 * 2 ** Math.min(attempt - 1, 40));
      const delay = retryDelayMs(attempt, () => random);
      expect(Number.isInteger(delay)).toBe(true);
      expect(delay).toBeGreaterThanOrEqual(Math.floor(ceiling / 10));
      expect(delay).toBeLessThanOrEqual(ceiling);
    }),
  );
});

it('grows with the attempts until the cap', () => {
  expect([1, 2, 3, 10, 11, 500].map(attempt => retryDelayMs(attempt, () => 1))).toEqual([500, 1000, 2000, 256_000, 300_000, 300_000]);
});
