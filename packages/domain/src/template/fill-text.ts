/**
 * Puts values in the place of variables (M-5). Pure; a value is never looked into, so a client's name cannot bring a variable of its own:
 * not now, and not when the filled text is filled again (W-11).
 */
import { variablesIn, variableKey, type Segment } from './variables.ts';

/** EMPTY: the card has no value there · UNKNOWN: no such field · NOT_LINKED: no contact or company behind the card · HIDDEN: the caller may not read it. */
export const GAP_REASONS = ['EMPTY', 'UNKNOWN', 'NOT_LINKED', 'HIDDEN'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

export type FieldValue = { kind: 'value'; text: string } | { kind: 'gap'; reason: GapReason };

export interface FilledText {
  text: string;
  /** What stayed in its braces, each once: shown, marked, and confirmed before sending (W-13, E-21). */
  gaps: { variable: string; reason: GapReason }[];
  /** Where values stand, in UTF-16 units of `text`: marked until the next edit (W-13). */
  filled: { start: number; length: number }[];
}

/** Zero-width: between two braces it keeps them from being a variable, and nobody sees it. */
const JOINER = '\u2060';

/** `values` by variableKey; what is missing there is UNKNOWN. */
export function fillText(segments: readonly Segment[], values: ReadonlyMap<string, FieldValue>): FilledText {
  let text = '';
  const gaps = new Map<string, GapReason>();
  const gapStarts = new Set<number>();
  const filled: FilledText['filled'] = [];
  for (const segment of segments) {
    if (segment.kind === 'text') {
      text += segment.text;
      continue;
    }
    const value = segment.variable === null ? undefined : values.get(variableKey(segment.variable));
    if (value?.kind === 'value') {
      filled.push({ start: text.length, length: value.text.length });
      text += value.text;
    } else {
      gaps.set(segment.source, value?.reason ?? 'UNKNOWN');
      gapStarts.add(text.length);
      text += segment.source;
    }
  }
  return { ...withoutNewVariables(text, filled, gapStarts), gaps: [...gaps].map(([variable, reason]) => ({ variable, reason })) };
}

/** Braces that came with a value, or met because of one, are parted; those of gaps stay. */
function withoutNewVariables(
  text: string,
  filled: FilledText['filled'],
  gapStarts: ReadonlySet<number>,
): Pick<FilledText, 'text' | 'filled'> {
  const made = variablesIn(text).filter(({ index }) => !gapStarts.has(index));
  const before = (place: number): number => made.filter(({ index }) => index < place).length;
  const parts = made.map(({ index }, n) => text.slice(n === 0 ? 0 : (made[n - 1]?.index ?? 0) + 1, index + 1));
  return {
    text: [...parts, text.slice(made.length === 0 ? 0 : (made.at(-1)?.index ?? 0) + 1)].join(JOINER),
    filled: filled.map(({ start, length }) => ({
      start: start + before(start),
      length: length + before(start + length) - before(start),
    })),
  };
}
