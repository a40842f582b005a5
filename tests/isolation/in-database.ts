import { Client } from 'pg';
import type { System } from '../support/system.ts';

/** Past every protection, as nobody but a test may. */
export async function inDatabase<T>({ databaseUrl }: Pick<System, 'databaseUrl'>, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
