/** Bars of our own picture of a sound. */
export const SHOWN_BARS = 48;
/** As many as the messengers draw. */
export const SENT_BARS = 64;

/** The loudest of each stretch; a short recording is stretched. */
export function barsOf(levels: readonly number[], count: number): number[] {
  if (levels.length === 0) return Array.from({ length: count }, () => 0);
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / count));
    return Math.max(...levels.slice(from, to));
  });
}

/** 0…100 of one moment's samples: speech fills the picture. */
export function levelOf(samples: Float32Array): number {
  let squares = 0;
  for (const sample of samples) squares += sample * sample;
  return Math.min(100, Math.round(Math.sqrt(squares / samples.length) * 300));
}

/** `1:05` */
export const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
