// C-16: 0.5 s to 10 min between two messages of an account.
export const SHORTEST_INTERVAL_MS = 500;
export const LONGEST_INTERVAL_MS = 600_000;

/** Seconds as a person writes them, with comma or point; nothing outside the limits. */
export function readInterval(seconds: string): number | undefined {
  const text = seconds.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const ms = Math.round(Number(text) * 1_000);
  return ms >= SHORTEST_INTERVAL_MS && ms <= LONGEST_INTERVAL_MS ? ms : undefined;
}

export function writeInterval(ms: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3, useGrouping: false }).format(ms / 1_000);
}
