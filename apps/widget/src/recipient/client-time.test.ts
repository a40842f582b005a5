import { describe, expect, it } from 'vitest';
import { clientTime, writingTone } from './client-time.ts';

const HOURS = { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 };
const at = (utc: string) => new Date(`2026-07-01T${utc}:00.000Z`);

describe('the local time of a client (S-1, S-4, A-4)', () => {
  it('colours every hour of the day by the hours of the portal', () => {
    expect(Array.from({ length: 24 }, (_, hour) => writingTone(HOURS, hour)[0]).join('')).toBe('RRRRRRROGGGGGGGGGGGOORRR');
  });

  it('shows one clock when all zones of the number agree', () => {
    expect(clientTime(['Europe/Moscow'], HOURS, at('15:54'))).toEqual({ clocks: ['18:54'], tone: 'GREEN' });
    expect(clientTime(['Europe/Moscow', 'Europe/Minsk'], HOURS, at('00:00'))).toEqual({ clocks: ['03:00'], tone: 'RED' });
  });

  it('shows a span, and no colour, when the number may be anywhere in a wide country', () => {
    expect(clientTime(['Asia/Kamchatka', 'Europe/Kaliningrad', 'Europe/Moscow'], HOURS, at('15:54'))).toEqual({
      clocks: ['17:54', '03:54'],
      tone: undefined,
    });
  });

  it('colours a span whose hours are all of one kind', () => {
    expect(clientTime(['Europe/Moscow', 'Asia/Yekaterinburg'], HOURS, at('09:00'))).toEqual({ clocks: ['12:00', '14:00'], tone: 'GREEN' });
  });

  it('says nothing when nothing is known', () => {
    expect(clientTime(null, HOURS, at('09:00'))).toBeUndefined();
    expect(clientTime(['Mars/Olympus'], HOURS, at('09:00'))).toBeUndefined();
  });
});
