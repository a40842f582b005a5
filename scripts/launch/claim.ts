import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, noteInLock, readLock, releaseLock, takeLock } from '../bootstrap/lock.mjs';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { say } from '../bootstrap/progress.mjs';

/** A process of ours, told from a later one with the same number. */
export interface Started {
  pid: number;
  identity: string;
}

/** One launcher per data folder. */
export interface Claim {
  /** Who must be gone before the folder can be used again. */
  noteChildren(children: Started[]): void;
  /** From now on a next launcher waits instead of refusing. */
  noteStopping(): void;
  release(): void;
}

/** A launcher that lost its terminal needs a moment to notice. */
const NOTICES_WITHIN_MS = 3_000;
/** 25 s for the programs, then the sandbox and PostgreSQL. */
const STOPS_WITHIN_MS = 60_000;
/** Programs without a launcher drain and exit by themselves. */
const DRAIN_MS = 30_000;

export async function claimDataDir(dataDir: string): Promise<Claim> {
  const file = join(dataDir, 'launcher.lock');
  await previousLauncher(file);
  await previousChildren(file);
  const holder = takeLock(file);
  if (holder)
    throw new PlainError(
      `OLChat already runs on ${dataDir} (process ${holder.pid}); stop it first, or give this one its own DATA_DIR, PORT and SANDBOX_PORT.`,
    );
  const notes: { children: Started[]; isStopping: boolean } = { children: [], isStopping: false };
  return {
    noteChildren(children) {
      notes.children = children;
      noteInLock(file, notes);
    },
    noteStopping() {
      notes.isStopping = true;
      noteInLock(file, notes);
    },
    release: () => releaseLock(file),
  };
}

async function previousLauncher(file: string): Promise<void> {
  const startedAt = Date.now();
  let told = false;
  for (let holder = readLock(file); holder && isAlive(holder); holder = readLock(file)) {
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > (holder['isStopping'] === true ? STOPS_WITHIN_MS : NOTICES_WITHIN_MS)) return;
    if (!told && holder['isStopping'] === true) say(`The OLChat before (process ${holder.pid}) is still stopping; waiting for it …`);
    told ||= holder['isStopping'] === true;
    await sleep(200);
  }
}

/** After a kill -9 of the launcher its programs go on until they have released what they hold. */
async function previousChildren(file: string): Promise<void> {
  const holder = readLock(file);
  if (!holder || isAlive(holder)) return;
  const left = () => (Array.isArray(holder['children']) ? (holder['children'] as Started[]).filter(isAlive) : []);
  if (left().length === 0) return;
  say('Programs of an OLChat that was killed are still stopping; waiting for them …');
  for (const until = Date.now() + DRAIN_MS; left().length > 0 && Date.now() < until;) await sleep(200);
  for (const { pid } of left()) process.kill(pid, 'SIGKILL');
  while (left().length > 0) await sleep(50);
}
