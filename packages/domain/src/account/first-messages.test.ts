import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountLimits, type AdvisedLimits } from './account-limits.ts';
import { firstMessageBudget, firstMessageSlot, FIRST_MESSAGE_WINDOW_MS, type GrantedFirstMessages } from './first-messages.ts';

const NOW = new Date('2026-03-10T09:00:00.000Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const MINUTE = 60_000;
const NOBODY: GrantedFirstMessages = { count: 0, oldestAt: null, lastAt: null };
const FREE = { firstMessagesHeldUntil: null };
const LIMITS = { firstMessagesPerDay: 40, firstMessageEveryMs: 3 * MINUTE };
const slot = (granted: GrantedFirstMessages, more: { held?: Date; isKnownByName?: boolean; limits?: typeof LIMITS } = {}) =>
  firstMessageSlot(
    more.limits ?? LIMITS,
    granted,
    { firstMessagesHeldUntil: more.held ?? null },
    { isKnownByName: more.isKnownByName ?? false },
    NOW,
  );

describe('a first message', () => {
  it('leaves at once where none left before', () => {
    expect(slot(NOBODY).at <= NOW).toBe(true);
  });

  it('waits for the pause after the one before (Q-12, Q-42)', () => {
    const granted = { count: 1, oldestAt: ago(MINUTE), lastAt: ago(MINUTE) };
    expect(slot(granted)).toEqual({ at: new Date(NOW.getTime() + 2 * MINUTE), heldBy: 'OURS' });
  });

  it('to somebody known by his name does not wait for the pause, but for the day (Q-42, Q-43)', () => {
    const one = { count: 1, oldestAt: ago(MINUTE), lastAt: ago(MINUTE) };
    expect(slot(one, { isKnownByName: true }).at <= NOW).toBe(true);
    const all = { count: 40, oldestAt: ago(60 * MINUTE), lastAt: ago(10 * MINUTE) };
    expect(slot(all, { isKnownByName: true }).at).toEqual(new Date(NOW.getTime() + 23 * 60 * MINUTE));
  });

  it('is held by the messenger until its time, whatever is left of ours (Q-13)', () => {
    const held = new Date(NOW.getTime() + 60 * MINUTE);
    expect(slot(NOBODY, { held })).toEqual({ at: held, heldBy: 'MESSENGER' });
    expect(slot(NOBODY, { held: ago(1) }).at <= NOW).toBe(true);
  });

  it('is not held longer than a pause by a clock that was put back', () => {
    const granted = { count: 1, oldestAt: null, lastAt: new Date(NOW.getTime() + 86_400_000) };
    expect(slot(granted).at).toEqual(new Date(NOW.getTime() + 3 * MINUTE));
  });

  it('never passes the number of a day in any 24 hours, and never waits for ever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 10 }), fc.array(fc.nat(600)), (perDay, every, gaps) => {
        const limits = { firstMessagesPerDay: perDay, firstMessageEveryMs: every * MINUTE };
        const grants: number[] = [];
        let clock = NOW.getTime();
        for (const gap of gaps) {
          clock += gap * MINUTE;
          const within = grants.filter(at => at > clock - FIRST_MESSAGE_WINDOW_MS);
          const granted = {
            count: within.length,
            oldestAt: within[0] === undefined ? null : new Date(within[0]),
            lastAt: grants.length === 0 ? null : new Date(grants.at(-1) ?? 0),
          };
          const { at } = firstMessageSlot(limits, granted, FREE, { isKnownByName: false }, new Date(clock));
          expect(at.getTime() - clock).toBeLessThanOrEqual(FIRST_MESSAGE_WINDOW_MS);
          if (at.getTime() <= clock) grants.push(clock);
        }
        for (const [index, at] of grants.entries()) {
          expect(grants.filter(other => other >= at && other < at + FIRST_MESSAGE_WINDOW_MS).length).toBeLessThanOrEqual(perDay);
          if (index > 0) expect(at - (grants[index - 1] ?? 0)).toBeGreaterThanOrEqual(every * MINUTE);
        }
      }),
    );
  });
});

describe('the budget that the form shows (Q-46)', () => {
  it('says how many new recipients are left, and when the next one may be written to', () => {
    const granted = { count: 38, oldestAt: ago(60 * MINUTE), lastAt: ago(MINUTE) };
    expect(firstMessageBudget(LIMITS, granted, FREE, NOW)).toEqual({ perDay: 40, left: 2, nextAt: new Date(NOW.getTime() + 2 * MINUTE) });
    expect(firstMessageBudget({ firstMessagesPerDay: null, firstMessageEveryMs: 0 }, granted, FREE, NOW)).toEqual({
      perDay: null,
      left: null,
      nextAt: null,
    });
  });
});

describe('the limits of an account (Q-11, Q-12)', () => {
  const advised: AdvisedLimits = {
    checksPerDay: 100,
    searchesPerDay: 200,
    firstMessagesPerDay: null,
    firstMessageEveryMs: 0,
    young: { days: 10, firstMessagesPerDay: 20 },
    lookUpEveryMs: 0,
  };
  const of = (connectedAt: Date | null, ownLimits = {}) => accountLimits({ connectedAt, ownLimits }, { limits: advised }, NOW);

  it('are those of a young account in its first ten days', () => {
    expect(of(ago(9 * 86_400_000)).firstMessagesPerDay).toBe(20);
    expect(of(ago(11 * 86_400_000)).firstMessagesPerDay).toBeNull();
    expect(of(null).firstMessagesPerDay).toBe(20);
  });

  it('are what an administrator set, where he set something', () => {
    expect(of(ago(0), { firstMessagesPerDay: 5, checksPerDay: 7 })).toEqual({
      checksPerDay: 7,
      searchesPerDay: 200,
      firstMessagesPerDay: 5,
      firstMessageEveryMs: 0,
    });
  });

  it('of a connector that advises nothing hold nobody back', () => {
    expect(accountLimits({ connectedAt: null, ownLimits: {} }, undefined, NOW)).toMatchObject({
      firstMessagesPerDay: null,
      checksPerDay: 100,
    });
  });
});
