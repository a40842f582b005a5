/**
 * A connection without an answer goes out of its pool at once (RE-51). The query builder below the ORM gives one back only after a BEGIN,
 * or a ROLLBACK, that succeeded: each silent cut would take connections for ever, until requests find none and the process cannot end.
 */
import { DatabaseError, type Pool, type PoolClient } from 'pg';

export function giveUpLostConnections(pool: Pool): void {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const known = new WeakSet<PoolClient>();
  const guarded = async (): Promise<PoolClient> => {
    const client = await connect();
    releaseOnce(client);
    if (!known.has(client)) {
      known.add(client);
      releaseWhenLost(client);
    }
    return client;
  };
  Object.assign(pool, { connect: guarded });
}

/** Whoever holds a connection that was given up releases it once more, and must not fail over that. */
function releaseOnce(client: PoolClient): void {
  const release = client.release.bind(client);
  let isHeld = true;
  client.release = destroy => {
    if (!isHeld) return;
    isHeld = false;
    release(destroy);
  };
}

function releaseWhenLost(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const watched = (...args: unknown[]): unknown => {
    const answer = query(...args);
    if (answer instanceof Promise) answer.catch((error: unknown) => isLost(error) && client.release(true));
    return answer;
  };
  Object.assign(client, { query: watched });
}

/** PostgreSQL said no, and is there; whatever else went wrong, nobody knows what the connection would answer next. */
const isLost = (error: unknown): boolean => !(error instanceof DatabaseError) || error.severity === 'FATAL';
