import { describe, expect, it } from 'vitest';
import { type FailureKind, failureKind, provablyNotExecuted, refusalOf } from './errors.ts';

const words = { right: 'card', otherwise: 'ACTIVITY_NOT_WRITTEN' } as const;
const failure = (kind: FailureKind) => ({ kind, code: 'RAW', status: 400, description: '', freeAt: new Date('2026-08-01T10:00:00Z') });

describe('failureKind', () => {
  it.each<[string, number | null, string, FailureKind]>([
    ['expired_token', 401, '', 'refresh'],
    ['invalid_token', 401, '', 'refresh'],
    ['NO_AUTH_FOUND', 401, '', 'token-refused'],
    ['user_access_error', 403, '', 'app-closed'],
    ['ACCESS_DENIED', 403, 'Access denied!', 'denied'],
    ['ACCESS_DENIED', 403, 'REST API is available only on commercial plans.', 'portal-closed'],
    ['NOT_FOUND', 400, '', 'gone'],
    ['QUERY_LIMIT_EXCEEDED', 503, '', 'slow-down'],
    ['OPERATION_TIME_LIMIT', 429, '', 'stop-method'],
    ['INTERNAL_SERVER_ERROR', 500, '', 'unknown-outcome'],
    ['SOMETHING_NEW', 500, '', 'unknown-outcome'],
    ['SOMETHING_NEW', 400, '', 'refused'],
    ['OPERATOR_WRONG', null, '', 'refused'],
    ['', 401, '', 'token-refused'],
  ])('%s with status %s is known', (code, status, description, kind) => {
    expect(failureKind(code, status, description)).toBe(kind);
  });
});

describe('provablyNotExecuted', () => {
  it('is true only where nothing can have happened (RE-9)', () => {
    const kinds: FailureKind[] = ['slow-down', 'not-sent', 'unknown-outcome', 'refused', 'denied'];
    expect(kinds.filter(kind => provablyNotExecuted(failure(kind)))).toEqual(['slow-down', 'not-sent']);
  });
});

describe('refusalOf', () => {
  it.each<[FailureKind, string]>([
    ['refresh', 'PORTAL_TOKEN_REFUSED'],
    ['token-refused', 'PORTAL_TOKEN_REFUSED'],
    ['app-closed', 'FORBIDDEN'],
    ['denied', 'FORBIDDEN'],
    ['gone', 'NOT_FOUND'],
    ['slow-down', 'PORTAL_UNAVAILABLE'],
    ['stop-method', 'PORTAL_UNAVAILABLE'],
    ['portal-closed', 'PORTAL_UNAVAILABLE'],
    ['not-sent', 'PORTAL_UNAVAILABLE'],
    ['unknown-outcome', 'ACTIVITY_NOT_WRITTEN'],
    ['unknown-method', 'ACTIVITY_NOT_WRITTEN'],
    ['refused', 'ACTIVITY_NOT_WRITTEN'],
  ])('says %s in words of the catalogue', (kind, code) => {
    expect(refusalOf(failure(kind), words).code).toBe(code);
  });

  it('names the right that is missing and when the next try can succeed', () => {
    expect(refusalOf(failure('denied'), words).details).toEqual({ rawCode: 'RAW', right: 'card', freeAt: '2026-08-01T10:00:00.000Z' });
    expect(refusalOf(failure('app-closed'), words).details.right).toBe('app');
  });

  it('marks an unknown outcome, after which a repeat looks first (RE-10)', () => {
    expect(refusalOf(failure('unknown-outcome'), words).details.rawCode).toBe('OUTCOME_UNKNOWN');
  });
});
