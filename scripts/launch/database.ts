import { join } from 'node:path';
import { PlainError } from '../bootstrap/plain-error.mjs';
import { say } from '../bootstrap/progress.mjs';
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres.ts';

const PREFERRED_PORT = 54_320;
const RESTARTS = 5;

export interface Database {
  url: string;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL, started again on the same port should it end without being asked. */
export async function embeddedDatabase(dataDir: string, onGivenUp: (reason: PlainError) => void): Promise<Database> {
  const folder = join(dataDir, 'postgres');
  let isStopping = false;
  let server = await startPostgres({ folder, port: PREFERRED_PORT, durable: true, log: say });
  const { url, port } = server;

  const watch = async ({ ended, logFile }: RunningPostgres, restarts: number): Promise<void> => {
    await ended;
    if (isStopping) return;
    say(`PostgreSQL ended; it is started again. Its log: ${logFile}`);
    const next = await startPostgres({ folder, port, durable: true, log: say });
    server = next;
    if (isStopping) return next.stop();
    if (next.port !== port || restarts === RESTARTS)
      throw new PlainError(`PostgreSQL ended and could not be kept at its port ${port}. Its log: ${logFile}`);
    return watch(next, restarts + 1);
  };
  watch(server, 1).catch((error: unknown) => onGivenUp(error instanceof PlainError ? error : new PlainError(String(error))));

  return {
    url,
    async stop() {
      isStopping = true;
      await server.stop();
    },
  };
}
