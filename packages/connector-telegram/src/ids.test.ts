import { newId, type MessageId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { changeMessageId, externalMessageId, inboundMessageId, phoneAddress, serverIdOf, userIdOf } from './ids.ts';

describe('the id of our message at Telegram', () => {
  it('is a random_id: 64 bits with a sign, not 0, one per message and the same every time (RE-3)', () => {
    const ids = Array.from({ length: 500 }, () => newId<MessageId>());
    const made = ids.map(externalMessageId);
    expect(new Set(made).size).toBe(500);
    expect(ids.map(externalMessageId)).toEqual(made);
    for (const id of made) {
      expect(BigInt(id)).not.toBe(0n);
      expect(BigInt.asIntN(64, BigInt(id))).toBe(BigInt(id));
    }
    expect(made.some(id => id.startsWith('-'))).toBe(true);
  });

  it('never looks like an id of what came in', () => {
    expect(serverIdOf(externalMessageId(newId<MessageId>()))).toBeNull();
    expect(serverIdOf(inboundMessageId(4711))).toBe(4711);
    expect(serverIdOf(changeMessageId(4711, '1'))).toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['7900000101', 7_900_000_101],
    ['4503599627370495', 4_503_599_627_370_495],
    ['0', null],
    ['-100123', null],
    ['+79000000101', null],
    ['name', null],
    ['9999999999999999', null],
  ])('%s is the person %s', (address, id) => {
    expect(userIdOf(address)).toBe(id);
  });

  it('of a number has a plus, whatever Telegram puts there', () => {
    expect([phoneAddress('79000000101'), phoneAddress('+79000000101')]).toEqual(['+79000000101', '+79000000101']);
  });
});
