import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatVariable, parseTemplate, parseVariable, VARIABLE_ENTITIES, variableKey, variablesOf, type Variable } from './variables.ts';

const code = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/);
const variable: fc.Arbitrary<Variable> = fc.record({
  entity: fc.option(fc.constantFrom(...VARIABLE_ENTITIES)),
  field: code,
  linkedField: fc.option(code),
});

describe('a variable of a template (M-4)', () => {
  it.each<[string, Variable]>([
    ['CONTACT:NAME', { entity: 'CONTACT', field: 'NAME', linkedField: null }],
    ['CONTACT:ASSIGNED_BY_ID|NAME', { entity: 'CONTACT', field: 'ASSIGNED_BY_ID', linkedField: 'NAME' }],
    ['UF_CRM_1720697698689', { entity: null, field: 'UF_CRM_1720697698689', linkedField: null }],
    [' lead:title ', { entity: 'LEAD', field: 'TITLE', linkedField: null }],
    ['SMART_PROCESS:TITLE', { entity: 'SMART_PROCESS', field: 'TITLE', linkedField: null }],
  ])('is read from %j', (inside, expected) => {
    expect(parseVariable(inside)).toEqual(expected);
  });

  it.each(['', 'имя', 'CONTACT:', ':NAME', 'PLANET:NAME', 'CONTACT:NAME|', 'CONTACT:NAME|A|B', 'CONTACT NAME', '1'])(
    'is not made of %j',
    inside => {
      expect(parseVariable(inside)).toBeNull();
    },
  );

  it('comes back from its own spelling', () => {
    fc.assert(
      fc.property(variable, one => {
        expect(parseTemplate(formatVariable(one))).toEqual([{ kind: 'variable', source: formatVariable(one), variable: one }]);
      }),
    );
  });

  it('leaves single braces, arithmetic and code alone (M-15)', () => {
    const text = '{Привет|Здравствуйте}, {друг}! if (a) { b }';
    expect(parseTemplate(text)).toEqual([{ kind: 'text', text }]);
  });
});

describe('a text of a template', () => {
  it('is cut without losing a character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), variable.map(formatVariable), fc.constantFrom('{{', '}}', '{', '}'))),
        parts => {
          const text = parts.join('');
          expect(
            parseTemplate(text)
              .map(segment => (segment.kind === 'text' ? segment.text : segment.source))
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });

  it('names each variable once, in its order', () => {
    const segments = parseTemplate('{{CONTACT:NAME}}, {{deal:title}} … {{contact:name}}, {{?}}');
    expect(variablesOf(segments).map(variableKey)).toEqual(['CONTACT:NAME', 'DEAL:TITLE']);
  });
});
