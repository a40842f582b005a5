/** A program that looks at what strangers made: it gets little time, memory and room, none of our settings, and no input (SE-33). */
import { spawn } from 'node:child_process';

export interface ProcessLimits {
  /** Of processor time; on the clock it may take three times as long. */
  seconds: number;
  /** Largest file that it may write. */
  fileBytes: number;
  /** Of address space; for programs that reserve no more than they use. */
  memoryBytes?: number;
  /** Of memory that is its own and writable: for programs that reserve far more address space, as Node does. */
  dataBytes?: number;
}

/**
 * Before it does anything, Node 24 on x64 counts about 600 MB as its own, nearly all of it reserved and never touched (measured in November 2026).
 */
const NODE_RESERVES_BYTES = 600 * 2 ** 20;
/** For `dataBytes` of a program that runs in Node. */
export const nodeDataBytes = (used: number): number => NODE_RESERVES_BYTES + used;

/** Blocks of the shell's `ulimit -f` (POSIX). */
const BLOCK_BYTES = 512;

/** Its exit code; null when it was ended: by a limit, by the clock, or because it could not start. */
export function runLimited(command: string, args: readonly string[], folder: string, limits: ProcessLimits): Promise<number | null> {
  const { seconds, fileBytes, memoryBytes, dataBytes } = limits;
  const limited = [
    `ulimit -t ${seconds}`,
    `ulimit -f ${Math.ceil(fileBytes / BLOCK_BYTES)}`,
    // Not every system can limit it; the other two hold everywhere.
    ...(memoryBytes === undefined ? [] : [`{ ulimit -v ${Math.ceil(memoryBytes / 1024)} || :; }`]),
    ...(dataBytes === undefined ? [] : [`{ ulimit -d ${Math.ceil(dataBytes / 1024)} || :; }`]),
    'exec "$0" "$@"',
  ].join('; ');
  return new Promise(resolve => {
    const child = spawn('/bin/sh', ['-c', limited, command, ...args], {
      cwd: folder,
      env: {},
      stdio: 'ignore',
      timeout: seconds * 3000,
      killSignal: 'SIGKILL',
    });
    child.once('error', () => resolve(null));
    child.once('exit', code => resolve(code));
  });
}
