/** S-15: the first line by which the client sees who writes to him. Pure. */
import { textLength } from './content.ts';

/** Longer than people are called, and short enough to be one line. */
const MAX_NAME = 100;

/** `Петров Петр:`; null for somebody whose name is not known. What a messenger would take for its own marks is not part of a name. */
export function senderLine(name: string): string | null {
  const plain = name
    .replaceAll(/[*_~`\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain === '' ? null : `${[...plain].slice(0, MAX_NAME).join('')}:`;
}

/** How much of the limit the line takes, the line break included (W-15). */
export const senderLineLength = (line: string | null): number => (line === null ? 0 : textLength(line) + 1);

/** As the client reads it, without its weight: for people's eyes and for counting. */
export const withSenderLine = (line: string | null, text: string): string => (line === null || text === '' ? text : `${line}\n${text}`);
