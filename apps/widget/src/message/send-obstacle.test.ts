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
  [{ part: 'FILES' as const, text: '12345678901', isForAnother: true }, 'noFiles'],
  [{ part: 'FILES' as const, text: '12345678901', isForAnother: true, attachments: 'some' as const }, undefined],
  [{ part: 'FILES' as const, attachments: 'stuck' as const }, 'attachment'],
  [{ part: 'VOICE' as const }, 'noVoice'],
  [{ text: '👋👋👋👋👋👋👋👋👋👋' }, undefined],
])('names the first thing to mend of %o: %s (W-26)', (change, obstacle) => {
  expect(sendObstacle({ ...ready, ...change })).toBe(obstacle);
});
