import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEAL } from '../../testing/index.ts';
import type { AccountId, RecipientId } from '../ids.ts';
import { DEFAULT_TEXT_LIMIT, intentText, textLength, textRefusal, type Intent } from './content.ts';

const INTENT: Intent = {
  accountId: 'a' as AccountId,
  recipientId: 'r' as RecipientId,
  card: DEAL,
  text: 'Здравствуйте!',
  publication: null,
  createActivity: true,
};

describe('the text of a message (W-15)', () => {
  it.each([
    ['', 'TEXT_EMPTY'],
    [' \n\t', 'TEXT_EMPTY'],
    ['a'.repeat(1001), 'TEXT_TOO_LONG'],
    ['👋'.repeat(1001), 'TEXT_TOO_LONG'],
  ])('%j is refused with %s', (text, code) => {
    expect(textRefusal(text, DEFAULT_TEXT_LIMIT)?.code).toBe(code);
  });

  it('is counted as people count: an emoji is one', () => {
    expect([textLength('👋👋'), textRefusal('👋'.repeat(1000), DEFAULT_TEXT_LIMIT), textRefusal('a', DEFAULT_TEXT_LIMIT)]).toEqual([
      2,
      null,
      null,
    ]);
  });

  it('names the limit', () => {
    expect(textRefusal('abc', 2)?.details).toEqual({ field: 'text', limit: 2 });
  });
});

describe('the fingerprint of an intent (Q-1)', () => {
  it('is the same for the same content', () => {
    expect(intentText({ ...INTENT })).toBe(intentText(INTENT));
  });

  it.each<[string, Partial<Intent>]>([
    ['account', { accountId: 'b' as AccountId }],
    ['recipient', { recipientId: 's' as RecipientId }],
    ['card', { card: null }],
    ['card of the same id and another type', { card: { ...DEAL, type: 'LEAD' } }],
    ['text', { text: 'Здравствуйте' }],
    ['publication', { publication: 'NONE' }],
    ['activity', { createActivity: false }],
  ])('differs with the %s', (_what, change) => {
    expect(intentText({ ...INTENT, ...change })).not.toBe(intentText(INTENT));
  });

  it('cannot be imitated by shifting text between fields (FA-9)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const a = intentText({ ...INTENT, accountId: one as AccountId, text: other });
        const b = intentText({ ...INTENT, accountId: other as AccountId, text: one });
        expect(a === b).toBe(one === other);
      }),
    );
  });
});
