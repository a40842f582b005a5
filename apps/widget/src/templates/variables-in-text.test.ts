import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf, replaceRange, slashBefore, variableRanges, variablesIn } from './variables-in-text.ts';

const HOSTILE = ['{{', '}}', '{', '}', '/', '\r\n', '\n', '\u202e', '\u200b', '<script>alert(1)</script>', '👩‍👩‍👧', '𝒳', '{{CONTACT:NAME}}'];
const text = fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 3 }))).map(parts => parts.join(''));
const inText = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ start: Math.min(a, b), length: Math.abs(a - b) }));

describe('variables in a text', () => {
  it('are what stands in double braces, each once', () => {
    expect(variablesIn('{{CONTACT:NAME}}, {один|два} {{имя}} {{CONTACT:NAME}} {{}}')).toEqual(['{{CONTACT:NAME}}', '{{имя}}', '{{}}']);
  });
});

describe('a slash at the beginning of a line', () => {
  it.each([
    ['/', 1, { start: 0, length: 1, search: '' }],
    ['/счёт на', 8, { start: 0, length: 8, search: 'счёт на' }],
    ['Здравствуйте!\n/дос', 18, { start: 14, length: 4, search: 'дос' }],
    ['/приветствие', 4, { start: 0, length: 4, search: 'при' }],
  ])('searches with what follows it up to the caret: %j at %d', (typed, caret, expected) => {
    expect(slashBefore(typed, caret)).toEqual(expected);
  });

  it.each([
    ['1/2', 3],
    ['см. /start', 10],
    ['/etc/hosts', 10],
    ['//', 2],
    ['/\nтекст', 7],
    [`/${'я'.repeat(60)}`, 61],
    ['', 0],
  ])('is text in %j at %d', (typed, caret) => {
    expect(slashBefore(typed, caret)).toBeUndefined();
  });
});

describe('a text put in place of another', () => {
  it('keeps what stands around it, and its marks move along', () => {
    const put = replaceRange(
      'Тема\n/пр\nконец',
      { start: 5, length: 3 },
      {
        text: 'Иван,\r\nсумма 5 ₽',
        filled: [
          { start: 0, length: 4 },
          { start: 13, length: 3 },
        ],
      },
    );
    expect(put.text).toBe('Тема\nИван,\nсумма 5 ₽\nконец');
    expect(put.filled.map(({ start, length }) => put.text.slice(start, start + length))).toEqual(['Иван', '5 ₽']);
    expect(put.text.slice(0, put.end)).toBe('Тема\nИван,\nсумма 5 ₽');
  });

  it('marks the same letters wherever it is put, whatever they are', () => {
    fc.assert(
      fc.property(text, text, text, fc.array(text, { maxLength: 3 }), (before, replaced, after, values) => {
        let inserted = '';
        const filled = values.map(value => {
          inserted += '·';
          const start = inserted.length;
          inserted += value;
          return { start, length: value.length };
        });
        const put = replaceRange(before + replaced + after, { start: before.length, length: replaced.length }, { text: inserted, filled });
        expect(put.text).toBe(before + inserted.replaceAll('\r\n', '\n') + after);
        expect(put.filled.map(({ start, length }) => put.text.slice(start, start + length))).toEqual(
          values.map(value => value.replaceAll('\r\n', '\n')),
        );
      }),
    );
  });
});

describe('the pieces of a marked text', () => {
  it('are the text, whatever it holds, and mark every gap (W-13)', () => {
    fc.assert(
      fc.property(
        text.chain(one => fc.tuple(fc.constant(one), fc.array(inText(one.length), { maxLength: 4 }))),
        ([one, filled]) => {
          const pieces = piecesOf(one, filled);
          expect(pieces.map(piece => piece.text).join('')).toBe(one);
          const free = variableRanges(one).filter(gap =>
            filled.every(({ start, length }) => start >= gap.start + gap.length || start + length <= gap.start),
          );
          expect(pieces.filter(({ mark }) => mark === 'gap').length).toBeGreaterThanOrEqual(free.length);
        },
      ),
    );
  });

  it('are a value, a gap and what stands between them', () => {
    expect(piecesOf('Иван, {{DEAL:TITLE}}!', [{ start: 0, length: 4 }])).toEqual([
      { text: 'Иван', mark: 'filled' },
      { text: ', ' },
      { text: '{{DEAL:TITLE}}', mark: 'gap' },
      { text: '!' },
    ]);
  });
});
