import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Coalescer, decode, encode, type WakeUp } from './wake-ups.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const news = (portalId: string): WakeUp => ({ kind: 'feed', portalId });

it('hands each kind over once in 50 ms, however often it was said: at most twenty a second (RE-12)', () => {
  const handed: WakeUp[][] = [];
  const coalescer = new Coalescer(wakeUps => handed.push(wakeUps));
  for (let n = 0; n < 1000; n += 1) {
    coalescer.add(news('p1'));
    coalescer.add({ kind: 'work' });
    coalescer.add(news('p2'));
    vi.advanceTimersByTime(1);
  }
  expect(handed.length).toBeGreaterThan(10);
  expect(handed.length).toBeLessThanOrEqual(20);
  for (const wakeUps of handed) expect(wakeUps).toEqual([news('p1'), { kind: 'work' }, news('p2')]);
});

it('hands over what came after the last time, and then rests', () => {
  const handed: WakeUp[][] = [];
  const coalescer = new Coalescer(wakeUps => handed.push(wakeUps));
  coalescer.add(news('p1'));
  vi.advanceTimersByTime(50);
  coalescer.add(news('p2'));
  vi.advanceTimersByTime(10_000);
  expect(handed).toEqual([[news('p1')], [news('p2')]]);
  expect(vi.getTimerCount()).toBe(0);
});

it('hands over nothing after it was stopped', () => {
  const handed: WakeUp[][] = [];
  const coalescer = new Coalescer(wakeUps => handed.push(wakeUps));
  coalescer.add(news('p1'));
  coalescer.stop();
  vi.advanceTimersByTime(1000);
  expect(handed).toEqual([]);
});

it('travels as one word with no more than a portal’s id in it (SE-12)', () => {
  for (const wakeUp of [news('0197c6c2-1f5e-7b3a-9c55-0d6f2f6b1a11'), { kind: 'work' } as const]) expect(decode(encode(wakeUp))).toEqual(wakeUp);
  expect(encode(news('p1'))).not.toMatch(/\s/);
});
