/**
 * One process of a run. It recovers what the process before it left, then plays the next round, one send per place of death at a time,
 * and dies by SIGKILL when every send stands at its place. A first and a last one only play and only recover.
 */
import { readFileSync } from 'node:fs';
import type { Publication } from '@olchat/domain';
import { gaps, problemsOf } from './checks.ts';
import { openBase, type Base } from './composition.ts';
import { failingLogger } from './failing-logger.ts';
import type { Facts } from './facts.ts';
import { Ledger } from './ledger.ts';
import { playSend, type Play } from './one-send.ts';
import { Oracle } from './oracle.ts';
import type { Target } from './plan.ts';
import { recover } from './recovery.ts';
import type { Stage } from './stage.ts';

export interface Job {
  databaseUrl: string;
  /** base64 */
  masterKey: string;
  ledgerFile: string;
  stages: Stage[];
  /** Recovers this round. */
  recovers: number | null;
  /** Then plays this one: a send on each stage. */
  plays: { round: number; targets: Target[] } | null;
}

export type Report =
  { kind: 'recovered'; facts: Facts[]; problems: string[] } | { kind: 'played'; runs: { publication: Publication; reached: string[] }[] };

/** Sends in motion at once; the others stand already, or wait. */
const AT_ONCE = 6;
/** Of one send, when it passes its place without a stop. */
const MAX_ATTEMPTS = 5;

const job = JSON.parse(readFileSync(0, 'utf8')) as Job;
const ledger = new Ledger(job.ledgerFile);
const { logger, errors } = failingLogger();
const base = await openBase({
  url: job.databaseUrl,
  masterKey: Buffer.from(job.masterKey, 'base64'),
  connections: 60,
  ledger,
  logger,
});
const oracle = new Oracle(job.databaseUrl);
process.on('uncaughtExceptionMonitor', () => console.error(errors.join('\n')));
if (job.recovers !== null) await recoverRound(base, job.recovers);
if (job.plays !== null) await playRound(base, job.plays);
await oracle.close();
await base.close();
process.disconnect();

async function recoverRound(base: Base, round: number): Promise<void> {
  const facts = await recover(
    base,
    oracle,
    ledger.all('play').filter(play => play.round === round),
  );
  const wrong = facts.flatMap(of => {
    const what = problemsOf(of);
    return what.length === 0 ? [] : [`${of.key}, killed ${of.killedAt ?? 'nowhere'}: ${what.join('; ')} ${JSON.stringify(of)}`];
  });
  const feeds = [...(await oracle.feed()).values()].flatMap(events => gaps(events.map(event => event.seq)));
  await report({ kind: 'recovered', facts, problems: [...wrong, ...feeds, ...errors.splice(0)] });
}

async function playRound(base: Base, { round, targets }: { round: number; targets: Target[] }): Promise<void> {
  const waiting: Play[] = job.stages
    .slice(0, targets.length)
    .map((stage, index) => ({ stage, round, attempt: 0, publication: 'INCOMING', place: null, ...targets[index] }));
  const mustDie = waiting.some(play => play.place !== null);
  const runs: { publication: Publication; reached: string[] }[] = [];
  const playOn = async (): Promise<void> => {
    for (let play = waiting.shift(); play !== undefined; play = waiting.shift()) {
      const { stands, reached } = await playSend(base, play);
      runs.push({ publication: play.publication, reached });
      if (play.place !== null && !stands && play.attempt < MAX_ATTEMPTS) waiting.push({ ...play, attempt: play.attempt + 1 });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, playOn));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  if (mustDie) process.kill(process.pid, 'SIGKILL');
  await report({ kind: 'played', runs });
}

function report(what: Report): Promise<void> {
  return new Promise((resolve, reject) => process.send?.(what, undefined, {}, error => (error === null ? resolve() : reject(error))));
}
