/**
 * A PostgreSQL of a test file alone, migrated. In a run of many files the migrations run once, by the product's own command, and each
 * server begins as a copy: initdb and migrations are half of the time in which a whole system stands.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '../../scripts/postgres/start-postgres.ts';
import { Program } from './process.ts';
import { programFolder } from './programs.ts';

/** Environment variable with the folder of the stopped server that is copied. */
export const MIGRATED = 'OLCHAT_TEST_DATABASE';

/** `folder` is the caller's, who removes it. */
export async function startMigratedPostgres(folder: string): Promise<RunningPostgres> {
  const copyOf = process.env[MIGRATED];
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), durable: false, ...(copyOf === undefined ? {} : { copyOf }) });
  if (copyOf === undefined) await migrate(postgres.url, folder, await programFolder());
  return postgres;
}

/** Answers the folder of the stopped server. */
export async function makeMigratedDatabase(folder: string, programs: string): Promise<string> {
  const place = join(folder, 'postgres');
  const postgres = await startPostgres({ folder: place, durable: true });
  try {
    await migrate(postgres.url, folder, programs);
  } finally {
    await postgres.stop();
  }
  return place;
}

async function migrate(databaseUrl: string, folder: string, programs: string): Promise<void> {
  const migration = new Program({
    name: 'migrate',
    entry: join(programs, 'product.mjs'),
    args: ['migrate'],
    environment: {
      DATABASE_URL: databaseUrl,
      DATABASE_ALLOW_FLEETING: 'true',
      DATA_DIR: folder,
      // Asked for by the settings, of no use to a migration.
      MASTER_KEY: randomBytes(32).toString('base64'),
      BITRIX24_CLIENT_ID: 'local.test',
      BITRIX24_CLIENT_SECRET: 'test-secret',
    },
    folder,
  });
  migration.start();
  const code = await migration.ended();
  if (code !== 0) throw new Error(`the migration failed:\n${migration.log()}`);
}
