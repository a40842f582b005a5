import { createHash } from 'node:crypto';
import { newId, type MessageId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import {
  addressOfJid,
  bareJid,
  canBeOurs,
  externalMessageId,
  isLidJid,
  isNumberJid,
  isPersonJid,
  isSamePerson,
  jidOfAddress,
} from './ids.ts';

describe('external message id', () => {
  it('is 3EB0 and 18 hex digits of the hash of ours, so that every attempt has the same (RE-3)', () => {
    const id = '01936f5e-7a1b-7c3d-8e4f-5a6b7c8d9e0f' as MessageId;
    const hash = createHash('sha256').update(id).digest('hex').slice(0, 18).toUpperCase();
    expect(externalMessageId(id)).toBe(`3EB0${hash}`);
    expect(canBeOurs(externalMessageId(newId<MessageId>()))).toBe(true);
  });

  it.each(['3A5F0C2D7E9B1A3C5D7F', 'AC0123456789ABCDEF0123456789ABCD', '3EB012', '3eb0a1b2c3d4e5f6a7b8c9'])(
    'does not take %s for one of ours',
    id => {
      expect(canBeOurs(id)).toBe(false);
    },
  );
});

describe('addresses', () => {
  it.each([
    ['79261112233@s.whatsapp.net', '+79261112233'],
    ['79261112233:12@s.whatsapp.net', '+79261112233'],
    ['79261112233@c.us', '+79261112233'],
    // Brazil: an old account without the ninth digit, a new one with it, a landline.
    ['553181234567@s.whatsapp.net', '+5531981234567'],
    ['5511987654321@s.whatsapp.net', '+5511987654321'],
    ['551132345678@s.whatsapp.net', '+551132345678'],
    // Mexico: with the old mobile prefix and without.
    ['5215512345678@s.whatsapp.net', '+525512345678'],
    ['525512345678@s.whatsapp.net', '+525512345678'],
    ['5491112345678@s.whatsapp.net', '+5491112345678'],
  ])('%s is the number %s', (jid, address) => {
    expect(addressOfJid(jid)).toBe(address);
  });

  it('makes an address of a number', () => {
    expect(jidOfAddress('+79261112233')).toBe('79261112233@s.whatsapp.net');
  });

  it('drops the device and has one spelling per person', () => {
    expect(bareJid('79261112233:5@c.us')).toBe('79261112233@s.whatsapp.net');
    expect(bareJid('222222222222222:5@lid')).toBe('222222222222222@lid');
    expect(isSamePerson('79261112233:5@s.whatsapp.net', '79261112233@s.whatsapp.net')).toBe(true);
    expect(isSamePerson('79261112233@s.whatsapp.net', null)).toBe(false);
    expect(isSamePerson('79261112233@s.whatsapp.net', '79261112233@lid')).toBe(false);
  });

  it.each([
    ['79261112233@s.whatsapp.net', true, false],
    ['222222222222222@lid', false, true],
    ['120363000000000000@g.us', false, false],
    ['status@broadcast', false, false],
    ['120363000000000000@newsletter', false, false],
    ['s.whatsapp.net', false, false],
    ['@s.whatsapp.net', false, false],
  ])('%s: a number %s, a hidden number %s', (jid, isNumber, isLid) => {
    expect([isNumberJid(jid), isLidJid(jid), isPersonJid(jid)]).toEqual([isNumber, isLid, isNumber || isLid]);
  });
});
