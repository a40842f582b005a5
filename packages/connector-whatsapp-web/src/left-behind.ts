/**
 * While it uploads a file the library keeps it, encrypted, in the folder of temporary files. A process that is killed then leaves it
 * there for ever, so the next one clears away what no upload can be busy with any more.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from './errors.ts';
import type { ConnectorLogger } from './library-logger.ts';

/** Kind of the file, the library's own id, part: `document3EB0…-enc` (Baileys 7.0.0-rc14, Utils/messages-media.js). */
const NAME = /^[a-z-]+3EB0[0-9A-F]{18}(-enc|-original)?$/;
/** Twenty times what an upload may take. */
const AGE_MS = 3_600_000;

export async function removeLeftBehind(folder: string, logger: ConnectorLogger, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const removals = await Promise.allSettled(names.filter(name => NAME.test(name)).map(name => removeOld(join(folder, name), now)));
  // Another process may have been quicker, or may own it: the next start looks again.
  for (const { reason } of removals.filter(removal => removal.status === 'rejected')) {
    logger.info('a file of an earlier upload was not cleared away', { reason: reasonOf(reason) });
  }
}

async function removeOld(path: string, now: number): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs >= AGE_MS) await rm(path);
}
