import { describe, expect, it } from 'vitest';
import { messageWait, type KnownOfWait } from './message-wait.ts';

const NOW = new Date('2026-03-10T09:00:00.000Z');
const inMs = (ms: number): Date => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;
const READY = { status: 'QUEUED', delivery: 'READY', runAt: NOW, origin: 'CARD' } as const;
const FREE: KnownOfWait = {
  account: { firstMessagesHeldUntil: null, sendIntervalMs: 500 },
  limits: { firstMessagesPerDay: 40 },
  granted: { count: 3, oldestAt: inMs(-MINUTE), lastAt: inMs(-MINUTE) },
  recipientHeldUntil: null,
  messagesFreeAt: null,
  lastCallAt: null,
};
const held = (ms: number, known: Partial<KnownOfWait> = {}): KnownOfWait => ({ ...FREE, recipientHeldUntil: inMs(ms), ...known });

describe('an accepted message', () => {
  it('that nothing holds waits for no time', () => {
    expect(messageWait(READY, FREE, NOW)).toBeNull();
    expect(messageWait(READY, held(-1), NOW)).toBeNull();
  });

  it.each<[string, KnownOfWait, string]>([
    ['the pause between first messages (Q-42)', held(2 * MINUTE), 'FIRST_MESSAGE_PAUSE'],
    ['the end of the day of new recipients (Q-11)', held(2 * MINUTE, { granted: { ...FREE.granted, count: 40 } }), 'DAILY_LIMIT'],
    [
      'the messenger’s own restriction (Q-13)',
      held(2 * MINUTE, { account: { ...FREE.account, firstMessagesHeldUntil: inMs(2 * MINUTE) } }),
      'MESSENGER_RESTRICTION',
    ],
    ['no limit of days where there is none', held(2 * MINUTE, { limits: { firstMessagesPerDay: null } }), 'FIRST_MESSAGE_PAUSE'],
  ])('waits for %s', (_what, known, reason) => {
    expect(messageWait(READY, known, NOW)).toEqual({ until: inMs(2 * MINUTE), reason });
  });

  it('waits for the next try after a FLOOD_WAIT (Q-13)', () => {
    expect(messageWait({ ...READY, runAt: inMs(5 * MINUTE) }, FREE, NOW)).toEqual({ until: inMs(5 * MINUTE), reason: 'NEXT_TRY' });
  });

  it('waits for the account’s pause (Q-10), also when the clock was put back', () => {
    const paced = { ...FREE, account: { ...FREE.account, sendIntervalMs: 10 * MINUTE } };
    expect(messageWait(READY, { ...paced, lastCallAt: inMs(-MINUTE) }, NOW)).toEqual({ until: inMs(9 * MINUTE), reason: 'SEND_INTERVAL' });
    expect(messageWait(READY, { ...paced, lastCallAt: inMs(60 * MINUTE) }, NOW)?.until).toEqual(inMs(10 * MINUTE));
  });

  it('waits for the limits of messages, unless an operator wrote it (Q-11)', () => {
    const limited = { ...FREE, messagesFreeAt: inMs(30_000) };
    expect(messageWait(READY, limited, NOW)).toEqual({ until: inMs(30_000), reason: 'MESSAGE_LIMIT' });
    expect(messageWait({ ...READY, origin: 'OPEN_LINE' }, limited, NOW)).toBeNull();
    expect(messageWait(READY, { ...limited, recipientHeldUntil: inMs(MINUTE) }, NOW)?.reason).toBe('FIRST_MESSAGE_PAUSE');
  });

  it('tells the last of what holds it', () => {
    const wait = messageWait({ ...READY, runAt: inMs(MINUTE) }, held(3 * MINUTE), NOW);
    expect(wait).toEqual({ until: inMs(3 * MINUTE), reason: 'FIRST_MESSAGE_PAUSE' });
  });

  it.each([
    { status: 'QUEUED', delivery: 'CALLING' },
    { status: 'UNCONFIRMED', delivery: 'ASKING' },
    { status: 'SENT', delivery: 'DONE' },
    { status: 'CANCELLED', delivery: 'DONE' },
  ] as const)('that is %o waits no more', state => {
    expect(messageWait({ ...READY, ...state, runAt: inMs(MINUTE) }, held(MINUTE), NOW)).toBeNull();
  });
});
