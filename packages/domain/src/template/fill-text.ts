/** Puts values in the place of variables (M-5). Pure; a value is never looked into, so a client's name cannot bring a variable of its own. */
import { variableKey, type Segment } from './variables.ts';

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

/** `values` by variableKey; what is missing there is UNKNOWN. */
export function fillText(segments: readonly Segment[], values: ReadonlyMap<string, FieldValue>): FilledText {
  let text = '';
  const gaps = new Map<string, GapReason>();
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
      text += segment.source;
    }
  }
  return { text, gaps: [...gaps].map(([variable, reason]) => ({ variable, reason })), filled };
}
