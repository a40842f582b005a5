import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const epoch = randomUUID();
const portalId = randomUUID();

it('a cursor is read back as it was written, up to the largest number that counts exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), seq => {
      expect(decodeCursor(encodeCursor({ epoch, portalId, seq }), epoch, portalId)).toBe(seq);
    }),
  );
});

it('a cursor of another portal or database is not understood (RE-33, SE-10)', () => {
  const cursor = encodeCursor({ epoch, portalId, seq: 5 });
  expect([decodeCursor(cursor, epoch, randomUUID()), decodeCursor(cursor, randomUUID(), portalId)]).toEqual([null, null]);
});

it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15, 1e21])('%s is no place in a feed', seq => {
  expect(decodeCursor(encodeCursor({ epoch, portalId, seq }), epoch, portalId)).toBeNull();
});

it('any other text is not understood, and throws nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(decodeCursor(text, epoch, portalId)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), length => {
      expect(decodeCursor(randomBytes(length).toString('base64url'), epoch, portalId)).toBeNull();
    }),
  );
});
