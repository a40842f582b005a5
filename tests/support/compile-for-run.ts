/** Vitest's global set-up of the projects that start the product: its workers find the bundles by the environment. */
import { rmSync } from 'node:fs';
import { compilePrograms } from './compiled-programs.ts';
import { PROGRAMS } from './programs.ts';

let folder: string | undefined;

export async function setup(): Promise<void> {
  if (process.env[PROGRAMS] !== undefined) return; // two projects of one run share them
  folder = await compilePrograms();
  process.env[PROGRAMS] = folder;
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
