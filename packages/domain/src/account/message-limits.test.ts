import { describe, expect, it } from 'vitest';
import { fullWindow, messageBudget, reachedLimit, type CallsInWindows } from './message-limits.ts';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const SECOND = 1000;
const HOUR = 3_600_000;
const inMs = (ms: number): Date => new Date(NOW.getTime() + ms);
const LIMITS = { messagesPerMinute: 3, messagesPerDay: 40 };
const FREE = { messagesPerMinute: null, messagesPerDay: null };
const calls = (minute: number, day: number, minuteAgoMs = 20 * SECOND, dayAgoMs = 5 * HOUR): CallsInWindows => ({
  messagesPerMinute: { count: minute, oldestAt: minute === 0 ? null : inMs(-minuteAgoMs) },
  messagesPerDay: { count: day, oldestAt: day === 0 ? null : inMs(-dayAgoMs) },
});

describe('limits of messages in a minute and in a day (Q-11)', () => {
  it('hold nothing where none is set, and nothing below them', () => {
    expect(reachedLimit(FREE, calls(100, 1000), NOW)).toBeNull();
    expect(reachedLimit(LIMITS, calls(0, 0), NOW)).toBeNull();
    expect(reachedLimit(LIMITS, calls(2, 39), NOW)).toBeNull();
  });

  it('hold until the oldest message of a full window leaves it', () => {
    expect(reachedLimit(LIMITS, calls(3, 39), NOW)).toEqual({ name: 'messagesPerMinute', limit: 3, at: inMs(40 * SECOND) });
    expect(reachedLimit(LIMITS, calls(1, 40), NOW)).toEqual({ name: 'messagesPerDay', limit: 40, at: inMs(19 * HOUR) });
  });

  it('name the one that holds longer where both are reached', () => {
    expect(reachedLimit(LIMITS, calls(3, 40), NOW)?.name).toBe('messagesPerDay');
    expect(reachedLimit(LIMITS, calls(3, 40, SECOND, 24 * HOUR - SECOND), NOW)?.name).toBe('messagesPerMinute');
  });

  it('hold not longer than one window when the clock was put back', () => {
    expect(reachedLimit(LIMITS, calls(3, 5, -90 * SECOND), NOW)?.at).toEqual(inMs(60 * SECOND));
  });

  it('count what is still to come', () => {
    expect(fullWindow(LIMITS, calls(1, 10), 2)).toBeNull();
    expect(fullWindow(LIMITS, calls(1, 10), 3)).toEqual({ name: 'messagesPerMinute', limit: 3 });
    expect(fullWindow({ ...LIMITS, messagesPerMinute: null }, calls(0, 38), 3)).toEqual({ name: 'messagesPerDay', limit: 40 });
  });

  it('leave a budget of the day, and the moment of the next message (Q-46)', () => {
    expect(messageBudget(FREE, calls(0, 0), NOW)).toEqual({ left: null, nextAt: null });
    expect(messageBudget(LIMITS, calls(1, 37), NOW)).toEqual({ left: 3, nextAt: null });
    expect(messageBudget(LIMITS, calls(0, 40), NOW)).toEqual({ left: 0, nextAt: inMs(19 * HOUR) });
    expect(messageBudget({ ...LIMITS, messagesPerDay: null }, calls(3, 0), NOW)).toEqual({ left: null, nextAt: inMs(40 * SECOND) });
  });
});
