import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from '../bootstrap/plain-error.mjs';

/** A fresh PostgreSQL data folder takes 50 MB, and its log of changes grows in steps of 16 MB. */
const NEEDED_BYTES = 200 * 2 ** 20;

const REASONS: Record<string, string> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
};

/**
 * Root in a data folder of an ordinary user goes on as that user: else the user would find files there that he cannot change, and PostgreSQL
 * would have to run as somebody who cannot enter the folder.
 */
export async function becomeOwner(dataDir: string): Promise<void> {
  const owner = await stat(dataDir).catch(() => undefined);
  if (process.getuid?.() !== 0 || !owner || owner.uid === 0) return;
  process.setgroups?.([owner.gid]);
  process.setgid?.(owner.gid);
  process.setuid?.(owner.uid);
}

export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(join(dataDir, 'logs'), { recursive: true });
    const probe = join(dataDir, `.probe-${process.pid}`);
    await writeFile(probe, randomBytes(4096));
    await rm(probe);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new PlainError(`The data folder ${dataDir} cannot be used: ${REASONS[code] ?? String(error)}. Set DATA_DIR to another folder.`, {
      cause: error,
    });
  }
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < NEEDED_BYTES)
    throw new PlainError(
      `The disk of the data folder ${dataDir} is full: OLChat needs ${NEEDED_BYTES / 2 ** 20} MB. Free some space, or set DATA_DIR to another folder.`,
    );
}

/** 32 random bytes in base64: what seals tokens and sessions in the database. Losing it means connecting every account again. */
export async function ensureMasterKey(dataDir: string): Promise<string> {
  const file = join(dataDir, 'master.key');
  if (existsSync(file)) return file;
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  await handle.writeFile(`${randomBytes(32).toString('base64')}\n`);
  await handle.sync();
  await handle.close();
  await rename(draft, file);
  return file;
}
