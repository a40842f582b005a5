import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ALL_RULES, MAX_TOKENS, variablesProblem } from './limits.ts';

const schema = buildSchema('type Query { self: Query, name(text: String): String }');
const problems = (source: string): string[] =>
  validate(schema, parse(source, { maxTokens: MAX_TOKENS }), ALL_RULES).map(error => error.message);
const nested = (depth: number): string => (depth === 1 ? 'name' : `self { ${nested(depth - 1)} }`);
const times = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');

describe('limits of a document (SE-20)', () => {
  it('take 8 levels and refuse 9', () => {
    expect(problems(`{ ${nested(8)} }`)).toEqual([]);
    expect(problems(`{ ${nested(9)} }`)).toEqual(['The document has too many levels: at most 8']);
  });

  it('count levels through fragments', () => {
    expect(problems(`{ self { ...a } } fragment a on Query { ${nested(7)} }`)).toEqual([]);
    expect(problems(`{ self { ...a } } fragment a on Query { ${nested(8)} }`)).toEqual(['The document has too many levels: at most 8']);
  });

  it('take 10 aliases and refuse 11, wherever they stand', () => {
    const aliased = (count: number) => `{ self { ${times(count, n => `a${n}: name`)} } }`;
    expect(problems(aliased(10))).toEqual([]);
    expect(problems(aliased(11))).toEqual(['The document has too many aliases: at most 10']);
  });

  it('take 5 root fields and refuse 6', () => {
    const roots = (count: number) => `{ ${times(count, n => `a${n}: name`)} }`;
    expect(problems(roots(5))).toEqual([]);
    expect(problems(roots(6))).toEqual(['The document has too many root fields: at most 5']);
    expect(problems(`{ ${times(5, n => `a${n}: name`)} ...more } fragment more on Query { name }`)).toEqual([
      'The document has too many root fields: at most 5',
    ]);
  });

  it('refuse more than 1000 tokens while parsing', () => {
    expect(() => problems(`{ ${'name '.repeat(1000)} }`)).toThrow(/token/);
  });

  it('refuse 21 directives', () => {
    expect(problems(`{ name ${'@include(if: true) '.repeat(21)} }`)).toContain('The document has too many directives: at most 20');
  });

  it('answer circular and branching fragments at once', () => {
    expect(problems('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }')[0]).toMatch(/Cannot spread fragment/);
    // 2⁶⁰ fields for who would follow them all.
    const doubling = times(60, n => `fragment f${n} on Query { self { ...f${n + 1} } name ...f${n + 1} }`);
    expect(problems(`{ ...f0 } ${doubling} fragment f60 on Query { name }`)).toContain('The document has too many levels: at most 8');
  });

  it('refuse texts that cannot be stored', () => {
    expect(problems(String.raw`{ name(text: "a\u0000b") }`)).toHaveLength(1);
    expect(variablesProblem({ input: { text: 'a\0b' } })).toMatch(/null character/);
    expect(variablesProblem({ input: { text: '\ud800' } })).toMatch(/half a character/);
    expect(variablesProblem({ input: { text: 'обычный текст 👍' } })).toBeNull();
  });

  it('take variables of 16 levels and refuse 17', () => {
    const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });
    expect(variablesProblem(deep(16))).toBeNull();
    expect(variablesProblem(deep(17))).toMatch(/16 levels/);
  });
});
