/** Variables as they stand in a text that somebody writes. The server knows which of them there are; here only the braces are seen (M-4). */
const BRACES = /\{\{[^{}]*\}\}/gu;

/** A place in a text, in UTF-16 units. */
export interface Range {
  start: number;
  length: number;
}

export const variableRanges = (text: string): (Range & { variable: string })[] =>
  [...text.matchAll(BRACES)].map(({ 0: variable, index }) => ({ variable, start: index, length: variable.length }));

/** Each once, in the order of the text. */
export const variablesIn = (text: string): string[] => [...new Set(variableRanges(text).map(({ variable }) => variable))];

/** Longer than this nobody searches by `/`: it is text. */
const MAX_SLASH_SEARCH = 60;

export interface Slash extends Range {
  search: string;
}

/** What was typed behind a `/` that begins the line, up to the caret: a search for a template. */
export function slashBefore(text: string, caret: number): Slash | undefined {
  const start = text.lastIndexOf('\n', caret - 1) + 1;
  const typed = text.slice(start, caret);
  // A second slash makes a path or a comment of it.
  if (!typed.startsWith('/') || typed.includes('/', 1) || typed.length > MAX_SLASH_SEARCH) return undefined;
  return { start, length: typed.length, search: typed.slice(1).trim() };
}

/** A text that replaces a part of another, with the marks of the inserted one where they then stand. A box knows one sign for a line's end. */
export function replaceRange(
  text: string,
  { start, length }: Range,
  inserted: { text: string; filled: readonly Range[] },
): { text: string; filled: Range[]; end: number } {
  const unix = inserted.text.replaceAll('\r\n', '\n');
  const lost = (place: number): number => inserted.text.slice(0, place).split('\r\n').length - 1;
  const filled = inserted.filled.map(range => {
    const from = range.start - lost(range.start);
    return { start: start + from, length: range.start + range.length - lost(range.start + range.length) - from };
  });
  return { text: text.slice(0, start) + unix + text.slice(start + length), filled, end: start + unix.length };
}

/** A piece of a text, marked or not. */
export interface Piece {
  text: string;
  mark?: 'filled' | 'gap';
}

/** Cuts a text at its marks; a gap stands outside of every value. */
export function piecesOf(text: string, filled: readonly Range[]): Piece[] {
  const marks = [
    ...filled.map(range => ({ ...range, mark: 'filled' as const })),
    ...variableRanges(text).map(range => ({ ...range, mark: 'gap' as const })),
  ].sort((one, other) => one.start - other.start);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { start, length, mark } of marks) {
    if (start < end) continue;
    if (start > end) pieces.push({ text: text.slice(end, start) });
    pieces.push({ text: text.slice(start, start + length), mark });
    end = start + length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
