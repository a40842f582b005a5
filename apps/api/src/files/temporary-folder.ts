/** A folder of one's own for as long as a piece of work takes: what lies in it is a person's, and nobody else may read it. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from '../logger.ts';

const PREFIX = 'olchat-work-';
/** No work takes so long: a folder of that age was left by a process that was killed. */
const AGE_MS = 3_600_000;

export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Once per start of a process. */
export async function removeLeftFolders(logger: Pick<Logger, 'info'>, { parent = tmpdir(), now = Date.now() } = {}): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  const removals = await Promise.allSettled(names.filter(name => name.startsWith(PREFIX)).map(name => removeOld(join(parent, name), now)));
  // Another process may have been quicker, or may own it: the next start looks again.
  for (const { reason } of removals.filter(removal => removal.status === 'rejected')) {
    logger.info('a folder of earlier work was not removed', { error: reason });
  }
}

async function removeOld(folder: string, now: number): Promise<void> {
  const { mtimeMs } = await stat(folder);
  if (now - mtimeMs >= AGE_MS) await rm(folder, { recursive: true });
}
