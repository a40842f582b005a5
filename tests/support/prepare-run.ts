/** Vitest's global set-up of the projects that start the product: bundles and a migrated database, found by the environment. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removePostgres } from '../../scripts/postgres/start-postgres.ts';
import { compilePrograms } from './compiled-programs.ts';
import { MIGRATED, makeMigratedDatabase } from './migrated-database.ts';
import { PROGRAMS } from './programs.ts';

let programs: string | undefined;
let folder: string | undefined;

export async function setup(): Promise<void> {
  if (process.env[PROGRAMS] !== undefined) return; // two projects of one run share them
  programs = await compilePrograms();
  process.env[PROGRAMS] = programs;
  folder = await mkdtemp(join(tmpdir(), 'olchat-run-'));
  process.env[MIGRATED] = await makeMigratedDatabase(folder, programs);
}

export async function teardown(): Promise<void> {
  if (programs !== undefined) await rm(programs, { recursive: true, force: true });
  if (folder === undefined) return;
  await removePostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
}
