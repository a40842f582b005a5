/** A PostgreSQL of this test file alone, migrated and otherwise empty. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMigratedPostgres } from './migrated-database.ts';

export interface TestDatabase {
  /** Of the owner of the tables, who may also become the application's role. */
  url: string;
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'olchat-test-'));
  const server = await startMigratedPostgres(folder);
  return {
    url: server.url,
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
