import { describe, expect, it } from 'vitest';
import { outcomeOfThrown, reasonOf, refusedByAck, statusCodeOf } from './errors.ts';

const boom = (message: string, statusCode: number): Error => Object.assign(new Error(message), { output: { statusCode } });

describe('errors of the server’s acknowledgement', () => {
  it.each([
    ['463', 'ACCOUNT_RESTRICTED'],
    ['479', 'MESSENGER_REFUSED'],
    ['429', 'LIMIT_REACHED'],
    ['421', 'MESSENGER_REFUSED'],
    ['500', 'MESSENGER_REFUSED'],
    ['999', 'MESSENGER_REFUSED'],
  ])('%s is %s, with the code as it came (E-33)', (error, code) => {
    expect(refusedByAck(error, null)).toEqual({ kind: 'refused', code, rawCode: error, freeAt: null });
  });
});

describe('errors thrown by a send (RE-9)', () => {
  it.each([
    ['before anything was encrypted', new Error('database is away'), false, 'not-sent'],
    ['when the socket was found closed before the write', boom('Connection Closed', 428), true, 'not-sent'],
    ['when no device could be encrypted for', boom('All encryptions failed', 500), true, 'not-sent'],
    ['when the write itself failed', new Error('write EPIPE'), true, 'unknown'],
    ['when the write took too long', boom('Timed Out', 408), true, 'unknown'],
    ['after the write', new Error('The connection of these keys is over'), true, 'unknown'],
  ])('%s', (_when, error, leaving, kind) => {
    expect(outcomeOfThrown(error, leaving).kind).toBe(kind);
  });
});

describe('what is told of an error', () => {
  it('hides numbers of people (SE-51)', () => {
    expect(reasonOf(new Error('no session for 79261112233.0'))).toBe('no session for ….0');
  });

  it.each([
    [boom('x', 515), 515],
    [new Error('x'), undefined],
    [null, undefined],
    [{ output: null }, undefined],
    [{ output: { statusCode: 'x' } }, undefined],
  ])('finds the status code by shape', (error, code) => expect(statusCodeOf(error)).toBe(code));
});
