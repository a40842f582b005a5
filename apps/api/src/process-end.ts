/** How a process of the product ends: once, in order, and with words that help. */
import { EnvironmentProblems } from './env.ts';
import type { Logger } from './logger.ts';
import { isOutage } from './persistence/outage.ts';
import { WrongMasterKey } from './persistence/sealing/prove-master-key.ts';
import type { Running } from './run.ts';

/** RE-55: what is not finished then is released by its lease. */
const STOP_WITHIN_MS = 25_000;

/** One stop, whatever asks for it and however often; an uncaught error takes the same path and ends with 1. */
export function stopOnSignals(running: Running, logger: Logger): void {
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

/** Known troubles of a start: a sentence and a way on; anything else with its place. */
function explain(error: unknown): string {
  if (error instanceof EnvironmentProblems || error instanceof WrongMasterKey) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is taken. Stop what uses it, or set PORT to another number.';
  if (code === 'ENOSPC' || code === '53100') return 'The disk is full. Make room and start again; nothing accepted is lost.';
  if (isOutage(error) || code === 'ENOTFOUND') return 'PostgreSQL does not answer at DATABASE_URL. Start it, or mend the address.';
  if (code === '28P01' || code === '28000') return 'PostgreSQL refuses the user or password of DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist. Create it first.';
  if (code === '42P01') return 'The database has no tables yet. Run `main.js migrate` first.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Runs a program's `main`; a start that fails is explained. */
export async function endWithWords(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1); // whatever was opened until then holds nothing
  }
}
