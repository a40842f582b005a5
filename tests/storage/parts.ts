/** The storage's own parts over a database, as the composition root puts them together; with what only a test may ask. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { EmployeeId, PortalId, TaskName } from '@olchat/domain';
import { ANNA } from '@olchat/domain/testing';
import { Pool } from 'pg';
import { poolConfig, openRoutingPool, type DatabaseSettings } from '../../apps/api/src/persistence/connections.ts';
import { MikroStorage, type CommitListener } from '../../apps/api/src/persistence/mikro-storage.ts';
import { openOrm, type Orm } from '../../apps/api/src/persistence/orm.ts';
import { PortalKeys } from '../../apps/api/src/persistence/sealing/portal-keys.ts';
import { portalSql, type PortalSql } from '../../apps/api/src/persistence/sql/portal-sql.ts';
import { SqlLanes, type LeaseTimes } from '../../apps/api/src/persistence/sql/sql-lanes.ts';
import { SqlPortalRegistry } from '../../apps/api/src/persistence/sql/sql-portal-registry.ts';

export const MASTER_KEY = randomBytes(32);
/** Long enough that a busy machine does not lose it, short enough to wait for its end. */
export const SHORT_LEASE: LeaseTimes = { leaseMs: 400, renewMs: 100 };

export interface StorageParts extends AsyncDisposable {
  url: string;
  settings: DatabaseSettings;
  orm: Orm;
  /** As the application: one portal's rows. */
  sql: PortalSql;
  portalPool: Pool;
  /** As the application, before the portal is known. */
  routing: Pool;
  /** As the owner, over everything: the eye of the test. */
  owner: Pool;
  keys: PortalKeys;
  storage: MikroStorage;
  registry: SqlPortalRegistry;
  lanes(worker?: string, times?: LeaseTimes): SqlLanes;
  /** In which ANNA, an administrator, installed the application. */
  newPortal(): Promise<PortalId>;
  tasks(portalId: PortalId, state: 'READY' | 'RUNNING' | 'PARKED'): Promise<TaskRow[]>;
}

export interface TaskRow {
  id: string;
  name: TaskName;
  laneKey: string;
  subjectId: string;
  attempts: number;
  crashes: number;
  reason: string | null;
}

export async function openParts(
  url: string,
  listener: CommitListener = { committed: () => undefined },
  masterKey = MASTER_KEY,
): Promise<StorageParts> {
  const settings: DatabaseSettings = { url, ownerUrl: url, poolSize: 16, statementTimeoutMs: 30_000 };
  // At the end of a file the server may go before the last connection has.
  const onError = (): void => undefined;
  const orm = openOrm(settings);
  const routing = openRoutingPool(settings, onError);
  const portalPool = new Pool(poolConfig(settings, 8, 'portal'));
  portalPool.on('error', onError);
  const owner = new Pool({ connectionString: url, max: 4 });
  owner.on('error', onError);
  const sql = portalSql(portalPool);
  const keys = new PortalKeys(masterKey, {
    read: async portalId => {
      const { rows } = await owner.query<{ wrapped_key: Buffer }>('select wrapped_key from portal_key where portal_id = $1', [portalId]);
      return rows[0]?.wrapped_key ?? null;
    },
  });
  const registry = new SqlPortalRegistry(orm, routing, sql, keys);
  return {
    url,
    settings,
    orm,
    sql,
    portalPool,
    routing,
    owner,
    keys,
    storage: new MikroStorage(orm, keys, listener),
    registry,
    lanes: (worker = randomUUID(), times = SHORT_LEASE) => new SqlLanes(routing, worker, times),
    newPortal: async () => (await registry.install(installation())).id,
    tasks: async (portalId, state) => {
      const { rows } = await owner.query<TaskRow>(
        `select id, name, lane_key as "laneKey", subject_id as "subjectId", attempts, crashes, reason from task
         where portal_id = $1 and state = $2 order by id`,
        [portalId, state],
      );
      return rows;
    },
    [Symbol.asyncDispose]: async () => {
      await orm.close();
      await Promise.all([portalPool.end(), routing.end(), owner.end()]);
    },
  };
}

export const installation = (memberId: string = randomUUID(), employeeId: EmployeeId = ANNA) => ({
  memberId,
  clientEndpoint: 'https://portal.example/rest/',
  tokenUrl: 'https://oauth.example/oauth/token/',
  domain: 'portal.example',
  title: 'Portal',
  language: 'ru' as const,
  country: 'RU',
  administrator: { id: employeeId, name: 'Анна Смирнова' },
  tokens: { accessToken: 'access', refreshToken: 'refresh', expiresAt: new Date(Date.now() + 3_600_000) },
  scope: 'crm',
});
