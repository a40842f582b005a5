import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { TYPESCRIPT_FLAGS } from '../bootstrap/node.mjs';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { processIdentity } from '../bootstrap/process-identity.mjs';
import { say } from '../bootstrap/progress.mjs';
import type { Started } from './claim.ts';
import { lastLines } from './log-file.ts';

/** A program of ours and how to start it. */
export interface Program {
  /** As people read it: `api`, `worker`, `sandbox`. */
  name: string;
  /** Absolute path of its TypeScript file. */
  entry: string;
  args?: string[];
  environment: Record<string, string | undefined>;
  logFile: string;
}

/** Died this soon after its start: more of the same will not help. */
const AT_ONCE_MS = 10_000;
const AT_ONCE_TRIES = 3;
const BACK_OFF_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];

/** Its own process group, so that a Ctrl-C reaches only the launcher; an IPC channel, so that it notices when the launcher is gone. */
export function spawnProgram({ entry, args = [], environment, logFile }: Program): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(process.execPath, [...TYPESCRIPT_FLAGS, entry, ...args], {
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
      env: environment,
    });
  } finally {
    closeSync(log);
  }
}

/** Keeps one program running. */
export class SupervisedProgram {
  #child: ChildProcess | undefined;
  #started: Started | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;
  #deathsInARow = 0;

  readonly #program: Program;
  readonly #onStarted: () => void;
  readonly #onGivenUp: (reason: PlainError) => void;

  constructor(program: Program, on: { started: () => void; givenUp: (reason: PlainError) => void }) {
    this.#program = program;
    this.#onStarted = on.started;
    this.#onGivenUp = on.givenUp;
  }

  /** Nothing while it waits to be started again. */
  get started(): Started | undefined {
    return this.#started;
  }

  start(): void {
    const startedAt = Date.now();
    const child = spawnProgram(this.#program);
    this.#child = child;
    const identity = child.pid === undefined ? undefined : processIdentity(child.pid);
    this.#started = child.pid !== undefined && identity !== undefined ? { pid: child.pid, identity } : undefined;
    child.once('error', error => void this.#died(String(error), Date.now() - startedAt));
    child.once('exit', (code, signal) => void this.#died(signal ? `killed by ${signal}` : `exit code ${code}`, Date.now() - startedAt));
    this.#onStarted();
  }

  /** SIGTERM, and SIGKILL when it is still there after `withinMs`. */
  async stop(withinMs: number): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => {
      say(`${this.#program.name} did not stop within ${withinMs / 1000} s and is killed. Its log: ${this.#program.logFile}`);
      child.kill('SIGKILL');
    }, withinMs);
    await ended;
    clearTimeout(timer);
  }

  async #died(how: string, livedMs: number): Promise<void> {
    this.#started = undefined;
    if (this.#isStopping) return;
    this.#deathsInARow = livedMs < AT_ONCE_MS ? this.#deathsInARow + 1 : 1;
    const { name, logFile } = this.#program;
    if (livedMs < AT_ONCE_MS && this.#deathsInARow >= AT_ONCE_TRIES) {
      this.#onGivenUp(
        new PlainError(
          `${name} ended ${AT_ONCE_TRIES} times right after its start (${how}).\n${await lastLines(logFile)}\nIts log: ${logFile}`,
        ),
      );
      return;
    }
    const delayMs = BACK_OFF_MS[Math.min(this.#deathsInARow, BACK_OFF_MS.length) - 1] ?? 0;
    say(`${name} ended (${how}); it is started again in ${delayMs / 1000} s. Its log: ${logFile}`);
    this.#timer = setTimeout(() => this.start(), delayMs);
  }
}
