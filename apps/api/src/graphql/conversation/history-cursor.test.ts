import { newId, type MessageId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { packCursor, readCursor } from './history-cursor.ts';

const pack = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the cursor of a history (S-11, SE-20)', () => {
  it('comes back as it was given', () => {
    const cursor = { before: 'm1001', until: new Date('2026-01-02T03:04:05.006Z'), shown: [newId<MessageId>()] };
    expect(readCursor(packCursor(cursor))).toEqual(cursor);
    expect(readCursor(null)).toBeNull();
    expect(readCursor(undefined)).toBeNull();
  });

  it.each([
    ['nothing of ours', newId<MessageId>() as string],
    ['no object', pack(7)],
    ['a part missing', pack({ b: 'm1', u: 1 })],
    ['a mark that no messenger gives', pack({ b: 'm'.repeat(201), u: 1, s: [] })],
    ['a null character', pack({ b: 'm\0', u: 1, s: [] })],
    ['a moment that is none', pack({ b: 'm1', u: 9e15, s: [] })],
    ['something else than ids', pack({ b: 'm1', u: 1, s: ["' or 1=1"] })],
    ['more than a page shows', pack({ b: 'm1', u: 1, s: Array.from({ length: 201 }, () => newId<MessageId>()) })],
    ['no end', 'A'.repeat(20_000)],
  ])('is refused as wrong input: %s', (_what, text) => {
    expect(() => readCursor(text)).toThrow('`after` is a cursor of this list');
  });
});
