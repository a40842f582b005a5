/** Where the bundled programs lie: made by vitest's global set-up, or at the first question of a program of its own (faults, bench). */
import { rmSync } from 'node:fs';

/** Environment variable with the folder. */
export const PROGRAMS = 'OLCHAT_TEST_PROGRAMS';

let compiling: Promise<string> | undefined;

export function programFolder(): Promise<string> {
  const folder = process.env[PROGRAMS];
  if (folder !== undefined) return Promise.resolve(folder);
  compiling ??= compile();
  return compiling;
}

async function compile(): Promise<string> {
  // Heavy, and nobody else's business: vitest's workers never load it.
  const { compilePrograms } = await import('./compiled-programs.ts');
  const folder = await compilePrograms();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
