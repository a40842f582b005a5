import { describe, expect, it } from 'vitest';
import { isEmoji, MAX_RECENT_EMOJI, recentEmoji } from './recent-emoji.ts';

describe('recent emoji (W-16)', () => {
  it('stand with the last chosen first, each once', () => {
    expect(recentEmoji(['👋', '🚗', '❤️'], ['🚗', '🙏'])).toEqual(['🚗', '🙏', '👋', '❤️']);
  });

  it('are a bounded list', () => {
    const many = Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x1f600 + index));
    expect(recentEmoji([], many)).toEqual(many.slice(0, MAX_RECENT_EMOJI));
    expect(recentEmoji(many, ['🙏'])).toEqual(['🙏', ...many.slice(0, MAX_RECENT_EMOJI - 1)]);
  });

  it.each(['👋', '❤️', '👩🏽‍💻', '👨‍👩‍👧‍👦', '🇷🇺', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏿‍❤️‍💋‍👩🏻'])('take %s', sign => expect(isEmoji(sign)).toBe(true));

  it.each(['', ' ', 'да', '1', '👋👋', '👋 ', 'x👋', '<b>', `👋${'\u0301'.repeat(60)}`])('take no %j', text => {
    expect(isEmoji(text)).toBe(false);
    expect(recentEmoji(['🙏'], [text])).toEqual(['🙏']);
  });
});
