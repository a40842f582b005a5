import { describe, expect, it } from 'vitest';
import { OperatingTime } from './time-block.ts';

const MINUTE = 60_000;
const START = 30 * MINUTE;

describe('the operating time of a method (Bitrix24 docs, limits)', () => {
  it('is used up when ten minutes hold the limit, and comes back basket by basket', () => {
    const operating = new OperatingTime(10);
    operating.add('a', START, START + 6_000);
    expect(operating.isUsedUp('a', START + 6_000)).toBe(false);
    operating.add('a', START + 5 * MINUTE, START + 5 * MINUTE + 4_000);
    expect(operating.isUsedUp('a', START + 9 * MINUTE)).toBe(true);
    expect(operating.isUsedUp('b', START + 9 * MINUTE)).toBe(false);
    expect(operating.isUsedUp('a', START + 10 * MINUTE)).toBe(false);
  });

  it('tells with each answer how much is used and when the oldest minute is forgotten', () => {
    const operating = new OperatingTime(10);
    operating.add('a', START, START + 6_000);
    const time = operating.add('a', START + 3 * MINUTE, START + 3 * MINUTE + 1_000);
    expect([time.operating, time.operating_reset_at]).toEqual([7, (START + 10 * MINUTE) / 1000]);
  });
});
