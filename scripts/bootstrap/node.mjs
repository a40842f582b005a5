import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isShell, parentOf } from './process-identity.mjs';
import { PlainError } from './plain-error.mjs';

const NEEDED_MAJOR = 24;

/**
 * The Node that everything runs on: the one pinned as a package, else our own when it is new enough.
 * @param {string} root
 */
export function pinnedNode(root) {
  const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return process.execPath;
  throw new PlainError(
    `OLChat runs on Node ${NEEDED_MAJOR}, this is ${process.version}, and no pinned Node is installed for ${process.platform}-${process.arch}; install Node ${NEEDED_MAJOR}.`,
  );
}

/** Reads TypeScript, and the workspaces as source. */
export const TYPESCRIPT_FLAGS = ['--import', 'tsx', '--conditions=@olchat/source', '--disable-warning=ExperimentalWarning'];

/**
 * Runs a TypeScript program of ours and becomes as good as it: same terminal, signals passed on, same exit code. The program has an IPC
 * channel to us; when it breaks, we were killed.
 * @param {string} root
 * @param {string} program path from the root
 * @param {string[]} args
 */
export async function handOver(root, program, args) {
  const node = pinnedNode(root);
  const child = spawn(node, [...TYPESCRIPT_FLAGS, join(root, program), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter) },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  const unwatch = onParentGone(() => child.kill('SIGTERM'));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (...how) => resolve(how));
  });
  unwatch();
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
}

/**
 * A killed npm tells its script nothing: what it started only gets another parent. Started without npm we may outlive our parent, as
 * `nohup` means it.
 * @param {() => void} stop
 * @returns {() => void} ends the watch
 */
function onParentGone(stop) {
  if (process.env['npm_lifecycle_event'] === undefined) return () => {};
  const shell = process.ppid;
  // npm starts a shell, and most shells stay between npm and us. Without one this is whoever started npm, and of no interest.
  const npm = isShell(shell) ? parentOf(shell) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || parentOf(shell) === npm)) return;
    clearInterval(timer);
    stop();
  }, 1_000);
  return () => clearInterval(timer);
}
