/**
 * FA-2 for a send: a dry run finds every call of a port; then processes are killed at each of them, again and again, and each is succeeded
 * by another one over the same database. Many sends stand in one process, each at its own place, when it is killed: every one of them is a
 * kill of its boundary. Two chains of processes, each with a database of its own, fill two cores.
 */
import type { Publication } from '@olchat/domain';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openBase } from './composition.ts';
import { failingLogger } from './failing-logger.ts';
import type { Facts } from './facts.ts';
import { Ledger } from './ledger.ts';
import type { Job } from './child.ts';
import { callOf, callsOf, roundsOf, withoutThirdUpdate } from './plan.ts';
import { runChild } from './run-child.ts';
import { buildStage, type Stage } from './stage.ts';

export interface BoundaryKillOptions {
  /** Of a server's owner; a migrated database, which becomes the template of others. */
  databaseUrl: string;
  /** Keeps ledgers and logs. */
  folder: string;
  seed: number;
  publication: Publication;
  /** Only calls whose name begins so; absent: all. */
  only?: readonly string[];
  /** Of each boundary. */
  kills: number;
  /** A boundary is a call of a port, and its kills take turns before, inside and after it; else each of these is a boundary. */
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
const DRY_RUNS = 12;

export async function boundaryKills(options: BoundaryKillOptions): Promise<BoundaryKillResult> {
  const { split, say } = options;
  const masterKey = randomBytes(32);
  const dry = await dryRun(options, masterKey);
  const all = split ? withoutThirdUpdate(callsOf(dry)) : callsOf(dry);
  const calls = new Map([...all].filter(([name]) => options.only?.some(start => name.startsWith(start)) ?? true));
  const rounds = roundsOf(calls, { rounds: options.kills, split, seed: options.seed });
  say(`a send makes ${calls.size} calls of ports; before, inside and after them are ${[...calls.values()].flat().length} places to die`);

  const result: BoundaryKillResult = {
    kills: new Map([...calls].flatMap(([call, places]) => (split ? [[call, 0]] : places.map(place => [place, 0])))),
    processes: 0,
    problems: [],
  };
  const chains: { job: SharedJob; own: string[][] }[] = [];
  for (let chain = 0; chain < CHAINS; chain += 1) {
    const own = rounds.filter((_places, round) => round % CHAINS === chain);
    const job = await prepare(options, masterKey, `chain_${chain}`, Math.max(...own.map(places => places.length)));
    chains.push({ job, own });
  }
  await Promise.all(chains.map(({ job, own }, chain) => runChain(job, own, `chain-${chain}`, options, result)));
  return result;
}

/** What all processes of a chain share. */
type SharedJob = Omit<Job, 'recovers' | 'plays'>;

/** A database of its own with so many portals. */
async function prepare(options: BoundaryKillOptions, masterKey: Buffer, name: string, portals: number): Promise<SharedJob> {
  const { folder, publication } = options;
  const databaseUrl = await cloneDatabase(options.databaseUrl, `${publication}_${name}`.toLowerCase());
  const stages = await buildStages(databaseUrl, masterKey, folder, portals);
  return { databaseUrl, masterKey: masterKey.toString('base64'), ledgerFile: `${folder}/ledger-${name}.jsonl`, stages, publication };
}

/** Each process recovers the round of the one before it, plays its own, and is killed. */
async function runChain(job: SharedJob, rounds: string[][], name: string, options: BoundaryKillOptions, result: BoundaryKillResult): Promise<void> {
  for (let index = 0; index <= rounds.length; index += 1) {
    const places = rounds[index];
    const plays = places === undefined ? null : { round: index + 1, places };
    const { reports, signal } = await runChild({ ...job, recovers: index === 0 ? null : index, plays }, name, options.folder);
    if (plays !== null && signal !== 'SIGKILL') throw new Error(`a process that had to be killed ended with ${signal}`);
    if (plays !== null) result.processes += 1;
    for (const report of reports) {
      if (report.kind !== 'recovered') continue;
      for (const facts of report.facts) count(result.kills, facts, options.split);
      for (const { of, what } of report.problems) {
        result.problems.push(`${name}, ${of.key}, killed ${of.killedAt ?? 'nowhere'}: ${what.join('; ')} ${JSON.stringify(of)}`);
      }
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
  const job = await prepare(options, masterKey, 'dry', DRY_RUNS);
  const plays = { round: 1, places: job.stages.map(() => null) };
  const { reports } = await runChild({ ...job, recovers: null, plays }, 'dry', options.folder);
  return reports.flatMap(report => (report.kind === 'played' ? report.reached : []));
}

async function buildStages(databaseUrl: string, masterKey: Buffer, folder: string, count: number): Promise<Stage[]> {
  const { logger, errors } = failingLogger();
  const ledger = new Ledger(`${folder}/ledger-stages.jsonl`);
  const base = await openBase({ url: databaseUrl, masterKey, connections: 4, ledger, logger });
  const stages: Stage[] = [];
  while (stages.length < count) stages.push(await buildStage(base, stages.length));
  await base.close();
  ledger.close();
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return stages;
}

/** PostgreSQL copies a database faster than anybody fills one. */
async function cloneDatabase(template: string, name: string): Promise<string> {
  const url = new URL(template);
  const source = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database "${name}" template "${source}"`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
