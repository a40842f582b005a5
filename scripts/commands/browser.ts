import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/bootstrap.mjs';
import { say } from '../bootstrap/progress.mjs';

/** What a person runs when nothing of ours worked. */
export const INSTALL_COMMAND = 'npx playwright install --with-deps chromium';

/** The path of a Chromium that starts: one found on the machine, else one installed; nothing when neither can be had. */
export function findOrInstallBrowser(): string | undefined {
  return (
    findBrowser() ??
    [fromDebian, fromPlaywright].reduce<string | undefined>((found, install) => found ?? (install() ? findBrowser() : undefined), undefined)
  );
}

function findBrowser(): string | undefined {
  return candidates().find(starts);
}

function candidates(): string[] {
  const own = process.env['CHROMIUM_PATH'];
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];
  // The same engine without the windows that nobody sees first: a page of it takes a fifth of the processor time.
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const playwright =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ||
    join(homedir(), process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright');
  return [
    ...(own ? [own] : []),
    ...names.flatMap(name => folders.map(folder => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...globSync(
      [
        'chromium_headless_shell-*/chrome-*/{headless_shell,chrome-headless-shell}',
        'chromium-*/chrome-linux*/chrome',
        'chromium-*/chrome-mac*/*.app/Contents/MacOS/*',
      ],
      { cwd: playwright },
    ).map(path => join(playwright, path)),
  ];
}

/** Ubuntu's package `chromium` is a file that only tells to install a snap. */
function starts(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function fromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  say('Installing Chromium for the browser tests …');
  // Older releases have no package of the shell.
  return (
    installed('chromium-headless-shell') || (run('apt-get', ['update']) && (installed('chromium-headless-shell') || installed('chromium')))
  );
}

const installed = (name: string): boolean => run('apt-get', ['install', '-y', '--no-install-recommends', name]);

function fromPlaywright(): boolean {
  say('Downloading Chromium for the browser tests …');
  return run(join(ROOT, 'node_modules', '.bin', 'playwright'), [
    'install',
    ...(process.getuid?.() === 0 ? ['--with-deps'] : []),
    'chromium',
  ]);
}

function run(program: string, args: string[]): boolean {
  return (
    spawnSync(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}
