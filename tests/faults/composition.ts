/** The real storage, lanes, worker and use cases over a real PostgreSQL; only the messenger and the portal are the ledger's. */
import { randomUUID } from 'node:crypto';
import { refuse, type Clock, type Connector, type Lease, type PortalId, type Session, type SessionStore } from '@olchat/domain';
import { Pool } from 'pg';
import type { WakeUp, WakeUps } from '../../apps/api/src/feed/wake-ups.ts';
import type { Logger } from '../../apps/api/src/logger.ts';
import { openPortalPool, openRoutingPool, poolConfig, type DatabaseSettings } from '../../apps/api/src/persistence/connections.ts';
import { MikroStorage } from '../../apps/api/src/persistence/mikro-storage.ts';
import { openOrm, type Orm } from '../../apps/api/src/persistence/orm.ts';
import { PortalKeys } from '../../apps/api/src/persistence/sealing/portal-keys.ts';
import { portalSql, type PortalSql } from '../../apps/api/src/persistence/sql/portal-sql.ts';
import { LEASE_TIMES, SqlLanes } from '../../apps/api/src/persistence/sql/sql-lanes.ts';
import { SqlPortalRegistry } from '../../apps/api/src/persistence/sql/sql-portal-registry.ts';
import { SqlSessionStore } from '../../apps/api/src/persistence/sql/sql-session-store.ts';
import { sentence } from '../../apps/api/src/refusal-texts/sentence.ts';
import { noticeWords } from '../../apps/api/src/notice-texts/notice-texts.ts';
import { taskHandlers } from '../../apps/api/src/worker/handlers.ts';
import type { TaskHandlers } from '../../apps/api/src/worker/task-lanes.ts';
import { Worker, type WorkerDeps } from '../../apps/api/src/worker/worker.ts';
import { guardPort, guardStorage, type Boundaries } from './boundaries.ts';
import type { Ledger } from './ledger.ts';
import { fileLinks, files, voices, ledgerConnector, profiles } from './messenger.ts';
import { application, crm, directory, noticeBoard, notAsked, openLines, smartProcesses, timeline, tokens } from './portal-side.ts';

/** Six looks for a post whose answer died with the process; ten seconds apart they would be most of the proof. */
const LOOK_FOR_POST_EVERY_MS = 200;
/** Of those who die: longer than a machine stands still, so that nobody loses one alive. That a successor waits for its end: tests/storage. */
const VICTIM_LEASE = { leaseMs: 5_000, renewMs: 500 };
const LOOK_EVERY_MS = 300;
const COALESCE_MS = 20;

export const clock: Clock = { now: () => new Date() };

export interface Base {
  orm: Orm;
  keys: PortalKeys;
  storage: MikroStorage;
  /** Sees all portals, as the worker does. */
  routing: Pool;
  sql: PortalSql;
  portals: SqlPortalRegistry;
  wakeUps: LocalWakeUps;
  ledger: Ledger;
  logger: Logger;
  settings: DatabaseSettings;
  close(): Promise<void>;
}

/** `connections`: how many transactions may be open at once. */
export async function openBase(options: {
  url: string;
  masterKey: Buffer;
  connections: number;
  ledger: Ledger;
  logger: Logger;
}): Promise<Base> {
  const { url, ledger, logger } = options;
  const settings: DatabaseSettings = { url, ownerUrl: url, poolSize: options.connections, statementTimeoutMs: 30_000 };
  const onPoolError = (error: Error): void => logger.error('a database connection broke', { error });
  const routing = patient(openRoutingPool(settings, onPoolError));
  const portalPool = patient(openPortalPool(settings, onPoolError));
  const orm = openOrm(settings);
  const sql = portalSql(portalPool);
  const keys = new PortalKeys(options.masterKey, {
    read: portalId =>
      sql.run(portalId as PortalId, async client => {
        const { rows } = await client.query<{ wrapped_key: Buffer }>('select wrapped_key from portal_key where portal_id = $1', [portalId]);
        return rows[0]?.wrapped_key ?? null;
      }),
  });
  const wakeUps = new LocalWakeUps();
  const storage = new MikroStorage(orm, keys, {
    committed: (portalId, what) => {
      if (what.work) wakeUps.wake(portalId);
    },
  });
  return {
    orm,
    keys,
    storage,
    routing,
    sql,
    portals: new SqlPortalRegistry(orm, routing, sql, keys),
    wakeUps,
    ledger,
    logger,
    settings,
    async close() {
      await orm.close();
      await Promise.all([portalPool.end(), routing.end()]);
    },
  };
}

/** Dozens of portals recover at once here, beside whatever else keeps the machine busy: that they wait for a connection is no failure. */
function patient(pool: Pool): Pool {
  pool.options.connectionTimeoutMillis = 60_000;
  return pool;
}

/** A worker for all portals, as in production: the one that comes after a kill. */
export const succeedingWorker = (base: Base): Worker =>
  new Worker(
    {
      ...timesAndTalk(base, null),
      times: LEASE_TIMES,
      storage: base.storage,
      lanes: new SqlLanes(base.routing, `successor/${randomUUID()}`, LEASE_TIMES),
      connector: account => ledgerConnector(base.ledger, account.portalId),
      sessionStore: (lease, accountId) => new SqlSessionStore(base.orm, base.keys, lease, accountId),
      handlers: taskHandlers({ ...portalDeps(base), storage: base.storage, lookForPostEveryMs: LOOK_FOR_POST_EVERY_MS }),
    },
    { maxAccounts: 1000, lookEveryMs: LOOK_EVERY_MS },
  );

/**
 * A worker of one portal whose every port passes through `boundaries`. Its lanes' connections may see this portal only, so that many of
 * them can stand in one process without taking each other's work.
 */
export function guardedWorker(base: Base, portalId: PortalId, boundaries: Boundaries): { worker: Worker; lanePool: Pool } {
  const config = poolConfig(base.settings, 1, 'portal');
  const lanePool = new Pool({ ...config, options: `${config.options} -c olchat.portal_id=${portalId}`, idleTimeoutMillis: 500 });
  lanePool.on('error', error => base.logger.error('a database connection broke', { error }));
  const lanes = guardLanes(new SqlLanes(lanePool, `victim/${randomUUID()}`, VICTIM_LEASE), boundaries);
  const deps: WorkerDeps = {
    ...timesAndTalk(base, portalId),
    logger: untilDead(base.logger, boundaries),
    times: VICTIM_LEASE,
    storage: guardStorage(base.storage, boundaries, 'account'),
    lanes,
    connector: account => guardConnector(ledgerConnector(base.ledger, account.portalId), boundaries),
    sessionStore: (lease, accountId) => guardStore(new SqlSessionStore(base.orm, base.keys, lease, accountId), boundaries),
    handlers: guardHandlers(base, boundaries),
  };
  return { worker: new Worker(deps, { maxAccounts: 1, lookEveryMs: LOOK_EVERY_MS }), lanePool };
}

/** The timers of a victim go on in its process; what it would say is not said any more. */
function untilDead(logger: Logger, boundaries: Boundaries): Logger {
  const say =
    (level: keyof Logger): Logger['info'] =>
    (what, fields) => {
      if (!boundaries.isDead) logger[level](what, fields);
    };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

const timesAndTalk = (
  base: Base,
  portalId: PortalId | null,
): Pick<WorkerDeps, 'clock' | 'files' | 'openLines' | 'scanner' | 'random' | 'logger' | 'nudge' | 'wakeUps'> => ({
  clock,
  files,
  openLines: openLines(base.ledger),
  scanner: null,
  random: Math.random,
  logger: base.logger,
  nudge: () => undefined,
  wakeUps: base.wakeUps.of(portalId),
});

const portalDeps = (base: Base) => ({
  crm,
  files,
  scanner: null,
  fileLinks,
  voices,
  directory,
  tokens,
  // Nobody presses a button in the timeline while a message is sent.
  app: { proveEmployee: () => Promise.resolve(refuse('PORTAL_AUTH_MISSING')) },
  clock,
  connectors: profiles,
  sentence,
  timeline: timeline(base.ledger),
  openLines: openLines(base.ledger),
  application,
  smartProcesses,
  eventsGap: notAsked,
  untilChange: notAsked,
  noticeBoard,
  noticeWords: noticeWords('OLChat'),
  lanes: new SqlLanes(base.routing, `tasks/${randomUUID()}`, LEASE_TIMES),
});

/** Each task has a storage and a portal of its own, so that its calls are counted apart from what runs beside it. */
function guardHandlers(base: Base, boundaries: Boundaries): TaskHandlers {
  const names = Object.keys(taskHandlers({ ...portalDeps(base), storage: base.storage })) as (keyof TaskHandlers)[];
  return Object.fromEntries(
    names.map(name => {
      const guarded = <T extends object>(port: T, as: string): T => guardPort(port, boundaries, method => `${name}: ${as}.${method}`);
      const deps = portalDeps(base);
      const handlers = taskHandlers({
        ...deps,
        storage: guardStorage(base.storage, boundaries, name),
        timeline: guarded(deps.timeline, 'timeline'),
        openLines: guarded(deps.openLines, 'openLines'),
        tokens: guarded(deps.tokens, 'tokens'),
      });
      return [name, handlers[name]];
    }),
  );
}

const guardConnector = (connector: Connector, boundaries: Boundaries): Connector => ({
  ...connector,
  open: (account, store, events) =>
    guardPort<Session>(connector.open(account, store, events), boundaries, method => `messenger: ${method}`),
});

const guardStore = (store: SessionStore, boundaries: Boundaries): SessionStore =>
  guardPort(store, boundaries, method => `session store: ${method}`);

/** What is asked by time has no place; what is asked for the send has. */
function guardLanes(lanes: SqlLanes, boundaries: Boundaries): SqlLanes {
  const guarded = guardPort(lanes, boundaries, (method, args) => `${kindOf((args[0] as Lease).laneKey)} lane: ${method}`);
  const claim: SqlLanes['claim'] = async (kind, limit, perPortal) => {
    const leases = await boundaries.alive(() => lanes.claim(kind, limit, perPortal));
    for (const lease of leases) await boundaries.at('after', boundaries.next(`${kindOf(lease.laneKey)} lane: claim`));
    return leases;
  };
  return new Proxy(guarded, {
    get(target, property) {
      switch (property) {
        case 'claim':
          return claim;
        case 'renew':
          return (lease: Lease) => boundaries.alive(() => lanes.renew(lease));
        case 'reap':
          return () => boundaries.alive(() => lanes.reap());
        case 'heldAccounts':
          return () => boundaries.alive(() => lanes.heldAccounts());
        default:
          return Reflect.get(target, property, target) as unknown;
      }
    },
  });
}

const kindOf = (laneKey: string): string => laneKey.split(':', 1)[0] ?? laneKey;

/** Hints within the process, for the worker of one portal or of all; many at once are one, as in production. */
class LocalWakeUps {
  readonly #listeners = new Map<string | null, (wakeUp: WakeUp) => void>();
  readonly #pending = new Set<string | null>();

  wake(portalId: string): void {
    for (const worker of [portalId, null]) {
      if (!this.#listeners.has(worker) || this.#pending.has(worker)) continue;
      this.#pending.add(worker);
      setTimeout(() => {
        this.#pending.delete(worker);
        this.#listeners.get(worker)?.({ kind: 'work' });
      }, COALESCE_MS);
    }
  }

  of(worker: string | null): WakeUps {
    return {
      send: () => undefined,
      listen: listener => {
        this.#listeners.set(worker, listener);
        return () => this.#listeners.delete(worker);
      },
      close: () => Promise.resolve(),
    };
  }
}
