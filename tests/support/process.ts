/** A program of the product as its own process: started, waited for, stopped or killed. Its log stays in a file for the day it fails. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FLAGS = ['--disable-warning=ExperimentalWarning'];
const TYPESCRIPT_FLAGS = ['--import', 'tsx', '--conditions=@olchat/source'];

export interface ProgramOptions {
  name: string;
  /** A bundled program, or a TypeScript source; a path from the root of the repository, or a whole one. */
  entry: string;
  args?: string[];
  environment: Record<string, string>;
  folder: string;
}

export class Program {
  readonly #options: ProgramOptions;
  #child: ChildProcess | undefined;

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  start(): void {
    const { name, entry, args = [], environment, folder } = this.#options;
    const log = openSync(`${folder}/${name}.log`, 'a');
    const flags = entry.endsWith('.ts') ? [...FLAGS, ...TYPESCRIPT_FLAGS] : FLAGS;
    this.#child = spawn(process.execPath, [...flags, resolve(ROOT, entry), ...args], {
      cwd: ROOT,
      stdio: ['ignore', log, log, 'ipc'],
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    });
    closeSync(log);
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error(`${this.#options.name} does not run`);
    return pid;
  }

  get hasEnded(): boolean {
    return this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async ended(): Promise<number | null> {
    if (this.#child === undefined || this.hasEnded) return this.#child?.exitCode ?? null;
    const [code] = (await once(this.#child, 'exit')) as [number | null];
    return code;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGTERM'): Promise<void> {
    if (this.hasEnded) return;
    this.#child?.kill(signal);
    await this.ended();
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  log(): string {
    return readFileSync(`${this.#options.folder}/${this.#options.name}.log`, 'utf8');
  }
}

/** Waits for a condition, never for a time; fails with what it waited for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 60_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== null && found !== undefined && found !== false) return found;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`, { cause: lastError });
    await sleep(50);
  }
}
