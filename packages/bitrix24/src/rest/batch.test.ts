import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BatchAnswer, batchBody, commandLine, resultOf } from './batch.ts';

describe('commandLine', () => {
  it('nests maps and lists as PHP reads them', () => {
    const line = commandLine({ method: 'crm.item.list', params: { filter: { '@id': [1, 2] }, select: ['*'], start: -1 } });
    expect(decodeURIComponent(line)).toBe('crm.item.list?filter[@id][0]=1&filter[@id][1]=2&select[0]=*&start=-1');
  });

  it('writes booleans as digits, because the word "false" is true in PHP', () => {
    expect(commandLine({ method: 'm', params: { a: true, b: false, c: null, d: undefined } })).toBe('m?a=1&b=0');
  });

  it('keeps a sign of a value from becoming a sign of the query', () => {
    expect(commandLine({ method: 'm', params: { text: 'a&b=c? +7' } })).toBe('m?text=a%26b%3Dc%3F%20%2B7');
  });

  it('refers to the result of an earlier command', () => {
    expect(resultOf('card', 'item', 'contactIds', 0)).toBe('$result[card][item][contactIds][0]');
  });
});

describe('BatchAnswer', () => {
  it('reads an empty map that PHP wrote as a list', () => {
    const answer = new BatchAnswer<'a'>(batchBody.parse({ result: [], result_error: { a: { error: 'NOT_FOUND' } } }));
    expect(answer.read('a', z.unknown())).toMatchObject({ ok: false, failure: { kind: 'gone' } });
  });

  it('says of a command after a halt that nothing happened', () => {
    const answer = new BatchAnswer<'a'>(batchBody.parse({ result: [], result_error: [] }));
    expect(answer.read('a', z.unknown())).toMatchObject({ ok: false, failure: { kind: 'not-sent' } });
  });
});
