import { describe, expect, it } from 'vitest';
import { isDaring, limitRows, readLimit, writeLimit } from './limit-rows.ts';

const ADVISED = { checksPerDay: 150, searchesPerDay: 200, firstMessagesPerDay: 40, firstMessageEveryMs: 180_000, young: false };
const row = (
  name: string,
  advised: typeof ADVISED | (Omit<typeof ADVISED, 'firstMessagesPerDay'> & { firstMessagesPerDay: null }) = ADVISED,
) => {
  const found = limitRows(advised).find(one => one.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
};

describe('a limit of an account (Q-11)', () => {
  it('of user names is there only where the messenger has them', () => {
    expect(limitRows(ADVISED)).toHaveLength(6);
    expect(limitRows({ ...ADVISED, searchesPerDay: 0 }).map(({ name }) => name)).not.toContain('searchesPerDay');
  });

  it.each([
    ['messagesPerMinute', '120', 120],
    ['messagesPerMinute', '121', undefined],
    ['messagesPerDay', '1', 1],
    ['messagesPerDay', '0', undefined],
    ['messagesPerDay', '', null],
    ['firstMessagesPerDay', ' 50 ', 50],
    ['firstMessagesPerDay', '', null],
    ['firstMessagesPerDay', '0', 0],
    ['firstMessagesPerDay', '10001', undefined],
    ['firstMessagesPerDay', '4,5', undefined],
    ['firstMessagesPerDay', '-1', undefined],
    ['firstMessageEveryMs', '90', 90_000],
    ['firstMessageEveryMs', '3601', undefined],
  ])('%s is read from «%s» as %s', (name, text, value) => {
    expect(readLimit(text, row(name))).toBe(value);
  });

  it('is written as it was read', () => {
    expect([writeLimit(90_000, row('firstMessageEveryMs')), writeLimit(null, row('checksPerDay'))]).toEqual(['90', '']);
  });

  it('is daring above the advice, and a pause below it (Q-12, Q-42, Q-43)', () => {
    expect([isDaring(row('firstMessagesPerDay'), 41), isDaring(row('firstMessagesPerDay'), 40)]).toEqual([true, false]);
    expect([isDaring(row('firstMessageEveryMs'), 60_000), isDaring(row('firstMessageEveryMs'), 180_000)]).toEqual([true, false]);
    expect(isDaring(row('firstMessagesPerDay', { ...ADVISED, firstMessagesPerDay: null }), 500)).toBe(false);
    expect(isDaring(row('checksPerDay'), null)).toBe(false);
    expect(isDaring(row('messagesPerDay'), 10_000)).toBe(false);
  });
});
