import { describe, expect, it } from 'vitest';
import { afterClose, type Ending } from './reconnect.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ending = (change: Partial<Ending>): Ending => ({
  code: 428,
  transport: false,
  conflict: null,
  ban: { reason: null, expireSeconds: null },
  paired: true,
  outdatedBefore: false,
  now,
  ...change,
});

describe('the end of a connection of a linked device', () => {
  it.each([
    [401, 'erase', 'LOGIN_REQUIRED', 'DEVICE_LOST'],
    [403, 'stop', 'RESTRICTED', 'ACCOUNT_RESTRICTED'],
    [405, 'new-version', 'CONNECTING', null],
    [406, 'stop', 'RESTRICTED', 'ACCOUNT_RESTRICTED'],
    [408, 'back-off', 'CONNECTING', null],
    [409, 'stop', 'DISCONNECTED', 'MESSENGER_REFUSED'],
    [411, 'stop', 'DISCONNECTED', 'MESSENGER_REFUSED'],
    [428, 'back-off', 'CONNECTING', null],
    [440, 'yield', 'CONNECTING', 'DEVICE_LOST'],
    [500, 'back-off', 'CONNECTING', null],
    [503, 'back-off', 'CONNECTING', null],
    [515, 'at-once', 'CONNECTING', null],
    // Unknown: a 4xx is a decision about us that a person must see, anything else passes.
    [400, 'stop', 'DISCONNECTED', 'MESSENGER_REFUSED'],
    [418, 'stop', 'DISCONNECTED', 'MESSENGER_REFUSED'],
    [499, 'stop', 'DISCONNECTED', 'MESSENGER_REFUSED'],
    [599, 'back-off', 'CONNECTING', null],
    [1006, 'back-off', 'CONNECTING', null],
  ])('with %i: %s, %s, %s (RE-41)', (code, next, state, reason) => {
    expect(afterClose(ending({ code }))).toEqual({ next, state, reason, rawCode: String(code), until: null });
  });

  it('without a code connects again', () => {
    expect(afterClose(ending({ code: undefined }))).toMatchObject({ next: 'back-off', state: 'CONNECTING', rawCode: null });
  });

  it('in a temporary ban waits until its end and names the reason (C-8)', () => {
    expect(afterClose(ending({ code: 402, ban: { reason: '101', expireSeconds: 3600 } }))).toEqual({
      next: 'wait',
      state: 'RESTRICTED',
      reason: 'ACCOUNT_RESTRICTED',
      rawCode: '402/101',
      until: new Date('2026-11-21T13:00:00Z'),
    });
  });

  it('in a ban without an end waits for a person', () => {
    expect(afterClose(ending({ code: 402 }))).toMatchObject({ next: 'stop', state: 'RESTRICTED', until: null });
  });

  it('takes «device removed» for a log-out, whatever the code', () => {
    expect(afterClose(ending({ code: 440, conflict: 'device_removed' }))).toMatchObject({ next: 'erase', reason: 'DEVICE_LOST' });
    expect(afterClose(ending({ code: 440, conflict: 'replaced' }))).toMatchObject({ next: 'yield' });
  });

  it.each([401, 403, 404, 440, 502])('keeps the keys when it was a proxy that answered %i to the upgrade', code => {
    expect(afterClose(ending({ code, transport: true }))).toMatchObject({ next: 'back-off', state: 'CONNECTING' });
  });

  it('called too old a second time shows it and tries seldom', () => {
    expect(afterClose(ending({ code: 405, outdatedBefore: true }))).toMatchObject({
      next: 'back-off',
      state: 'DISCONNECTED',
      reason: 'MESSENGER_REFUSED',
    });
  });
});

describe('the end of a connection that showed codes (C-2)', () => {
  it.each([401, 403, 408, 428, 440, 500, 503, undefined])('with %s asks a person for new ones', code => {
    expect(afterClose(ending({ code, paired: false }))).toMatchObject({
      next: 'series-over',
      state: 'LOGIN_REQUIRED',
      reason: 'LOGIN_EXPIRED',
    });
  });

  it('with 405 asks for the current version once', () => {
    expect(afterClose(ending({ code: 405, paired: false }))).toMatchObject({ next: 'new-version', state: 'LOGIN_REQUIRED' });
    expect(afterClose(ending({ code: 405, paired: false, outdatedBefore: true }))).toMatchObject({ next: 'series-over' });
  });
});
