import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inTurn } from '../bootstrap/lock.mjs';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { say } from '../bootstrap/progress.mjs';

/** Made by the build itself, or not part of it. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'components.d.ts', 'auto-imports.d.ts']);

/** Builds the widget into apps/widget/dist, unless what is there was built from the same sources. */
export async function ensureWidget(root: string, stop: AbortSignal): Promise<void> {
  const widget = join(root, 'apps', 'widget');
  if (!existsSync(join(widget, 'vite.config.ts'))) return;
  await inTurn(join(root, '.data', 'widget.lock'), 'building the widget', async () => {
    const stamp = join(widget, 'dist', '.built-from');
    const sources = await hashOf([widget, join(root, 'packages', 'client'), join(root, 'package-lock.json')], root);
    if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return;
    say('Building the widget …');
    await viteBuild(root, widget, stop);
    await writeFile(stamp, sources);
  });
}

async function viteBuild(root: string, widget: string, stop: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
    cwd: widget,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: stop,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0)
    throw new PlainError(
      `The widget could not be built:\n${output.trim().split('\n').slice(-20).join('\n')}\nTry again with: npm run build --workspace apps/widget`,
    );
}

async function hashOf(places: string[], root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places)
    for (const file of await filesIn(place)) hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  return hash.digest('hex');
}

async function filesIn(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [place];
  const wanted = entries.filter(({ name }) => !NOT_SOURCES.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of wanted) files.push(...(entry.isDirectory() ? await filesIn(join(place, entry.name)) : [join(place, entry.name)]));
  return files;
}
