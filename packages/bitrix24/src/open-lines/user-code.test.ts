import { describe, expect, it } from 'vitest';
import { formatUserCode, isUserCodeMark, parseUserCode } from './user-code.ts';

describe('parseUserCode', () => {
  it('reads the code of a chat and the mark of a CRM field (D-23)', () => {
    const code = { connector: 'olchat_whatsapp', lineId: '3', clientExternalId: '79000000011', connectorUserId: '585' };
    expect(parseUserCode('olchat_whatsapp|3|79000000011|585')).toEqual(code);
    expect(parseUserCode('imol|olchat_whatsapp|3|79000000011|585')).toEqual(code);
    expect(parseUserCode('olchat_whatsapp|3|79000000011')).toEqual({ ...code, connectorUserId: null });
  });

  it.each(['', 'imol|', '@petrov', 'a|b', 'a||c|d', 'a|b|c|d|e'])('refuses %j', text => {
    expect(parseUserCode(text)).toBeUndefined();
  });

  it('is written as Bitrix24 writes it', () => {
    const text = 'olchat_whatsapp|3|79000000011|585';
    expect(formatUserCode(parseUserCode(text) ?? fail())).toBe(text);
    expect(isUserCodeMark(`imol|${text}`)).toBe(true);
    expect(isUserCodeMark(text)).toBe(false);
  });
});

const fail = (): never => {
  throw new Error('not a code');
};
