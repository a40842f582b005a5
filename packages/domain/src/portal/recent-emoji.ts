/** The signs that an employee chose lately, for his emoji panel in whatever window he opens next. Pure. */

/** As many as the panel shows of them. */
export const MAX_RECENT_EMOJI = 24;

/** Longer than any: a family of four with skin tones takes 35. */
const MAX_UNITS = 40;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One sign and nothing beside it; no list of signs, which every version of Unicode makes longer. */
export const isEmoji = (text: string): boolean => text.length <= MAX_UNITS && EMOJI.test(text) && [...graphemes.segment(text)].length === 1;

/** `used`: the last chosen first. What another window chose meanwhile stays, behind them. */
export const recentEmoji = (known: readonly string[], used: readonly string[]): string[] =>
  [...new Set([...used.filter(isEmoji), ...known])].slice(0, MAX_RECENT_EMOJI);
