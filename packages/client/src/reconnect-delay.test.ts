import { describe, expect, it } from 'vitest';
import { reconnectDelayMs } from './reconnect-delay.ts';

const almostOne = 1 - Number.EPSILON;

describe('the pause before the next connection (RE-34)', () => {
  it.each([
    [0, 500],
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [7, 30_000],
    [10_000, 30_000],
  ])('is after %i failures at most %i ms', (attempt, longestMs) => {
    expect(reconnectDelayMs(attempt, almostOne)).toBe(longestMs);
  });

  it('may be none at all, so that clients spread over the whole window', () => {
    expect(reconnectDelayMs(6, 0)).toBe(0);
    expect(reconnectDelayMs(6, 0.5)).toBe(15_000);
  });
});
