import { join, relative } from 'node:path';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { say, sayFailure } from '../bootstrap/progress.mjs';
import { isPortFree } from '../postgres/free-port.ts';
import { claimDataDir, type Started } from './claim.ts';
import { becomeOwner, ensureMasterKey, prepareDataDir } from './data-dir.ts';
import { embeddedDatabase } from './database.ts';
import { lastLines, rotate } from './log-file.ts';
import { type Program, spawnProgram, SupervisedProgram } from './program.ts';
import { whenReady } from './readiness.ts';
import type { LaunchSettings } from './settings.ts';
import { Stopped } from './stop-request.ts';
import { ensureWidget } from './widget.ts';

/** Absolute paths of the TypeScript files that are started. */
export interface Entries {
  /** With the argument `migrate`: brings the database up to date and ends. */
  api: string;
  worker: string;
  sandbox: string;
  /** Writes `sandbox/trusted.pem` in the data folder, and ends: the certificates that the worker is to trust. */
  trust: string;
}

/** RE-55: what the API and the worker have for finishing or releasing. */
const DRAIN_MS = 25_000;
const SANDBOX_STOP_MS = 10_000;

/**
 * Everything on one machine, until `stop` is aborted. What was started is stopped in reverse order: the sandbox outlives the worker, which
 * may still be sending, and PostgreSQL outlives all. Answers whether it ended because somebody asked; a failure is told before all is stopped.
 */
export async function launch(root: string, settings: LaunchSettings, entries: Entries, stopRequested: AbortSignal): Promise<boolean> {
  const failure = new AbortController();
  const stop = AbortSignal.any([stopRequested, failure.signal]);
  const giveUp = (reason: PlainError) => failure.abort(reason);
  const undo = new AsyncDisposableStack();
  let wasAsked = false;
  const step = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work;
    stop.throwIfAborted();
    return result;
  };

  try {
    await step(becomeOwner(settings.dataDir));
    await step(prepareDataDir(settings.dataDir));
    const claim = await claimDataDir(settings.dataDir);
    undo.defer(() => claim.release());
    stop.addEventListener('abort', () => claim.noteStopping());
    await step(refuseTakenPorts(settings));
    await step(ensureWidget(root, stop));

    const masterKey = settings.hasMasterKey ? {} : { MASTER_KEY_FILE: await ensureMasterKey(settings.dataDir) };
    const environment = { ...settings.environment, ...masterKey, DATABASE_URL: await database() };
    const logs = join(settings.dataDir, 'logs');
    const program = (name: string, entry: string, role: Record<string, string> = {}): Program => ({
      name,
      entry,
      environment: { ...environment, ...role },
      logFile: join(logs, `${name}.log`),
    });
    const programs = {
      api: program('api', entries.api, { ROLE: 'api' }),
      worker: program('worker', entries.worker, {
        ROLE: 'worker',
        // The simulated WhatsApp takes and gives files over HTTPS, as the real one; Node reads this at the start of a process.
        NODE_EXTRA_CA_CERTS: join(settings.dataDir, 'sandbox', 'trusted.pem'),
      }),
      sandbox: program('sandbox', entries.sandbox),
    };
    for (const { logFile } of Object.values(programs)) await rotate(logFile);

    await step(trustMedia(program('trust', entries.trust), stop));
    await step(migrate({ ...program('migrate', entries.api), args: ['migrate'] }, stop));
    const sandbox = supervised(programs.sandbox);
    undo.defer(() => sandbox.stop(SANDBOX_STOP_MS));
    const [api, worker] = [supervised(programs.api), supervised(programs.worker)];
    undo.defer(async () => void (await Promise.all([api.stop(DRAIN_MS), worker.stop(DRAIN_MS)])));
    const running = [sandbox, api, worker];
    say('Starting the API, the worker and the sandbox …');
    for (const each of running) each.start();

    await whenReady('API', `http://127.0.0.1:${settings.port}/health/ready`, programs.api.logFile, stop);
    const credentials = await whenReady(
      'sandbox',
      `http://127.0.0.1:${settings.sandboxPort}/control/credentials`,
      programs.sandbox.logFile,
      stop,
    );
    sayAddresses(settings, await credentials.json(), relative(process.cwd(), logs));
    await new Promise(resolve => stop.addEventListener('abort', resolve));
    stop.throwIfAborted();

    function supervised(one: Program): SupervisedProgram {
      return new SupervisedProgram(one, {
        started: () => claim.noteChildren(running.map(each => each.started).filter((found): found is Started => found !== undefined)),
        givenUp: giveUp,
      });
    }

    async function database(): Promise<string> {
      if (settings.databaseUrl !== undefined) return settings.databaseUrl;
      say('Starting PostgreSQL …');
      const embedded = await embeddedDatabase(settings.dataDir, giveUp);
      undo.defer(() => embedded.stop());
      stop.throwIfAborted();
      return embedded.url;
    }
  } catch (error) {
    // An aborted step fails in its own words; the reason is in the signal.
    const reason: unknown = stop.aborted ? stop.reason : error;
    wasAsked = reason instanceof Stopped;
    if (wasAsked) say('\nStopping …');
    else sayFailure(reason);
  }
  await undo.disposeAsync();
  if (wasAsked) say('Stopped.');
  return wasAsked;
}

async function refuseTakenPorts({ port, sandboxPort }: LaunchSettings): Promise<void> {
  const wanted = [
    ['PORT', port],
    ['SANDBOX_PORT', sandboxPort],
  ] as const;
  const taken = await Promise.all(
    wanted.map(async ([name, number]) =>
      (await isPortFree(number)) ? [] : [`Port ${number} is taken by another program; set ${name} to a free one.`],
    ),
  );
  if (taken.flat().length > 0) throw new PlainError(taken.flat().join('\n'));
}

async function trustMedia(program: Program, stop: AbortSignal): Promise<void> {
  if ((await runToEnd(program, stop)) !== 0)
    throw new PlainError(`The sandbox's certificate could not be made.\n${await lastLines(program.logFile)}`);
}

async function migrate(program: Program, stop: AbortSignal): Promise<void> {
  say('Bringing the database up to date …');
  const code = await runToEnd(program, stop);
  if (code !== 0)
    throw new PlainError(
      `The database could not be brought up to date.\n${await lastLines(program.logFile)}\nThe whole log: ${program.logFile}`,
    );
}

async function runToEnd(program: Program, stop: AbortSignal): Promise<number | null> {
  await rotate(program.logFile);
  const child = spawnProgram(program);
  const end = () => child.kill('SIGTERM');
  stop.addEventListener('abort', end);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve));
  stop.removeEventListener('abort', end);
  return code;
}

function sayAddresses({ port, sandboxPort }: LaunchSettings, credentials: unknown, logs: string): void {
  const partnerKey =
    typeof credentials === 'object' && credentials !== null && 'partnerKey' in credentials ? String(credentials.partnerKey) : 'none';
  say(`
OLChat is running.

  Portal (Bitrix24, simulated)   http://localhost:${sandboxPort}
  Phones of the clients          http://localhost:${sandboxPort}/phones
  GraphQL                        http://127.0.0.1:${port}/graphql
  Partner key for trying it      ${partnerKey}

Ctrl-C stops everything. Logs are in ${logs}.`);
}
