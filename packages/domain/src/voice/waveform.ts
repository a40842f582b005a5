/** The picture of a recording: how loud it is along its length, 0…100 each. Pure. */

/** As many as the messengers draw. */
export const MAX_WAVEFORM_BARS = 64;

/** Null: nothing that could be drawn. Whatever a client sends becomes whole numbers of the range. */
export function waveformOf(levels: readonly number[]): number[] | null {
  if (levels.length === 0 || levels.length > MAX_WAVEFORM_BARS) return null;
  return levels.map(level => Math.min(100, Math.max(0, Math.round(level) || 0)));
}
