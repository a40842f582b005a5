import { expect, it } from 'vitest';
import { newId, parseId, type MessageId } from './ids.ts';

it('new ids differ, are known again, and follow each other in time (RE-3)', () => {
  const ids = Array.from({ length: 1000 }, () => newId<MessageId>());
  expect(new Set(ids).size).toBe(1000);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every(id => parseId(id) === id)).toBe(true);
});

it.each(['', '1', "' or 1=1", '01A1FDDD-285A-7659-98A1-613A666176AF', '01a1fddd-285a-7659-98a1-613a666176af\n'])(
  '%j is no id of ours (SE-13)',
  text => {
    expect(parseId(text)).toBeUndefined();
  },
);
