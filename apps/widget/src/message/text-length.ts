/** From so many characters before the limit on the counter shows (W-15). */
const NEAR_THE_LIMIT = 100;

/** In code points, as the server counts: an emoji of one code point is one character. */
export function textLength(text: string): number {
  return [...text].length;
}

export type Counter = { kind: 'hidden' } | { kind: 'left' | 'over'; count: number };

export function counter(text: string, limit: number): Counter {
  const left = limit - textLength(text);
  if (left > NEAR_THE_LIMIT) return { kind: 'hidden' };
  return left < 0 ? { kind: 'over', count: -left } : { kind: 'left', count: left };
}
