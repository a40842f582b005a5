import { describe, expect, it } from 'vitest';
import { failureForLog, redact } from './redaction.ts';

describe('redact', () => {
  it.each([
    ['token s6p6eclrvim6da22ft9ch94ekreb52lv is over', 'token … is over'],
    ['Wrong phone +7 (900) 123-45-67', 'Wrong phone …67'],
    ['two\r\nlines\u0000', 'two lines '],
  ])('makes %j harmless (SE-51)', (text, harmless) => {
    expect(redact(text)).toBe(harmless);
  });

  it('keeps a log line short', () => {
    expect(redact('слово '.repeat(1_000)).length).toBe(300);
  });
});

describe('failureForLog', () => {
  it('names only what may be logged', () => {
    const failure = { kind: 'refused', code: 'WRONG', status: 400, description: 'phone 79001234567', freeAt: null } as const;
    expect(failureForLog(failure)).toEqual({ kind: 'refused', code: 'WRONG', status: 400, description: 'phone …67' });
  });
});
