import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { freePort, isPortFree } from './free-port.ts';
import { giveTo, type Place, place, removePlace } from './place.ts';
import { stopLeftPostmaster, stopPostmaster } from './postmaster.ts';

export interface PostgresOptions {
  /** Absolute path; made when missing. */
  folder: string;
  /** Taken when it is free, else another. Default: any free one. */
  port?: number;
  /** false: for tests; nothing is flushed, each start begins empty, and the data go with `stop` or with the process that started it. */
  durable: boolean;
  /** Made when missing; the url names it. Default `olchat`. */
  database?: string;
  /** A folder that an earlier, stopped server of ours was started with: a new data folder begins as its copy instead of empty. */
  copyOf?: string;
  log?: (line: string) => void;
}

export interface RunningPostgres {
  /** Of the owner, a superuser. */
  url: string;
  port: number;
  pid: number;
  /** Where the server writes its log. */
  logFile: string;
  /** Resolves when the server has ended, however it ended. */
  ended: Promise<void>;
  /** May be called twice. */
  stop(): Promise<void>;
}

const OWNER = 'olchat';
const START_TRIES = 5;
/** Recovery after a crash may take its time. */
const ANSWER_WITHIN_MS = 120_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  client_connection_check_interval: '5s',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const FLEETING = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the PostgreSQL that the package brings, in a process group of its own: a Ctrl-C in the terminal does not reach it, and it ends
 * only by `stop`. Works as root too (see `place`).
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { folder, durable, database = 'olchat', log = () => {} } = options;
  const at = await place(folder);
  const data = join(at.home, 'data');
  await stopLeftPostmaster(data, log);
  if (!durable) await rm(data, { recursive: true, force: true });
  if (options.copyOf === undefined) await initialise(at, data, durable, log);
  else if (!existsSync(data)) await copyHome((await place(options.copyOf)).home, at.home);
  const password = await readFile(join(at.home, 'password'), 'utf8');

  for (let attempt = 1; ; attempt += 1) {
    const wanted = options.port !== undefined && (await isPortFree(options.port)) ? options.port : await freePort();
    const urlOf = (name: string) => `postgres://${OWNER}:${password}@127.0.0.1:${wanted}/${name}`;
    const server = await spawnServer(at, data, wanted, durable);
    try {
      await answers(server, urlOf('postgres'), data);
      await makeDatabase(urlOf('postgres'), database);
      return running(options, at, server, urlOf(database), wanted);
    } catch (error) {
      // Another program took the port between our look and the start, or a dying backend still holds the shared memory.
      if (server.exitCode === null) await stopServer(server);
      if (attempt === START_TRIES)
        throw new PlainError(`PostgreSQL did not start: ${await lastLine(logFileOf(at))} Its log: ${logFileOf(at)}`, { cause: error });
      await sleep(1_000);
    }
  }
}

/** Stops the server of this folder, whoever started it, and removes its data. */
export async function removePostgres(folder: string): Promise<void> {
  const at = await place(folder);
  await stopLeftPostmaster(join(at.home, 'data'), () => {});
  await removePlace(folder, at);
}

function running({ folder, durable }: PostgresOptions, at: Place, server: ChildProcess, url: string, port: number): RunningPostgres {
  const ended = hasEnded(server);
  const guard = durable ? undefined : guardOf(server, [at.home, folder]);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    guard?.kill('SIGKILL');
    await stopServer(server);
    if (!durable) await removePlace(folder, at);
  };
  return { url, port, pid: server.pid ?? 0, logFile: logFileOf(at), ended, stop: () => (stopping ??= stop()) };
}

/** Reads from us until we are gone, and then removes server and data: a test run that is killed leaves nothing behind. */
function guardOf(server: ChildProcess, leftovers: string[]): ChildProcess {
  const script = 'read -r _; server=$1; shift; kill -QUIT "$server"; while kill -0 "$server"; do sleep 0.1; done; rm -rf "$@"';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(server.pid), ...leftovers], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return guard;
}

/** Made under another name and then renamed: an initdb that was cut short leaves nothing that looks like data. */
async function initialise(at: Place, data: string, durable: boolean, log: (line: string) => void): Promise<void> {
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return refuseOtherVersion(at, data, version.trim());
  log('Making a new PostgreSQL data folder …');
  const half = `${data}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await giveTo(at.account, half);
  const password = join(at.home, 'password');
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  await giveTo(at.account, password);
  const flags = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    `--username=${OWNER}`,
    `--pwfile=${password}`,
    ...(durable ? [] : ['--no-sync']),
  ];
  await promisify(execFile)(join(at.binaries, 'initdb'), [...flags, '-D', half], { cwd: at.home, ...at.account }).catch(
    (error: unknown) => {
      const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
      throw new PlainError(`The PostgreSQL data folder ${data} could not be made: ${output.match(/error: (.+)/)?.[1] ?? String(error)}`);
    },
  );
  await rename(half, data);
}

/** Owner and modes stay: the same account runs both. Renamed when it is whole, as above. */
async function copyHome(from: string, to: string): Promise<void> {
  const half = join(to, 'data.new');
  await rm(half, { recursive: true, force: true });
  await promisify(execFile)('cp', ['-a', join(from, 'data'), half]);
  await promisify(execFile)('cp', ['-a', join(from, 'password'), join(to, 'password')]);
  await rename(half, join(to, 'data'));
}

async function refuseOtherVersion(at: Place, data: string, version: string): Promise<void> {
  const { stdout } = await promisify(execFile)(join(at.binaries, 'postgres'), ['--version'], { cwd: at.home, ...at.account });
  const own = stdout.match(/(\d+)\./)?.[1];
  if (version !== own)
    throw new PlainError(
      `${data} was made by PostgreSQL ${version}, this is PostgreSQL ${own}; move it away, or set DATA_DIR to another folder.`,
    );
}

async function spawnServer(at: Place, data: string, port: number, durable: boolean): Promise<ChildProcess> {
  const settings = Object.entries({ ...SETTINGS, ...(durable ? DURABLE : FLEETING), port: String(port) });
  const log = await open(logFileOf(at), 'a', 0o600);
  const server = spawn(join(at.binaries, 'postgres'), ['-D', data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    cwd: at.home,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...at.account,
  });
  try {
    await once(server, 'spawn');
  } finally {
    await log.close();
  }
  return server;
}

/** Asks until the server answers and is ours: a stranger's server on the same port must not be taken for it. */
async function answers(server: ChildProcess, url: string, data: string): Promise<void> {
  const ours = await realpath(data);
  let problem: unknown;
  for (const until = Date.now() + ANSWER_WITHIN_MS; Date.now() < until; await sleep(25)) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error('the server ended');
    try {
      const folder = await query<{ data_directory: string }>(url, 'show data_directory');
      if ((await realpath(folder[0]?.data_directory ?? '')) === ours) return;
    } catch (error) {
      problem = error;
    }
  }
  throw new Error('the server does not answer', { cause: problem });
}

async function makeDatabase(url: string, name: string): Promise<void> {
  const found = await query<{ datname: string }>(url, 'select datname from pg_database');
  if (!found.some(({ datname }) => datname === name)) await query(url, `create database "${name}"`);
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined) return;
  const gone = () => server.exitCode !== null || server.signalCode !== null;
  if (!gone()) await stopPostmaster(server.pid, gone);
}

async function hasEnded(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

function logFileOf({ home }: Place): string {
  return join(home, 'postgres.log');
}

async function lastLine(file: string): Promise<string> {
  if (!existsSync(file)) return 'it wrote no log.';
  return (await readFile(file, 'utf8')).trim().split('\n').at(-1) ?? '';
}
