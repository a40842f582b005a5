import { expect, it } from 'vitest';
import { refuse, type RefusalCode } from '../refusal.ts';
import { againAfter, isPassing } from './refusal-outcome.ts';

it.each<[RefusalCode, boolean]>([
  ['PORTAL_UNAVAILABLE', true],
  ['PORTAL_TOKEN_REFUSED', true],
  ['LIMIT_REACHED', true],
  ['ACTIVITY_NOT_WRITTEN', true],
  ['FORBIDDEN', false],
  ['NOT_FOUND', false],
  ['CHAT_NOT_CREATED', false],
  ['PUBLICATION_UNAVAILABLE', false],
])('%s passes by itself: %s (Q-22)', (code, passes) => {
  expect([isPassing(refuse(code)), againAfter(refuse(code))]).toEqual([passes, { kind: 'again', reason: code, passing: passes }]);
});

it('names the other side’s own code', () => {
  expect(againAfter(refuse('PORTAL_UNAVAILABLE', { rawCode: 'QUERY_LIMIT_EXCEEDED' }))).toMatchObject({
    reason: 'PORTAL_UNAVAILABLE QUERY_LIMIT_EXCEEDED',
  });
});

it('does not repeat before the time that the portal named', () => {
  const freeAt = '2026-03-10T09:05:00.000Z';
  expect(againAfter(refuse('LIMIT_REACHED', { freeAt }))).toMatchObject({ notBefore: new Date(freeAt) });
});
