/** Text of fields that may hold marks: comments come as HTML or BB codes, signs of currencies as HTML entities. */
import { decodeHTMLStrict } from 'entities/decode';
import { bbToPlain } from '../open-lines/bb-code.ts';

const LINE_BREAK = /<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi;
const TAG = /<\/?[a-z][^<>]*>/gi;

/** Strict: an ampersand without its semicolon is what somebody typed, not the beginning of an entity. */
export const plainText = (source: string, options: { trim: boolean } = { trim: true }): string => {
  const text = decodeHTMLStrict(bbToPlain(source.replaceAll(LINE_BREAK, '\n').replaceAll(TAG, '')));
  return options.trim ? text.replaceAll(/\n{3,}/g, '\n\n').trim() : text;
};
