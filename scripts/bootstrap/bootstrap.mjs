import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { handOver } from './node.mjs';
import { sayFailure } from './progress.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * From a fresh clone and any Node ≥ 20 to a TypeScript program of ours on the pinned Node.
 * @param {string} program path from the root
 * @param {string[]} args
 */
export async function bootstrap(program, args) {
  try {
    await ensureInstalled(ROOT);
    await handOver(ROOT, program, args);
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}
