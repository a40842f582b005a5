/**
 * FA-2 for a send: a dry run finds every call of a port; then processes are killed at each of them, again and again, and each is succeeded
 * by another one over the same database. Many sends stand in one process, each at its own place, when it is killed: every one of them is a
 * kill of its boundary. Two chains of processes, each with a database of its own, fill two cores.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../apps/api/src/persistence/migrate.ts';
import type { RunningPostgres } from '../../scripts/postgres/start-postgres.ts';
import { openBase } from './composition.ts';
import { failingLogger } from './failing-logger.ts';
import type { Facts } from './facts.ts';
import { Ledger } from './ledger.ts';
import { callOf, callsOf, roundsOf } from './plan.ts';
import { runChild } from './run-child.ts';
import { buildStage, type Stage } from './stage.ts';

export interface BoundaryKillOptions {
  postgres: RunningPostgres;
  folder: string;
  seed: number;
  /** Kills per boundary. */
  kills: number;
  /** A boundary is a call, its kills take turns before, inside and after it; else each of these is a boundary. */
  split: boolean;
  say(line: string): void;
}

export interface BoundaryKillResult {
  /** Kills that happened, by boundary. */
  kills: Map<string, number>;
  processes: number;
  problems: string[];
}

const CHAINS = 2;
const DRY_RUNS = 8;

export async function boundaryKills(options: BoundaryKillOptions): Promise<BoundaryKillResult> {
  const { postgres, folder, say } = options;
  await migrate(postgres.url, { allowFleeting: true });
  const masterKey = randomBytes(32);
  const dry = await dryRun(options, masterKey);
  const calls = callsOf(dry);
  const rounds = roundsOf(calls, { rounds: options.kills, split: options.split, seed: options.seed });
  say(`a send makes ${calls.size} calls of ports, with ${[...calls.values()].flat().length} places to die`);
  const stages = await buildStages(options, masterKey, { from: DRY_RUNS, count: Math.max(...rounds.map(places => places.length)) });

  const result: BoundaryKillResult = { kills: new Map(), processes: 0, problems: [] };
  const chains = await Promise.all(
    Array.from({ length: CHAINS }, async (_, chain) => {
      const databaseUrl = await cloneDatabase(postgres.url, `chain_${chain}`);
      return { chain, databaseUrl, rounds: rounds.filter((_places, index) => index % CHAINS === chain) };
    }),
  );
  await Promise.all(
    chains.map(({ chain, databaseUrl, rounds: own }) => {
      const job = { databaseUrl, masterKey: masterKey.toString('base64'), ledgerFile: `${folder}/ledger-${chain}.jsonl`, stages };
      return runChain(job, own, `${folder}/chain-${chain}.log`, options, result);
    }),
  );
  return result;
}

type Job = Pick<Parameters<typeof runChild>[0], 'databaseUrl' | 'masterKey' | 'ledgerFile' | 'stages'>;

/** Each process recovers the round of the one before it, plays its own, and is killed. */
async function runChain(job: Job, rounds: string[][], logFile: string, options: BoundaryKillOptions, result: BoundaryKillResult): Promise<void> {
  for (let index = 0; index <= rounds.length; index += 1) {
    const places = rounds[index];
    const child = await runChild(
      { ...job, recovers: index === 0 ? null : index, plays: places === undefined ? null : { round: index + 1, places } },
      logFile,
    );
    if (places !== undefined) {
      if (child.signal !== 'SIGKILL') throw new Error(`a process that had to be killed ended with ${child.signal}`);
      result.processes += 1;
    }
    for (const recovered of child.reports) {
      if (recovered.kind !== 'recovered') continue;
      for (const facts of recovered.facts) count(result.kills, facts, options.split);
      for (const { of, what } of recovered.problems) result.problems.push(`${of.killedAt ?? 'not killed'}: ${what.join('; ')} ${JSON.stringify(of)}`);
    }
  }
}

function count(kills: Map<string, number>, { killedAt }: Facts, split: boolean): void {
  if (killedAt === null) return;
  const boundary = split ? callOf(killedAt) : killedAt;
  kills.set(boundary, (kills.get(boundary) ?? 0) + 1);
}

/** Sends that run through. */
async function dryRun(options: BoundaryKillOptions, masterKey: Buffer): Promise<string[][]> {
  const { postgres, folder } = options;
  const stages = await buildStages(options, masterKey, { from: 0, count: DRY_RUNS });
  const { reports } = await runChild(
    {
      databaseUrl: postgres.url,
      masterKey: masterKey.toString('base64'),
      ledgerFile: `${folder}/ledger-dry.jsonl`,
      stages,
      recovers: null,
      plays: { round: 1, places: stages.map(() => null) },
    },
    `${folder}/dry.log`,
  );
  return reports.flatMap(report => (report.kind === 'played' ? report.reached : []));
}

async function buildStages({ postgres, folder }: BoundaryKillOptions, masterKey: Buffer, which: { from: number; count: number }): Promise<Stage[]> {
  const { logger, errors } = failingLogger();
  const ledger = new Ledger(`${folder}/ledger-stages.jsonl`);
  const base = await openBase({ url: postgres.url, masterKey, connections: 4, ledger, logger });
  const stages: Stage[] = [];
  for (let number = which.from; number < which.from + which.count; number += 1) stages.push(await buildStage(base, number));
  await base.close();
  ledger.close();
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return stages;
}

/** PostgreSQL copies a database faster than anybody fills one. */
async function cloneDatabase(url: string, name: string): Promise<string> {
  const clone = new URL(url);
  const template = clone.pathname.slice(1);
  clone.pathname = '/postgres';
  const client = new Client({ connectionString: clone.href });
  await client.connect();
  await client.query(`create database "${name}" template "${template}"`);
  await client.end();
  clone.pathname = `/${name}`;
  return clone.href;
}
