/**
 * `main.ts` starts what ROLE says: the API, the worker, or a small parent of both, so that the API process never loads a messenger
 * library (decision 4). `main.ts migrate` brings the database up to date and ends. Signals: see docs/operations.md.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { EnvironmentProblems, readEnvironment, type Environment } from './env.ts';
import { openLogger, type Logger } from './logger.ts';
import { migrate } from './persistence/migrate.ts';
import { WrongMasterKey } from './persistence/sealing/prove-master-key.ts';
import { startApi, startWorker, type Running } from './run.ts';

/** RE-55: what is not finished then is released by its lease. */
const STOP_WITHIN_MS = 25_000;

async function main(): Promise<void> {
  const env = readEnvironment(process.env);
  if (process.argv[2] === 'migrate') return runMigrations(env);
  if (env.role === 'all') return runBoth();
  const logger = openLogger(env.logLevel, env.role);
  const running = await (env.role === 'api' ? startApi(env, logger) : startWorker(env, logger));
  logger.info('started', { port: env.port });
  stopOnSignals(running, logger);
}

async function runMigrations(env: Environment): Promise<void> {
  const done = await migrate(env.database.ownerUrl, { allowFleeting: env.database.allowFleeting });
  process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `Migrated: ${done.join(', ')}\n`);
}

/** One stop, whatever asks for it and however often; an uncaught error takes the same path and ends with 1. */
function stopOnSignals(running: Running, logger: Logger): void {
  let isStopping = false;
  const stop = (code: number): void => {
    if (isStopping) return;
    isStopping = true;
    const forced = setTimeout(() => {
      logger.error('not everything stopped in time; leases will end by themselves');
      process.exit(1);
    }, STOP_WITHIN_MS);
    running
      .stop()
      .catch((error: unknown) => logger.error('the stop failed', { error }))
      .finally(() => {
        clearTimeout(forced);
        process.exit(code);
      });
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  process.on('disconnect', () => stop(0)); // the parent is gone
  process.on('uncaughtException', error => {
    logger.error('uncaught', { error });
    stop(1);
  });
  process.on('unhandledRejection', error => {
    logger.error('unhandled', { error });
    stop(1);
  });
}

/** API and worker as two processes; if one ends, both end. */
async function runBoth(): Promise<void> {
  const children = (['api', 'worker'] as const).map(role =>
    fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv, env: { ...process.env, ROLE: role } }),
  );
  const stop = (): void => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  const codes = await Promise.all(children.map(child => exitCode(child, stop)));
  process.exitCode = Math.max(...codes);
}

async function exitCode(child: ChildProcess, stopOthers: () => void): Promise<number> {
  const [code] = (await once(child, 'exit')) as [number | null];
  stopOthers();
  return code ?? 1;
}

/** Known troubles of a start: a sentence and a way on; anything else with its place. */
function explain(error: unknown): string {
  if (error instanceof EnvironmentProblems || error instanceof WrongMasterKey) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Stop what uses it, or set PORT to another number.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'PostgreSQL does not answer at DATABASE_URL. Start it, or mend the address.';
  if (code === '28P01' || code === '28000') return 'PostgreSQL refuses the user or password of DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist. Create it first.';
  if (code === '42P01') return 'The database has no tables yet. Run `main.js migrate` first.';
  if (code === 'ENOSPC') return 'The disk is full. Make room and start again; nothing accepted is lost.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1); // whatever was opened until then holds nothing
}
