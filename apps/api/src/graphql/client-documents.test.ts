import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, Kind, parse, print, separateOperations, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ALL_RULES, MAX_TOKENS } from './limits.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = `${root}packages/client/operations/`;
const schema = buildSchema(readFileSync(`${root}schema.graphql`, 'utf8'));
const source = readdirSync(folder)
  .map(file => readFileSync(folder + file, 'utf8'))
  .join('\n');
const operations = Object.entries(separateOperations(parse(source)));

describe('an operation of our own client', () => {
  it('is found', () => {
    expect(operations.length).toBeGreaterThan(20);
  });

  it.each(operations)('%s stays within what the server takes (SE-20)', (_name, document) => {
    // What is sent is printed, so that the tokens counted are the ones that leave.
    const sent = parse(print(document), { maxTokens: MAX_TOKENS });
    expect(sent.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)).toHaveLength(1);
    expect(validate(schema, sent, ALL_RULES).map(({ message }) => message)).toEqual([]);
  });
});
