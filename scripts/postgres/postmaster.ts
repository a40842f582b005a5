import { execFileSync } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { processIdentity } from '../bootstrap/process-identity.mjs';

// PostgreSQL docs, "Shutting Down the Server": SIGINT is the fast shutdown, SIGQUIT the immediate one (recovers at the next start).
const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/** A postmaster left alive by a launcher that was killed would keep the data to itself. */
export async function stopLeftPostmaster(data: string, log: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = await pidIn(file);
  const identity = pid === undefined ? undefined : processIdentity(pid);
  if (pid === undefined || identity === undefined) return;
  if (!(await isPostmasterOf(pid, data))) {
    // The number went to another process meanwhile; PostgreSQL would take that one for a living server and refuse.
    await rm(file);
    return;
  }
  log(`Stopping the PostgreSQL (process ${pid}) that an earlier run left behind …`);
  await stopPostmaster(pid, async () => processIdentity(pid) !== identity);
}

/** `isGone` is asked until it says yes. */
export async function stopPostmaster(pid: number, isGone: () => Promise<boolean> | boolean): Promise<void> {
  for (const [signal, ms] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    signalProcess(pid, signal);
    for (const until = Date.now() + ms; Date.now() < until; await sleep(25)) if (await isGone()) return;
  }
  throw new PlainError(`PostgreSQL (process ${pid}) does not stop.`);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it ended by itself, which is what we want.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function pidIn(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 1 ? pid : undefined;
}

/** A postmaster's working folder is its data folder. */
async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data);
  return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === (await realpath(data));
}
