/**
 * The heavy proofs: `npm run test:faults -- --tier 1|2|3 [--kills N] [--seed N]`, and `-- --messenger telegram [--kills N]` for the
 * worker with its live Telegram session. Tier 1 belongs to `npm test`. Prints seed and counts; what a failure
 * leaves (ledgers, logs) stays in the folder that it names.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../../apps/api/src/persistence/migrate.ts';
import { startPostgres } from '../../scripts/postgres/start-postgres.ts';
import { boundaryKills } from './boundary-kills.ts';

const { values } = parseArgs({
  options: {
    tier: { type: 'string', default: '1' },
    kills: { type: 'string' },
    seed: { type: 'string' },
    messenger: { type: 'string' },
  },
});

/** Reliability: 20 kills per boundary on each push, 200 before a release. */
const TIERS: Record<string, { kills: number; split: boolean }> = {
  1: { kills: 20, split: true },
  2: { kills: 20, split: false },
  3: { kills: 200, split: false },
};
const { kills: usual, split } = TIERS[values.tier] ?? usage();
const wanted = values.kills === undefined ? usual : Number(values.kills);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(wanted) || wanted < 1) usage();
if (values.messenger !== undefined) await proveTelegram();

function usage(): never {
  console.error('usage: npm run test:faults -- --tier 1|2|3 [--kills N] [--seed N]   or   -- --messenger telegram [--kills N]');
  process.exit(2);
}

function say(line: string): void {
  console.log(line);
}

/** Each boundary 50 times, or as often as wanted. */
async function proveTelegram(): Promise<never> {
  if (values.messenger !== 'telegram') usage();
  const { telegramKills } = await import('./telegram-kills.ts');
  const { kills, problems } = await telegramKills(values.kills === undefined ? 50 : wanted, say);
  for (const problem of problems) console.error(`✗ ${problem}`);
  say(`${kills - problems.length} passed, ${problems.length} failed`);
  process.exit(problems.length === 0 ? 0 : 1);
}

const folder = mkdtempSync(join(tmpdir(), 'olchat-faults-'));
const started = performance.now();
let passed = 0;
let failed = 0;

say(`tier ${values.tier}, seed ${seed}`);
const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false });
try {
  await migrate(postgres.url, { allowFleeting: true });
  const { kills, processes, problems } = await boundaryKills({ databaseUrl: postgres.url, folder, seed, kills: wanted, split, say });
  const total = [...kills.values()].reduce((sum, count) => sum + count, 0);
  say(
    `${total} sends killed at ${kills.size} boundaries, each at least ${Math.min(...kills.values())} times, by ${processes} killed processes`,
  );
  const rare = [...kills].filter(([, count]) => count < wanted).map(([boundary, count]) => `${boundary} was killed only ${count} times`);
  for (const problem of [...problems, ...rare]) console.error(`✗ ${problem}`);
  failed = problems.length + rare.length;
  passed = total - problems.length;
} catch (error) {
  console.error(error);
  failed += 1;
} finally {
  await postgres.stop();
}
if (failed === 0) rmSync(folder, { recursive: true, force: true });
else say(`ledgers and logs: ${folder}`);
say(`${Math.round((performance.now() - started) / 1000)} s`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
