import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NextTry } from './next-try.ts';

describe('the next try to connect', () => {
  let tries: number;
  let next: NextTry;
  const attempt = (): void => void (tries += 1);

  beforeEach(() => {
    vi.useFakeTimers();
    tries = 0;
    next = new NextTry(failures => 1000 * (failures + 1));
  });
  afterEach(() => vi.useRealTimers());

  it('comes later each time, until one succeeds', () => {
    next.plan(attempt);
    vi.advanceTimersByTime(1000);
    next.plan(attempt);
    vi.advanceTimersByTime(1999);
    expect([tries, next.failures]).toEqual([1, 2]);
    vi.advanceTimersByTime(1);
    next.succeeded();
    next.plan(attempt);
    vi.advanceTimersByTime(1000);
    expect([tries, next.failures]).toEqual([3, 1]);
  });

  it('is one: a later plan takes the place of an earlier one, and a cancelled one never comes', () => {
    next.plan(attempt);
    next.planIn(5000, attempt);
    vi.advanceTimersByTime(4999);
    expect(tries).toBe(0);
    vi.advanceTimersByTime(1);
    next.plan(attempt);
    next.cancel();
    vi.advanceTimersByTime(60_000);
    expect(tries).toBe(1);
  });

  it('waits for a ban of months no shorter than a timer can, and is no failure', () => {
    next.planIn(90 * 86_400_000, attempt);
    vi.advanceTimersByTime(24 * 86_400_000);
    expect([tries, next.failures]).toEqual([0, 0]);
    vi.advanceTimersByTime(86_400_000);
    expect(tries).toBe(1);
  });
});
