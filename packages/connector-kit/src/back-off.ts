/** Doubling from `minMs` to `maxMs`; half of it is chance, so that a thousand sessions do not come back in one second. */
export function backOffMs(attempt: number, limits: { minMs: number; maxMs: number }, random: () => number): number {
  const ceiling = Math.min(limits.maxMs, limits.minMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
