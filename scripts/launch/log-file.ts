import { readFile, rename, rm } from 'node:fs/promises';

const KEPT = 3;

/** worker.log becomes worker.log.1 and so on; the oldest goes. */
export async function rotate(file: string): Promise<void> {
  await rm(`${file}.${KEPT}`, { force: true });
  for (let age = KEPT - 1; age >= 1; age -= 1) await renameIfThere(`${file}.${age}`, `${file}.${age + 1}`);
  await renameIfThere(file, `${file}.1`);
}

export async function lastLines(file: string, count = 15): Promise<string> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n');
  return lines
    .slice(-count)
    .map(line => `  ${line}`)
    .join('\n');
}

async function renameIfThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
