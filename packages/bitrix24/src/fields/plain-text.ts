/** Text of fields that may hold marks: comments come as HTML or BB codes, signs of currencies as HTML entities. */
import { bbToPlain } from '../open-lines/bb-code.ts';

const NAMED: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  euro: '€',
  pound: '£',
};
const LINE_BREAK = /<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi;
const TAG = /<\/?[a-z][^<>]*>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;

export const plainText = (source: string, options: { trim: boolean } = { trim: true }): string => {
  const text = bbToPlain(source.replaceAll(LINE_BREAK, '\n').replaceAll(TAG, '')).replaceAll(ENTITY, decode);
  return options.trim ? text.replaceAll(/\n{3,}/g, '\n\n').trim() : text;
};

const decode = (source: string, decimal?: string, hexadecimal?: string, name?: string): string => {
  const point = decimal !== undefined ? Number(decimal) : hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : null;
  if (point === null) return NAMED[(name ?? '').toLowerCase()] ?? source;
  return point > 0 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff) ? String.fromCodePoint(point) : source;
};
