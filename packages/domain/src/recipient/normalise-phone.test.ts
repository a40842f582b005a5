import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, maskPhone, normalisePhone } from './normalise-phone.ts';

describe('a number as people write it (D-3)', () => {
  it.each([
    ['8 (926) 123-45-67', 'RU', '+79261234567'],
    ['+7 926 123 45 67', 'RU', '+79261234567'],
    ['9261234567', 'RU', '+79261234567'],
    ['79261234567', 'RU', '+79261234567'],
    ['  +7-926-123-45-67 ', 'RU', '+79261234567'],
    ['7 (926) 123-45-67', 'US', '+79261234567'],
    ['810380441234567', 'RU', '+380441234567'],
    ['00380441234567', 'RU', '+380441234567'],
    ['+380 44 123 45 67', 'RU', '+380441234567'],
    ['8 926 123-45-67 доб. 5', 'RU', '+79261234567'],
    ['+7 926 123-45-67, 12', 'RU', '+79261234567'],
    ['+7 926 123-45-67 ext. 12', 'RU', '+79261234567'],
    ['8 701 123 45 67', 'KZ', '+77011234567'],
    ['7 701 123 45 67', 'RU', '+77011234567'],
    ['8 029 123 45 67', 'BY', '+375291234567'],
    ['+55 11 91234-5678', 'RU', '+5511912345678'],
    ['+52 55 1234 5678', 'RU', '+525512345678'],
    ['+54 11 15 1234-5678', 'RU', '+5491112345678'],
    ['11 15 1234-5678', 'AR', '+5491112345678'],
    ['8 495 123-45-67', 'RU', '+74951234567'],
  ])('%s in %s is %s', (raw, country, expected) => {
    expect(normalisePhone(raw, country)).toBe(expected);
  });

  it.each(['', 'нет номера', '123', '+7 926 123', '+52 1 55 1234 5678', '00', '8 926 123-45-67-89-01', 'ivan@example.com'])(
    '%j is no number',
    raw => {
      expect(normalisePhone(raw, 'RU')).toBeNull();
    },
  );

  it('stays what it is when it is read again, in whatever country (FA-9)', () => {
    const raw = fc
      .tuple(fc.constantFrom('+7 ', '8', '7(', '+380', '00375-', '+55 ', '+1', ''), fc.integer({ min: 100_000_000, max: 9_999_999_999 }))
      .map(([prefix, digits]) => `${prefix}${digits}`);
    let numbers = 0;
    fc.assert(
      fc.property(raw, fc.constantFrom('RU', 'KZ', 'BY', 'US', 'AR', 'BR'), fc.constantFrom('RU', 'KZ', 'US'), (text, country, other) => {
        const number = normalisePhone(text, country);
        if (number === null) return;
        numbers += 1;
        expect(number).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(normalisePhone(number, other)).toBe(number);
      }),
      { numRuns: 5000 },
    );
    expect(numbers).toBeGreaterThan(100);
  });

  it('is none when it would be another number the second time', () => {
    expect(normalisePhone('88100000000', 'BY')).toBeNull();
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const number = normalisePhone(text, 'RU');
        expect(number === null || /^\+\d+$/.test(number)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a number for people', () => {
  it('is shown in groups', () => {
    expect([formatPhone('+79261234567'), formatPhone('12345@lid')]).toEqual(['+7 926 123 45 67', '12345@lid']);
  });

  it('is masked for logs and for others (E-71, SE-51)', () => {
    expect([maskPhone('+79261234567'), maskPhone('+12345')]).toEqual(['+7926*****67', '*****']);
  });
});
