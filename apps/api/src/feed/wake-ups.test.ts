import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Coalescer, decode, encode, type WakeUp } from './wake-ups.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const news = (portalId: string): WakeUp => ({ kind: 'feed', portalId });

function given() {
  const handed: WakeUp[][] = [];
  const coalescer = new Coalescer(wakeUps => handed.push(wakeUps));
  return { handed, coalescer };
}

it('hands the first hint over at once', () => {
  const { handed, coalescer } = given();
  coalescer.add(news('p1'));
  expect(handed).toEqual([[news('p1')]]);
});

it('hands each kind over once in 50 ms, however often it was said: at most twenty a second (RE-12)', () => {
  const { handed, coalescer } = given();
  for (let n = 0; n < 1000; n += 1) {
    coalescer.add(news('p1'));
    coalescer.add({ kind: 'work' });
    coalescer.add(news('p2'));
    vi.advanceTimersByTime(1);
  }
  const [first, ...others] = handed;
  expect([first, others.length > 10, others.length <= 20]).toEqual([[news('p1')], true, true]);
  for (const wakeUps of others) expect(new Set(wakeUps)).toEqual(new Set([news('p1'), { kind: 'work' }, news('p2')]));
});

it('hands over what came meanwhile, and then rests', () => {
  const { handed, coalescer } = given();
  for (const id of ['p1', 'p2', 'p2']) coalescer.add(news(id));
  vi.advanceTimersByTime(10_000);
  expect([handed, vi.getTimerCount()]).toEqual([[[news('p1')], [news('p2')]], 0]);
  coalescer.add(news('p3'));
  expect(handed.at(-1)).toEqual([news('p3')]);
});

it('hands over nothing after it was stopped', () => {
  const { handed, coalescer } = given();
  coalescer.add(news('p1'));
  coalescer.add(news('p2'));
  coalescer.stop();
  vi.advanceTimersByTime(1000);
  expect(handed).toEqual([[news('p1')]]);
});

it('travels as one word with no more than a portal’s id in it (SE-12)', () => {
  for (const wakeUp of [news('0197c6c2-1f5e-7b3a-9c55-0d6f2f6b1a11'), { kind: 'work' } as const])
    expect(decode(encode(wakeUp))).toEqual(wakeUp);
  expect(encode(news('p1'))).not.toMatch(/\s/);
});
