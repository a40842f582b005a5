/** How processes reach PostgreSQL. Each kind of work has a pool of its own, so that one cannot starve another (RE-53). */
import { Pool, type PoolConfig } from 'pg';

export interface DatabaseSettings {
  /** Of a role that may become `olchat_app`; every connection of the application does so at once. */
  url: string;
  /** Of the owner of the tables; for migrations only. */
  ownerUrl: string;
  /** Connections of the portal pool. */
  poolSize: number;
  statementTimeoutMs: number;
}

export const APPLICATION_ROLE = 'olchat_app';

/** RE-51: with the driver's defaults a silent cut hangs the pool for ever. */
export const poolConfig = (settings: DatabaseSettings, size: number, scope: 'portal' | 'routing'): PoolConfig => ({
  connectionString: settings.url,
  max: size,
  connectionTimeoutMillis: 3000,
  query_timeout: settings.statementTimeoutMs + 1000,
  keepAlive: true,
  options: [
    `-c role=${APPLICATION_ROLE}`,
    `-c statement_timeout=${settings.statementTimeoutMs}`,
    '-c lock_timeout=4000',
    '-c idle_in_transaction_session_timeout=10000',
    '-c timezone=UTC',
    ...(scope === 'routing' ? ['-c olchat.scope=routing'] : []),
  ].join(' '),
});

/** Sees only lanes, tasks, feed heads, tokens and addresses of portals: what must be read before the portal is known (SE-12). */
export const openRoutingPool = (settings: DatabaseSettings, onError: (error: Error) => void): Pool =>
  listening(new Pool(poolConfig(settings, 6, 'routing')), onError);

/** Sees the portal that a transaction names. */
export const openPortalPool = (settings: DatabaseSettings, onError: (error: Error) => void): Pool =>
  listening(new Pool(poolConfig(settings, 8, 'portal')), onError);

function listening(pool: Pool, onError: (error: Error) => void): Pool {
  pool.on('error', onError);
  // The pool hears of idle connections only. One that PostgreSQL ends between two statements of its holder would end the process (RE-51);
  // the next statement fails and tells.
  pool.on('connect', client => client.on('error', () => undefined));
  return pool;
}
