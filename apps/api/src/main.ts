/**
 * `main.ts` starts what ROLE says: the API, the worker, or a small parent of both, so that the API process never loads a messenger
 * library (decision 4). `main.ts migrate` brings the database up to date and ends. Signals: see docs/operations.md.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readEnvironment, type Environment } from './env.ts';
import { openLogger } from './logger.ts';
import { migrate } from './persistence/migrate.ts';
import { endWithWords, stopOnSignals } from './process-end.ts';
import { startApi, startWorker } from './run.ts';

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

await endWithWords(main);
