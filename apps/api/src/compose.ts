/** The composition root: settings in, running parts out; the only `new` of an adapter. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { bitrix24, type Bitrix24 } from '@olchat/bitrix24';
import type { Clock, PortalId } from '@olchat/domain';
import type { Pool } from 'pg';
import { Chores } from './chores/chores.ts';
import { portalChores } from './chores/portal-chores.ts';
import { loadConnectors, loadProfiles, type ConnectorParts } from './connectors.ts';
import type { Environment } from './env.ts';
import { ClamdScanner } from './files/clamd-scanner.ts';
import { openFileStore } from './files/open-file-store.ts';
import { SignedLinks } from './files/signed-links.ts';
import { removeLeftFolders } from './files/temporary-folder.ts';
import { PostgresStatusFeed } from './feed/postgres-status-feed.ts';
import { PostgresWakeUps } from './feed/postgres-wake-ups.ts';
import { RedisWakeUps } from './feed/redis-wake-ups.ts';
import type { WakeUps } from './feed/wake-ups.ts';
import { fieldsFirst, type Logger } from './logger.ts';
import { noticeWords } from './notice-texts/notice-texts.ts';
import { GeoCarrierPlan } from './numbering/geo-carrier-plan.ts';
import { MikroStorage } from './persistence/mikro-storage.ts';
import { awaitDatabase } from './persistence/await-database.ts';
import { openPortalPool, openRoutingPool, type DatabaseSettings } from './persistence/connections.ts';
import { openOrm } from './persistence/orm.ts';
import { PortalKeys } from './persistence/sealing/portal-keys.ts';
import { proveMasterKey } from './persistence/sealing/prove-master-key.ts';
import { portalSql } from './persistence/sql/portal-sql.ts';
import { SqlEventDoor } from './persistence/sql/sql-event-door.ts';
import { SqlChores } from './persistence/sql/sql-chores.ts';
import { SqlLanes } from './persistence/sql/sql-lanes.ts';
import { SqlPortalRegistry } from './persistence/sql/sql-portal-registry.ts';
import { SqlReads } from './persistence/sql/sql-reads.ts';
import { SqlRestBudget } from './persistence/sql/sql-rest-budget.ts';
import { newToken, SqlSessions } from './persistence/sql/sql-sessions.ts';
import { SqlSessionStore } from './persistence/sql/sql-session-store.ts';
import { SqlTokens } from './persistence/sql/sql-tokens.ts';
import { sentence } from './refusal-texts/sentence.ts';
import { PicturePreviews } from './pictures/picture-previews.ts';
import { RememberedMemberships } from './portals/remembered-memberships.ts';
import { RememberedRights } from './portals/remembered-rights.ts';
import type { SystemMetrics } from './http/metrics.ts';
import type { Services } from './services.ts';
import { RecordingConverter } from './voice/recording-converter.ts';
import { taskHandlers } from './worker/handlers.ts';
import { Retention } from './worker/retention.ts';
import { Worker } from './worker/worker.ts';

export interface Composition {
  services: Services;
  bitrix24: Bitrix24;
  eventDoor: SqlEventDoor;
  /** The database answers and is migrated (RE-58). */
  isReady: () => Promise<boolean>;
  /** RE-59. */
  measures: () => Promise<SystemMetrics>;
  worker(): Promise<Worker>;
  retention(): Retention;
  chores(): Chores;
  /** In reverse order of opening. */
  close(): Promise<void>;
}

const clock: Clock = { now: () => new Date() };

/** RE-51. */
const STATEMENT_TIMEOUT_MS = { api: 5000, worker: 30_000 } as const;

/** `parts`: what stands in for the outside of a messenger; by default nothing does. */
export async function compose(env: Environment, role: 'api' | 'worker', logger: Logger, parts: ConnectorParts = {}): Promise<Composition> {
  const settings: DatabaseSettings = {
    url: env.database.url,
    ownerUrl: env.database.ownerUrl,
    poolSize: 12,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS[role],
  };
  const onPoolError = (error: Error): void => logger.warn('a database connection broke', { error });
  const routing = openRoutingPool(settings, onPoolError);
  const portalPool = openPortalPool(settings, onPoolError);
  await awaitDatabase(routing, logger);
  await proveMasterKey(routing, env.masterKey);
  const orm = openOrm(settings);
  const sql = portalSql(portalPool);
  const keys = new PortalKeys(env.masterKey, {
    read: portalId =>
      sql.run(portalId as PortalId, async client => {
        const { rows } = await client.query<{ wrapped_key: Buffer }>(
          'select wrapped_key from portal_key where portal_id = $1 and version = 1',
          [portalId],
        );
        return rows[0]?.wrapped_key ?? null;
      }),
  });
  const wakeUps = openWakeUps(env, routing, logger);
  const storage = new MikroStorage(orm, keys, {
    committed: (portalId, what) => {
      if (what.feed) wakeUps.send({ kind: 'feed', portalId });
      if (what.work) wakeUps.send({ kind: 'work' });
    },
  });
  const feed = await PostgresStatusFeed.open(routing, sql, wakeUps, error => logger.warn('the feed could not be read', { error }));
  const lanes = new SqlLanes(routing, `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`, env.lease);
  const tokens = new SqlTokens(sql, keys);
  const portal = bitrix24({
    ...env.bitrix24,
    publicUrl: env.publicUrl,
    privateHosts: env.privateHosts,
    title: env.productName,
    lane: role === 'api' ? 'person' : 'background',
    tokens,
    addresses: tokens,
    moved: async (portalId, clientEndpoint) => {
      await tokens.move(portalId, clientEndpoint);
      logger.info('the portal moved to another address', { portalId });
    },
    budget: new SqlRestBudget(sql, env.restLimit),
    clock,
    logger: fieldsFirst(logger),
  });
  const chores = new SqlChores(routing);
  void removeLeftFolders(logger);
  const files = await openFileStore(env);
  const eventDoor = new SqlEventDoor(routing, sql, storage);
  const services: Services = {
    storage,
    crm: new RememberedRights(portal.crm, clock),
    directory: new RememberedMemberships(portal.directory, clock, env.membershipMs),
    cardFields: portal.cardFields,
    openLines: portal.openLines,
    smartProcesses: portal.smartProcesses,
    application: portal.application,
    noticeBoard: portal.noticeBoard,
    noticeWords: noticeWords(env.productName),
    numbering: new GeoCarrierPlan(),
    tokens,
    connectors: await loadProfiles(),
    files: files.store,
    scanner: openScanner(env, logger),
    fileLinks: new SignedLinks(env.masterKey, env.publicUrl),
    voices: new RecordingConverter(env.ffmpeg),
    previews: new PicturePreviews(),
    clock,
    lanes,
    reads: new SqlReads(orm, sql, keys),
    feed,
    sessions: new SqlSessions(routing, sql),
    portals: new SqlPortalRegistry(orm, routing, sql, keys),
    checkSoon: portalId => chores.ask(portalId, 'CHECK_INSTALLATION', clock.now()),
    eventsGap: (portalId, since) => eventDoor.reconcile(portalId, since),
    newToken: () => newToken('olc'),
    untilChange: (portalId, ms) => feed.untilChange(portalId as PortalId, ms),
  };
  return {
    services,
    bitrix24: portal,
    eventDoor,
    // No answer is the answer "not ready" (RE-58).
    isReady: () =>
      routing.query('select 1 from system_epoch').then(
        ({ rowCount }) => rowCount === 1,
        () => false,
      ),
    measures: async () => {
      const { rows } = await routing.query<{ oldest: string | null; parked: string }>(
        `select (select extract(epoch from now() - min(run_at)) from task where state = 'READY' and run_at <= now()) as oldest,
           (select count(*) from task where state = 'PARKED') as parked`,
      );
      return { oldestReadyTaskSeconds: Number(rows[0]?.oldest ?? 0), parkedTasks: Number(rows[0]?.parked ?? 0) };
    },
    worker: async () => {
      const connectors = await loadConnectors(env, logger, parts);
      return new Worker({
        storage,
        files: services.files,
        openLines: services.openLines,
        scanner: services.scanner,
        lanes,
        times: env.lease,
        clock,
        random: Math.random,
        logger,
        wakeUps,
        nudge: portalId => wakeUps.send({ kind: 'feed', portalId }),
        connector: account => connectors.get(account.kind),
        sessionStore: (lease, accountId) => new SqlSessionStore(orm, keys, lease, accountId),
        handlers: taskHandlers({ ...services, timeline: portal.timeline, app: portal.app, sentence }),
      });
    },
    retention: () => new Retention(routing, sql, logger, { storage, files: services.files, clock }),
    chores: () =>
      new Chores({
        chores,
        handlers: portalChores({ ...services, ...env.chores, app: portal.app, tokens, logger, random: Math.random }),
        clock,
        logger,
      }),
    close: async () => {
      feed.close();
      await wakeUps.close();
      await portal.close();
      files.close();
      await orm.close();
      await portalPool.end();
      await routing.end();
    },
  };
}

function openScanner({ clamd }: Environment, logger: Logger): ClamdScanner | null {
  if (clamd === null) return null;
  return new ClamdScanner({ ...clamd, onSilent: error => logger.warn('a file was not looked at: no verdict of the scanner', { error }) });
}

function openWakeUps(env: Environment, routing: Pool, logger: Logger): WakeUps {
  const onError = (error: unknown): void => logger.warn('wake-ups are lost for a moment; everybody looks by himself', { error });
  if (env.feedUrl !== null) return new RedisWakeUps(env.feedUrl, onError);
  const wakeUps = new PostgresWakeUps(env.database.url, routing, onError);
  wakeUps.start();
  return wakeUps;
}
