/** Back-off with full jitter: base 0.5 s, cap 5 min (RE-10). `attempt` counts from 1. */
export function retryDelayMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(300_000, 500 * 2 ** Math.min(attempt - 1, 20));
  return Math.round(ceiling * (0.1 + 0.9 * random()));
}
