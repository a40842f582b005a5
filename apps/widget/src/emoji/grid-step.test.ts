import { expect, it } from 'vitest';
import { gridStep } from './grid-step.ts';

// 0 1 2 3
// 4 5 6 7
// 8 9
const from = (at: number) => ({ at, count: 10, columns: 4 });

it.each([
  ['ArrowRight', 3, 4],
  ['ArrowRight', 9, 9],
  ['ArrowLeft', 4, 3],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 7, 9],
  ['ArrowUp', 5, 1],
  ['ArrowUp', 2, -1],
  ['Home', 6, 0],
  ['End', 1, 9],
])('%s leads from sign %i to %i (W-16)', (key, at, to) => {
  expect(gridStep(key, from(at))).toBe(to);
});

it('leaves other keys to the page', () => {
  expect(gridStep('a', from(0))).toBeUndefined();
});
