import { expect, it } from 'vitest';
import { isRefusal, refuse, REFUSAL_CODES } from './refusal.ts';

it('every code says whether a repeat can help', () => {
  for (const code of REFUSAL_CODES) expect(['NO', 'YES', 'AFTER_FIX', 'AUTOMATIC']).toContain(refuse(code).retry);
});

it.each([[null], [undefined], ['refused'], [{ refused: false }], [{ code: 'FORBIDDEN' }], [new Error('x')]])('%j is no refusal', value => {
  expect(isRefusal(value)).toBe(false);
});

it('carries what its sentence may name', () => {
  const refusal = refuse('LIMIT_REACHED', { limit: 100 });
  expect([isRefusal(refusal), refusal.details, refusal.retry]).toEqual([true, { limit: 100 }, 'AFTER_FIX']);
});
