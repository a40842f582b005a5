import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash, seal, unseal, type Place } from './sealer.ts';

const KEY = randomBytes(32);
const PLACE: Place = { portalId: 'p1', column: 'message.sealed_text', row: 'm1' };

describe('a seal (SE-50)', () => {
  it('gives back what was put in: text and bytes, empty and long', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), bytes => {
        expect(new Uint8Array(unseal(KEY, PLACE, seal(KEY, PLACE, bytes)))).toEqual(bytes);
      }),
    );
    expect(unseal(KEY, PLACE, seal(KEY, PLACE, 'Привет 👋')).toString('utf8')).toBe('Привет 👋');
  });

  it('is different each time, and shows nothing of its content', () => {
    const [one, other] = [seal(KEY, PLACE, 'secret'), seal(KEY, PLACE, 'secret')];
    expect([one.equals(other), one.includes('secret')]).toEqual([false, false]);
  });

  it.each<[string, Partial<Place>]>([
    ['portal', { portalId: 'p2' }],
    ['column', { column: 'inbox.sealed_body' }],
    ['row', { row: 'm2' }],
  ])('does not open in another %s (AT-14)', (_what, elsewhere) => {
    expect(() => unseal(KEY, { ...PLACE, ...elsewhere }, seal(KEY, PLACE, 'secret'))).toThrow();
  });

  it('does not open with another key', () => {
    expect(() => unseal(randomBytes(32), PLACE, seal(KEY, PLACE, 'secret'))).toThrow();
  });

  it('does not open with any one bit changed, nor cut short', () => {
    const sealed = seal(KEY, PLACE, 'secret');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => unseal(KEY, PLACE, changed)).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1) expect(() => unseal(KEY, PLACE, sealed.subarray(0, length))).toThrow();
  });
});

describe('a fingerprint (decision 21)', () => {
  it('is the same for the same text, and another for another text, purpose or portal’s key', () => {
    const print = keyedHash(KEY, 'intent', 'да');
    expect(keyedHash(KEY, 'intent', 'да').equals(print)).toBe(true);
    for (const other of [keyedHash(KEY, 'intent', 'нет'), keyedHash(KEY, 'other', 'да'), keyedHash(randomBytes(32), 'intent', 'да')]) {
      expect(other.equals(print)).toBe(false);
    }
  });
});
