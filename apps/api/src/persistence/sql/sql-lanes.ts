/**
 * Lanes and their leases (decision 9, RE-6): a lane is one row; whoever holds it works its rows, one after another.
 * Time is the database's. Every change by a holder carries its token, so that a late holder changes nothing (fencing).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { activityLane, LaneBusyError, OVERTAKING_TASKS, type Lanes, type Lease, type PortalId, type TaskName } from '@olchat/domain';
import type { Pool, PoolClient } from 'pg';
import { removeTwins, waitAgain } from './running-tasks.ts';

export interface LeaseTimes {
  /** How long a lane stays with a holder that says nothing. */
  leaseMs: number;
  renewMs: number;
}

/** RE-6; tests use shorter ones (decision 28). */
export const LEASE_TIMES: LeaseTimes = { leaseMs: 15_000, renewMs: 5000 };

export interface ClaimedTask {
  portalId: PortalId;
  id: string;
  name: TaskName;
  version: number;
  subjectId: string;
  /** Runs so far, this one included. */
  attempts: number;
}

/** TASKS: every lane of tasks. BADGES: those of blocks in the timeline, whose updates leave many at a time. OTHER_TASKS: the rest. */
export type LaneKind = 'ACCOUNT' | 'TASKS' | 'BADGES' | 'OTHER_TASKS';

const HOLD_WAIT_MS = 10_000;
const HOLD_LOOK_MS = 50;
const MAX_ATTEMPTS = 10;

export class SqlLanes implements Lanes {
  readonly #pool: Pool;
  readonly #times: LeaseTimes;
  readonly #worker: string;

  constructor(pool: Pool, worker: string, times: LeaseTimes = LEASE_TIMES) {
    this.#pool = pool;
    this.#worker = worker;
    this.#times = times;
  }

  /**
   * Takes up to `limit` free lanes that have something to do; of one portal at most `perPortal`, with those of it that the caller holds
   * already counted (RE-53). While an account's lane is held, its `run_at` says only whether somebody wanted it since. Lanes of a portal
   * that removed the application rest (SE-2).
   */
  async claim(kind: LaneKind, limit: number, perPortal: number, held: ReadonlyMap<PortalId, number> = new Map()): Promise<Lease[]> {
    const full = [...held].filter(([, count]) => count >= perPortal).map(([portalId]) => portalId);
    const { rows } = await this.#pool.query<{ portal_id: PortalId; key: string; lease_token: string }>(
      `with held as (
         select * from unnest($7::uuid[], $8::int[]) as held(portal_id, count)
       ), free as (
         select portal_id, key from lane where kind = $1 and worker is null and run_at <= now()
           and ($9::boolean is null or starts_with(key, '${activityLane('')}') = $9) and portal_id <> all($6::uuid[])
           and exists (select from portal_route where portal_route.portal_id = lane.portal_id and uninstalled_at is null)
         order by run_at limit $2 * 4 for update skip locked
       ), fair as (
         select portal_id, key from (select free.*, row_number() over (partition by portal_id) as place from free) ranked
         left join held using (portal_id)
         where place + coalesce(held.count, 0) <= $3 order by place limit $2
       )
       update lane set worker = $4, lease_token = gen_random_uuid(), lease_until = clock_timestamp() + make_interval(secs => $5),
         run_at = case kind when 'ACCOUNT' then 'infinity' else run_at end
       from fair where lane.portal_id = fair.portal_id and lane.key = fair.key
       returning lane.portal_id, lane.key, lane.lease_token`,
      [
        kind === 'ACCOUNT' ? 'ACCOUNT' : 'TASKS',
        limit,
        perPortal,
        this.#worker,
        this.#times.leaseMs / 1000,
        full,
        [...held.keys()],
        [...held.values()],
        kind === 'BADGES' || kind === 'OTHER_TASKS' ? kind === 'BADGES' : null,
      ],
    );
    return rows.map(row => ({ portalId: row.portal_id, laneKey: row.key, token: row.lease_token }));
  }

  /** False: the lease is lost, stop at once. */
  async renew(lease: Lease): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `update lane set lease_until = clock_timestamp() + make_interval(secs => $4)
       where portal_id = $1 and key = $2 and lease_token = $3 and lease_until > clock_timestamp()`,
      [lease.portalId, lease.laneKey, lease.token, this.#times.leaseMs / 1000],
    );
    return rowCount === 1;
  }

  /**
   * Lets a lane go. What may be done next is read after the row is locked, so that work added meanwhile is not overlooked; a lane of tasks
   * without work disappears; a task that was begun and neither finished nor put back waits again. An account is wanted whatever its tasks
   * wait for: its session goes on with the next holder. `rest`: it rests until somebody wants it again; `afterMs`: not before.
   */
  async release(lease: Lease, options: { rest?: boolean; afterMs?: number } = {}): Promise<void> {
    await this.#whileLocked(lease, 'even after its end', async (client, kind) => {
      await waitAgain(client, [lease], { crashed: false });
      // The head's time, not the earliest: nothing overtakes the head.
      const next = await client.query<{ run_at: Date }>(
        `select run_at from task where portal_id = $1 and lane_key = $2 and state <> 'PARKED' order by id limit 1`,
        [lease.portalId, lease.laneKey],
      );
      const runAt = next.rows[0]?.run_at ?? null;
      if (kind === 'TASKS' && runAt === null) {
        await client.query('delete from lane where portal_id = $1 and key = $2', [lease.portalId, lease.laneKey]);
        return;
      }
      await client.query(
        `update lane set worker = null, lease_token = null, lease_until = null,
           run_at = greatest(case $4 when 'TASKS' then $3::timestamptz when 'REST' then least(run_at, $3) else now() end, now() + make_interval(secs => $5))
         where portal_id = $1 and key = $2`,
        [lease.portalId, lease.laneKey, runAt, kind === 'ACCOUNT' && options.rest === true ? 'REST' : kind, (options.afterMs ?? 0) / 1000],
      );
    });
  }

  /**
   * What moved in the lanes of accounts that this worker holds: their counters, which have tasks that are due, and whose portal removed us.
   * One query for all of them.
   */
  async heldAccounts(): Promise<{ laneKey: string; token: string; seq: number; hasTasks: boolean; isRemoved: boolean }[]> {
    const { rows } = await this.#pool.query<{ key: string; lease_token: string; seq: string; has_tasks: boolean; is_removed: boolean }>(
      `select key, lease_token, seq, exists (select from task where task.portal_id = lane.portal_id and task.lane_key = lane.key
         and task.state = 'READY' and task.run_at <= now()) as has_tasks,
         not exists (select from portal_route where portal_route.portal_id = lane.portal_id and uninstalled_at is null) as is_removed
       from lane where kind = 'ACCOUNT' and worker = $1`,
      [this.#worker],
    );
    return rows.map(row => ({
      laneKey: row.key,
      token: row.lease_token,
      seq: Number(row.seq),
      hasTasks: row.has_tasks,
      isRemoved: row.is_removed,
    }));
  }

  /** Frees what dead workers held (GU-7). Their running tasks go back; one that keeps ending its process is parked (RE-11). */
  async reap(): Promise<number> {
    const { rowCount } = await this.#pool.query('select from lane where worker is not null and lease_until < clock_timestamp() limit 1');
    if (rowCount === 0) return 0;
    return this.#transaction(async client => {
      const { rows } = await client.query<{ portal_id: PortalId; key: string }>(
        `with dead as (
           select portal_id, key from lane where worker is not null and lease_until < clock_timestamp() for update skip locked
         )
         update lane set worker = null, lease_token = null, lease_until = null, run_at = least(lane.run_at, now())
         from dead where lane.portal_id = dead.portal_id and lane.key = dead.key returning lane.portal_id, lane.key`,
      );
      const freed = rows.map(row => ({ portalId: row.portal_id, laneKey: row.key }));
      await waitAgain(client, freed, { crashed: true });
      return freed.length;
    });
  }

  /** The lane's next task that is due, counted as begun. The head waits for its time; only what a person waits for overtakes it. */
  async nextTask(lease: Lease): Promise<ClaimedTask | null> {
    const { rows } = await this.#pool.query<{ id: string; name: TaskName; version: number; subject_id: string; attempts: number }>(
      `with next as (
         select task.portal_id, task.id from task where portal_id = $1 and lane_key = $2 and state = 'READY' and run_at <= now()
           and exists (select from lane where lane.portal_id = $1 and lane.key = $2 and lane.lease_token = $3 and lane.lease_until > clock_timestamp())
           and (task.name = any($4) or not exists (
             select from task head where head.portal_id = $1 and head.lane_key = $2 and head.state = 'READY' and head.id < task.id))
         order by task.id limit 1 for update
       )
       update task set state = 'RUNNING', attempts = attempts + 1 from next
       where task.portal_id = next.portal_id and task.id = next.id
       returning task.id, task.name, task.version, task.subject_id, task.attempts`,
      [lease.portalId, lease.laneKey, lease.token, OVERTAKING_TASKS],
    );
    const row = rows[0];
    return row === undefined
      ? null
      : { portalId: lease.portalId, id: row.id, name: row.name, version: row.version, subjectId: row.subject_id, attempts: row.attempts };
  }

  /** True when the lease still held and the task is gone. */
  async finishTask(lease: Lease, task: ClaimedTask): Promise<boolean> {
    const { rowCount } = await this.#pool.query(`delete from task where portal_id = $1 and id = $2 and state = 'RUNNING' and ${HELD}`, [
      lease.portalId,
      task.id,
      lease.laneKey,
      lease.token,
    ]);
    return rowCount === 1;
  }

  /** Puts a task back; after ten equal failures it is parked, visible, and the lane goes on (RE-11). */
  async putBack(lease: Lease, task: ClaimedTask, reason: string, afterMs: number, options: { passing: boolean }): Promise<void> {
    await this.#whileLocked(lease, 'while it holds', async client => {
      const { rows } = await client.query<{ attempts: number }>(
        `select attempts from task where portal_id = $1 and id = $2 and state = 'RUNNING'`,
        [lease.portalId, task.id],
      );
      const isGivenUp = !options.passing && (rows[0]?.attempts ?? 0) >= MAX_ATTEMPTS;
      if (!isGivenUp) await removeTwins(client, [lease]);
      await client.query(
        `update task set state = $3, reason = $4, run_at = now() + make_interval(secs => $5)
         where portal_id = $1 and id = $2 and state = 'RUNNING'`,
        [lease.portalId, task.id, isGivenUp ? 'PARKED' : 'READY', reason.slice(0, 200), afterMs / 1000],
      );
    });
  }

  async park(lease: Lease, task: ClaimedTask, reason: string): Promise<void> {
    await this.#pool.query(
      `update task set state = 'PARKED', reason = $5 where portal_id = $1 and id = $2 and state = 'RUNNING' and ${HELD}`,
      [lease.portalId, task.id, lease.laneKey, lease.token, reason.slice(0, 200)],
    );
  }

  async hold<T>(portalId: PortalId, laneKey: string, work: () => Promise<T>): Promise<T> {
    const lease = await this.#take(portalId, laneKey);
    const renewing = setInterval(() => void this.renew(lease).catch(() => undefined), this.#times.renewMs);
    try {
      return await work();
    } finally {
      clearInterval(renewing);
      await this.release(lease);
    }
  }

  async #take(portalId: PortalId, laneKey: string): Promise<Lease> {
    const token = randomUUID();
    const deadline = performance.now() + HOLD_WAIT_MS;
    for (;;) {
      const { rowCount } = await this.#pool.query(
        `insert into lane (portal_id, key, kind, run_at, worker, lease_token, lease_until)
         values ($1, $2, 'TASKS', now(), $3, $4, clock_timestamp() + make_interval(secs => $5))
         on conflict (portal_id, key) do update set worker = excluded.worker, lease_token = excluded.lease_token, lease_until = excluded.lease_until
         where lane.worker is null`,
        [portalId, laneKey, this.#worker, token, this.#times.leaseMs / 1000],
      );
      if (rowCount === 1) return { portalId, laneKey, token };
      if (performance.now() > deadline) throw new LaneBusyError(`the lane ${laneKey} is busy`);
      // A dead holder's lane comes free here too, with what he was running.
      await this.reap();
      await sleep(HOLD_LOOK_MS);
    }
  }

  /** Works on a lane of this lease with its row locked, so that nobody adds to it, takes it or frees it meanwhile. A lost lease: nothing. */
  async #whileLocked(
    lease: Lease,
    when: 'while it holds' | 'even after its end',
    work: (client: PoolClient, kind: string) => Promise<void>,
  ): Promise<void> {
    await this.#transaction(async client => {
      const { rows } = await client.query<{ kind: string }>(
        `select kind from lane where portal_id = $1 and key = $2 and lease_token = $3 and ($4 or lease_until > clock_timestamp()) for update`,
        [lease.portalId, lease.laneKey, lease.token, when === 'even after its end'],
      );
      const kind = rows[0]?.kind;
      if (kind !== undefined) await work(client, kind);
    });
  }

  async #transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined); // the connection is gone: the first error tells more
      throw error;
    } finally {
      client.release();
    }
  }
}

const HELD = `exists (select from lane where lane.portal_id = $1 and lane.key = $3 and lane.lease_token = $4 and lane.lease_until > clock_timestamp())`;
