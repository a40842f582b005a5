/**
 * FA-2 for a send: a dry run finds every call of a port; then processes are killed at each of them, again and again, and each is succeeded
 * by another one over the same database. Many sends stand in one process, each at its own place, when it is killed: every one of them is a
 * kill of its boundary. Two chains of processes, each with a database of its own, fill two cores.
 */
import { randomBytes } from 'node:crypto';
import type { Job } from './child.ts';
import type { Facts } from './facts.ts';
import { type Call, callOf, callsOf, isThirdUpdate, roundsOf, type Target } from './plan.ts';
import { runChild } from './run-child.ts';
import { buildStages, cloneDatabase } from './stage.ts';

export interface BoundaryKillOptions {
  /** Of a server's owner; a migrated database, which becomes the template of others. */
  databaseUrl: string;
  /** Keeps ledgers and logs. */
  folder: string;
  seed: number;
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

/** What all processes of a chain share. */
type SharedJob = Omit<Job, 'recovers' | 'plays'>;

const CHAINS = 2;
const DRY_RUNS = 10;

export async function boundaryKills(options: BoundaryKillOptions): Promise<BoundaryKillResult> {
  const { split } = options;
  const masterKey = randomBytes(32);
  const calls = await callsOfSends(options, masterKey);
  const rounds = roundsOf(calls, options);
  const places = calls.flatMap(call => call.places).length;
  options.say(`sends make ${calls.length} calls of ports; before, inside and after them are ${places} places to die`);
  const boundaries = calls.flatMap(({ publication, name, places }) =>
    (split ? [name] : places).map(boundary => `${publication} ${boundary}`),
  );
  const result: BoundaryKillResult = { kills: new Map(boundaries.map(boundary => [boundary, 0])), processes: 0, problems: [] };

  const chains: { job: SharedJob; own: Target[][] }[] = [];
  for (let chain = 0; chain < CHAINS; chain += 1) {
    const own = rounds.filter((_targets, round) => round % CHAINS === chain);
    const job = await prepare(options, masterKey, `chain_${chain}`, Math.max(...own.map(targets => targets.length)));
    chains.push({ job, own });
  }
  await Promise.all(chains.map(({ job, own }, chain) => runChain(job, own, `chain-${chain}`, options, result)));
  return result;
}

/** Of a send that is published as if from the client, all; of one that is the employee's own message, what differs. */
async function callsOfSends(options: BoundaryKillOptions, masterKey: Buffer): Promise<Call[]> {
  const job = await prepare(options, masterKey, 'dry', 2 * DRY_RUNS);
  const targets = job.stages.map((_stage, index): Target => ({ publication: index % 2 === 0 ? 'INCOMING' : 'OUTGOING', place: null }));
  const { reports } = await runChild({ ...job, recovers: null, plays: { round: 1, targets } }, 'dry', options.folder);
  const runs = reports.flatMap(report => (report.kind === 'played' ? report.runs : []));
  const [incoming, outgoing] = (['INCOMING', 'OUTGOING'] as const).map(publication => {
    const reached = runs.filter(run => run.publication === publication).map(run => run.reached);
    return callsOf(publication, reached);
  });
  const own = (outgoing ?? []).filter(call => call.name.startsWith('publish-message:'));
  return [...(incoming ?? []), ...own].filter(call => !options.split || !isThirdUpdate(call));
}

/** A database of its own with so many portals. */
async function prepare(options: BoundaryKillOptions, masterKey: Buffer, name: string, portals: number): Promise<SharedJob> {
  const databaseUrl = await cloneDatabase(options.databaseUrl, name);
  const ledgerFile = `${options.folder}/ledger-${name}.jsonl`;
  const stages = await buildStages(databaseUrl, masterKey, ledgerFile, portals);
  return { databaseUrl, masterKey: masterKey.toString('base64'), ledgerFile, stages };
}

/** Each process recovers the round of the one before it, plays its own, and is killed. */
async function runChain(
  job: SharedJob,
  rounds: Target[][],
  name: string,
  options: BoundaryKillOptions,
  result: BoundaryKillResult,
): Promise<void> {
  for (let index = 0; index <= rounds.length; index += 1) {
    const targets = rounds[index];
    const plays = targets === undefined ? null : { round: index + 1, targets };
    const { reports, signal } = await runChild({ ...job, recovers: index === 0 ? null : index, plays }, name, options.folder);
    if (plays !== null && signal !== 'SIGKILL') throw new Error(`a process that had to be killed ended with ${signal}`);
    if (plays !== null) result.processes += 1;
    for (const report of reports) {
      if (report.kind !== 'recovered') continue;
      for (const facts of report.facts) count(result.kills, facts, options.split);
      result.problems.push(...report.problems.map(problem => `${name}: ${problem}`));
    }
  }
}

function count(kills: Map<string, number>, { publication, killedAt }: Facts, split: boolean): void {
  if (killedAt === null) return;
  const boundary = `${publication} ${split ? callOf(killedAt) : killedAt}`;
  kills.set(boundary, (kills.get(boundary) ?? 0) + 1);
}
