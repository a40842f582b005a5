/** Brings the schema to this version. One process at a time: others wait at the lock, then find nothing to do. */
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { ENTITIES } from './entities/entities.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Any number that nobody else uses as an advisory lock in this database. */
const MIGRATION_LOCK = 7_411_001;

export interface MigrateOptions {
  /** A database whose writes may be lost is accepted: for tests, never for a portal (RE-2). */
  allowFleeting: boolean;
}

export async function migrate(ownerUrl: string, options: MigrateOptions): Promise<string[]> {
  const lock = new Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    if (!options.allowFleeting) await refuseUnsafeServer(lock);
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const orm = await MikroORM.init({
      clientUrl: ownerUrl,
      entities: ENTITIES,
      extensions: [Migrator],
      discovery: { warnWhenNoEntities: false },
      migrations: { migrationsList: MIGRATIONS, snapshot: false, tableName: 'migration' },
    });
    try {
      return (await orm.migrator.up()).map(migration => migration.name);
    } finally {
      await orm.close();
    }
  } finally {
    await lock.end();
  }
}

/** RE-2: an acknowledged write that a power cut takes back would be a lost message. */
async function refuseUnsafeServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
  );
  const off = rows.filter(row => row.setting === 'off').map(row => row.name);
  if (off.length > 0) throw new Error(`PostgreSQL runs with ${off.join(', ')} off: an accepted message could be lost. Switch it on.`);
}
