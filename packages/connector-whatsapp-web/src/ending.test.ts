import { describe, expect, it } from 'vitest';
import { endingOf } from './ending.ts';

const boom = (message: string, statusCode: number, data?: unknown): Error =>
  Object.assign(new Error(message), { output: { statusCode }, data });

describe('what the library’s error says', () => {
  it('reads a failure of the login with its ban', () => {
    expect(endingOf(boom('Connection Failure', 402, { reason: '402', code: '101', expire: '3600' }))).toEqual({
      code: 402,
      transport: false,
      conflict: null,
      ban: { reason: '101', expireSeconds: 3600 },
    });
  });

  it('reads the conflict of a stream error', () => {
    const conflict = { tag: 'conflict', attrs: { type: 'device_removed' } };
    expect(endingOf(boom('Stream Errored (conflict)', 401, conflict)).conflict).toBe('device_removed');
  });

  it('tells an HTTP answer of somebody on the way from the word of WhatsApp', () => {
    const error = boom('WebSocket Error (Unexpected server response: 401)', 401, new Error('Unexpected server response: 401'));
    expect(endingOf(error)).toMatchObject({ code: 401, transport: true });
  });

  it.each([undefined, null, new Error('x'), 'x', { data: 5 }])('makes nothing of %s', error => {
    expect(endingOf(error)).toEqual({ code: undefined, transport: false, conflict: null, ban: { reason: null, expireSeconds: null } });
  });
});
