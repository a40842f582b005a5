/** How long 99 portals wait for their badges alone, and beside one that is in trouble (GU-8: p99 grows by a fifth at the most). */
import { ManyPortals, TROUBLES, type Waits } from '../support/many-portals.ts';
import { median, printTable, round } from './figures.ts';
import type { Sizes } from './sizes.ts';

const NAMES = { hangs: 'beside one that hangs', limits: 'beside one that answers QUERY_LIMIT_EXCEEDED' };

export async function measureNeighbours({ rounds }: Sizes): Promise<void> {
  const portals = await ManyPortals.open();
  const rows: string[][] = [];
  try {
    for (const trouble of TROUBLES) {
      const alone: Waits[] = [];
      const beside: Waits[] = [];
      for (let n = 0; n < rounds; n += 1) {
        const measured = await portals.measure(trouble);
        alone.push(measured.alone);
        beside.push(measured.beside);
      }
      rows.push(row('the 99 alone', alone, alone), row(NAMES[trouble], beside, alone));
    }
  } finally {
    await portals.close();
  }
  printTable(`Badges of 99 portals, ms until written (median of ${rounds} rounds)`, [['', 'p50', 'p99', 'p99 of alone'], ...rows]);
}

function row(name: string, waits: readonly Waits[], alone: readonly Waits[]): string[] {
  const p99 = median(waits.map(wait => wait.p99));
  return [name, round(median(waits.map(wait => wait.p50))), round(p99), round(p99 / median(alone.map(wait => wait.p99)), 2)];
}
