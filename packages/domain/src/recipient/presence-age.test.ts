import { describe, expect, it } from 'vitest';
import { isPresenceFresh, shownPresence } from './presence-age.ts';
import type { Presence } from './recipient.ts';

const NOW = new Date('2026-03-10T09:00:00.000Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);

describe('how long an answer about a number holds (D-6, D-7)', () => {
  it.each<[Presence, number | null, boolean, Presence]>([
    ['EXISTS', 0, true, 'EXISTS'],
    ['EXISTS', 29.9, true, 'EXISTS'],
    ['EXISTS', 30, false, 'EXISTS'],
    ['EXISTS', null, false, 'EXISTS'],
    ['ABSENT', 0, true, 'ABSENT'],
    ['ABSENT', 0.9, true, 'ABSENT'],
    ['ABSENT', 1, false, 'UNKNOWN'],
    ['UNKNOWN', 0, false, 'UNKNOWN'],
    ['UNKNOWN', null, false, 'UNKNOWN'],
  ])('%s, learnt %s days ago: fresh %s, shown as %s', (presence, days, isFresh, shown) => {
    const recipient = { presence, checkedAt: days === null ? null : daysAgo(days) };
    expect([isPresenceFresh(recipient, NOW), shownPresence(recipient, NOW)]).toEqual([isFresh, shown]);
  });
});
