import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillText, type FieldValue, type FilledText } from './fill-text.ts';
import { formatVariable, parseTemplate, VARIABLE_ENTITIES, variableKey, type Variable } from './variables.ts';

const JOINER = '\u2060';
const seen = (text: string): string => text.replaceAll(JOINER, '');

const code = fc.constantFrom('NAME', 'TITLE', 'UF_CRM_SIZE');
const variable: fc.Arbitrary<Variable> = fc.record({
  entity: fc.option(fc.constantFrom(...VARIABLE_ENTITIES)),
  field: code,
  linkedField: fc.option(code),
});

/** What people and programs put into names, comments and texts (AT-11). */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '{{',
        '}}',
        '{{{',
        '}}}',
        '{{CONTACT:NAME}}',
        'CONTACT:NAME',
        '<img src=x onerror=alert(1)>',
        '&lt;b&gt;',
        '[url=javascript:x]y[/url]',
        '$&',
        '$1',
        '\\',
        '\u202e',
        '\u200b',
        '\ufeff',
        '👩‍👩‍👧‍👦',
        '𝒳',
        '\r\n',
        '|',
        ':',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map(parts => seen(parts.join('')));
const template = fc.array(fc.oneof(hostile, variable.map(formatVariable)), { maxLength: 8 }).map(parts => parts.join(''));
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  hostile.map(text => ({ kind: 'value' as const, text })),
  fc.constant({ kind: 'gap' as const, reason: 'EMPTY' as const }),
);
const values: fc.Arbitrary<ReadonlyMap<string, FieldValue>> = fc
  .array(fc.tuple(variable, value), { maxLength: 20 })
  .map(known => new Map(known.map(([one, said]) => [variableKey(one), said])));

const fill = (text: string, known: ReadonlyMap<string, FieldValue>): FilledText => fillText(parseTemplate(text), known);
const valuesOf = ({ text, filled }: FilledText): string[] => filled.map(({ start, length }) => text.slice(start, start + length));

describe('filling (M-5, W-11…W-13)', () => {
  const card = new Map<string, FieldValue>([
    ['CONTACT:NAME', { kind: 'value', text: 'Иван' }],
    ['DEAL:OPPORTUNITY', { kind: 'value', text: '100 ₽' }],
    ['COMPANY:TITLE', { kind: 'gap', reason: 'NOT_LINKED' }],
  ]);

  it('puts each value in, says where it stands, and leaves the rest of the text as it was', () => {
    const { text, gaps, filled } = fillText(parseTemplate('Здравствуйте, {{CONTACT:NAME}}! Счёт на {{deal:opportunity}}.'), card);
    expect(text).toBe('Здравствуйте, Иван! Счёт на 100 ₽.');
    expect(gaps).toEqual([]);
    expect(filled.map(({ start, length }) => text.slice(start, start + length))).toEqual(['Иван', '100 ₽']);
  });

  it('keeps what has no value in its braces and says why, each once', () => {
    const { text, gaps } = fillText(parseTemplate('{{COMPANY:TITLE}} {{COMPANY:TITLE}} {{CONTACT:GONE}} {{имя}}'), card);
    expect(text).toBe('{{COMPANY:TITLE}} {{COMPANY:TITLE}} {{CONTACT:GONE}} {{имя}}');
    expect(gaps).toEqual([
      { variable: '{{COMPANY:TITLE}}', reason: 'NOT_LINKED' },
      { variable: '{{CONTACT:GONE}}', reason: 'UNKNOWN' },
      { variable: '{{имя}}', reason: 'UNKNOWN' },
    ]);
  });

  it('takes no variable out of a value: what a client wrote into his name stays text, now and at the next fill', () => {
    const secret = new Map<string, FieldValue>([
      ['CONTACT:NAME', { kind: 'value', text: '{{DEAL:OPPORTUNITY}} $& $1' }],
      ['DEAL:OPPORTUNITY', { kind: 'value', text: 'secret' }],
    ]);
    const first = fill('{{CONTACT:NAME}}', secret);
    expect(seen(first.text)).toBe('{{DEAL:OPPORTUNITY}} $& $1');
    expect(fill(first.text, secret)).toEqual({ text: first.text, gaps: [], filled: [] });
  });

  it('makes no variable of what stands around a value', () => {
    const known = new Map<string, FieldValue>([['CONTACT:NAME', { kind: 'value', text: 'DEAL:TITLE' }]]);
    const { text, filled } = fill('{{{{CONTACT:NAME}}}} и {{CONTACT:NAME}}', known);
    expect(seen(text)).toBe('{{DEAL:TITLE}} и DEAL:TITLE');
    expect(filled.map(({ start, length }) => text.slice(start, start + length))).toEqual(['DEAL:TITLE', 'DEAL:TITLE']);
    expect(parseTemplate(text)).toEqual([{ kind: 'text', text }]);
  });

  it('marks exactly the values, whatever they are', () => {
    fc.assert(
      fc.property(template, values, (text, known) => {
        const said = parseTemplate(text).flatMap(segment => {
          const one = segment.kind === 'variable' && segment.variable !== null ? known.get(variableKey(segment.variable)) : undefined;
          return one?.kind === 'value' ? [one.text] : [];
        });
        expect(valuesOf(fill(text, known)).map(seen)).toEqual(said);
      }),
    );
  });

  it('loses nothing and adds nothing that is seen: the text without its values is the template without its variables', () => {
    fc.assert(
      fc.property(template, values, (text, known) => {
        const parts = parseTemplate(text).map(segment => {
          if (segment.kind === 'text') return segment.text;
          const one = segment.variable === null ? undefined : known.get(variableKey(segment.variable));
          return one?.kind === 'value' ? one.text : segment.source;
        });
        expect(seen(fill(text, known).text)).toBe(parts.join(''));
      }),
    );
  });

  it('leaves no variable in the text but its gaps, and names each of them once (W-13)', () => {
    fc.assert(
      fc.property(template, values, (text, known) => {
        const filled = fill(text, known);
        const left = parseTemplate(filled.text).flatMap(segment => (segment.kind === 'variable' ? [segment.source] : []));
        expect([...new Set(left)]).toEqual(filled.gaps.map(gap => gap.variable));
      }),
    );
  });

  it('is never done twice: a filled text, filled again with anything, changes only in its gaps (W-11)', () => {
    fc.assert(
      fc.property(template, values, values, (text, known, later) => {
        const first = fill(text, known);
        const again = fill(first.text, later);
        const gaps = new Set(first.gaps.map(gap => gap.variable));
        const changed = parseTemplate(first.text).flatMap(segment =>
          segment.kind === 'variable' && gaps.has(segment.source) && !again.gaps.some(gap => gap.variable === segment.source)
            ? [segment.source]
            : [],
        );
        expect(again.filled).toHaveLength(changed.length);
        expect(fill(first.text, known)).toEqual({ ...first, filled: [] });
      }),
    );
  });
});
