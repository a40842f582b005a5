import { describe, expect, it } from 'vitest';
import { fieldsOf, valueInWords, type ValueWords } from './change-values.ts';

const words: ValueWords = {
  yes: 'да',
  no: 'нет',
  nothing: 'пусто',
  everybody: 'все',
  seconds: ms => `${ms / 1_000} с`,
  publication: value => value.toLowerCase(),
  kind: value => value.replace('_WEB', ''),
};

describe('a change in words (A-23)', () => {
  it('has every field that either side names', () => {
    expect(fieldsOf({ before: '{"title":"Опт","hidden":false}', after: '{"title":"Склад"}' })).toEqual([
      { name: 'title', before: 'Опт', after: 'Склад' },
      { name: 'hidden', before: false, after: undefined },
    ]);
  });

  it('shows words that are no JSON as they stand', () => {
    expect(fieldsOf({ before: null, after: 'Пётр' })).toEqual([{ name: '', before: undefined, after: 'Пётр' }]);
  });

  it.each([
    ['hidden', true, 'да'],
    ['hidden', false, 'нет'],
    ['title', undefined, 'пусто'],
    ['title', '', 'пусто'],
    ['sendIntervalMs', 1500, '1.5 с'],
    ['defaultPublication', 'INCOMING', 'incoming'],
    ['kind', 'WHATSAPP_WEB', 'WHATSAPP'],
    ['access', [], 'все'],
    ['ignoredNumbers', [], 'пусто'],
    ['ignoredNumbers', ['+79000000091', '+79000000092'], '+79000000091, +79000000092'],
    [
      'access',
      [
        { kind: 'USER', id: '5', name: 'Пётр Иванов' },
        { kind: 'DEPARTMENT', id: '7', name: '' },
      ],
      'Пётр Иванов, № 7',
    ],
    ['writingHours', { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 }, '7 · 8 · 19 · 21'],
    ['workingAs', { id: '5', name: 'Пётр Иванов' }, 'Пётр Иванов'],
    ['textLimit', 1000, '1000'],
  ])('says of %s %j: %s', (name, value, sentence) => {
    expect(valueInWords(name, value, words)).toBe(sentence);
  });
});
