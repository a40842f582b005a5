import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled, noteInstalled } from './installed.mjs';
import { inTurn } from './lock.mjs';
import { PlainError } from './plain-error.mjs';
import { say, sayWhileWaiting } from './progress.mjs';

/**
 * Runs `npm ci` when something of package-lock.json is not installed. Two at once in one clone: the second waits for the first.
 * @param {string} root
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  await inTurn(join(root, '.data', 'install.lock'), 'installing the packages of this folder', async () => {
    if (!isInstalled(root)) await install(root);
  });
}

/** @param {string} root */
async function install(root) {
  const paths = Object.keys(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages).filter(path =>
    path.includes('node_modules/'),
  );
  say('Installing the packages (npm ci), about a minute …');
  const saidEnough = sayWhileWaiting(
    seconds => `  ${seconds} s, ${paths.filter(path => existsSync(join(root, path, 'package.json'))).length} packages are in place`,
  );
  const { code, output } = await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']).finally(saidEnough);
  if (code !== 0) throw new PlainError(`The packages could not be installed: ${reason(output)} Run \`npm ci\` to see everything.`);
  noteInstalled(root);
  say('The packages are installed.');
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function npm(root, args) {
  // npm tells its scripts where it is; a script that was started without it takes the one on the path.
  const own = process.env['npm_execpath'];
  const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', text => (output += text));
    }
    child.on('error', error => reject(new PlainError(`npm could not be started (${error.message}); install Node.js together with npm.`)));
    child.on('close', code => resolve({ code, output }));
  });
}

/**
 * npm says `npm error code E…` first and then the reason in words.
 * @param {string} output
 */
function reason(output) {
  const lines = output.split('\n').flatMap(line => (line.startsWith('npm error ') ? [line.slice('npm error '.length)] : []));
  const words = lines.find(line => !/^(code|errno|syscall|path|network) /.test(line)) ?? lines[0] ?? output.trim().split('\n').at(-1);
  return `${(words || 'npm gave no reason').replace(/\.?$/, '.')}`;
}
