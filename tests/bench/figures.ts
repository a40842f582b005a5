/** Samples to figures, and figures to a table. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** One row per variant, in order of appearance: its samples over all rounds. */
export class Series {
  readonly #samples = new Map<string, number[]>();

  add(variant: string, ...samples: number[]): void {
    this.#samples.set(variant, [...this.of(variant), ...samples]);
  }

  of(variant: string): number[] {
    return this.#samples.get(variant) ?? [];
  }

  get variants(): string[] {
    return [...this.#samples.keys()];
  }
}

export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = rows.reduce<number[]>((known, row) => row.map((cell, column) => Math.max(known[column] ?? 0, cell.length)), []);
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('   ');
  console.log(`\n${title}\n${rows.map(row => `  ${line(row)}`).join('\n')}`);
}

export const round = (value: number, digits = 0): string => value.toFixed(digits);
