import { expect, it } from 'vitest';
import { sendObstacle } from './send-obstacle.ts';

const ready = { hasAccount: true, hasRecipient: true, text: 'Привет', textLimit: 10 };

it.each([
  [{}, undefined],
  [{ hasAccount: false, hasRecipient: false, text: '' }, 'account'],
  [{ hasRecipient: false, text: '' }, 'recipient'],
  [{ text: '' }, 'empty'],
  [{ text: ' \n ' }, 'empty'],
  [{ text: '12345678901' }, 'tooLong'],
  [{ text: '👋👋👋👋👋👋👋👋👋👋' }, undefined],
])('names the first thing to mend of %o: %s (W-26)', (change, obstacle) => {
  expect(sendObstacle({ ...ready, ...change })).toBe(obstacle);
});
