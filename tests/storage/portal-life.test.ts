import type { PortalId } from '@olchat/domain';
import { ANNA, FixedClock } from '@olchat/domain/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chores, type ChoreHandlers } from '../../apps/api/src/chores/chores.ts';
import { SqlChores } from '../../apps/api/src/persistence/sql/sql-chores.ts';
import { SqlSessions } from '../../apps/api/src/persistence/sql/sql-sessions.ts';
import { SqlTokens } from '../../apps/api/src/persistence/sql/sql-tokens.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { furnish } from './furnished-portal.ts';
import { installation, openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
});
afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

const DAY_MS = 86_400_000;

/** Rows of a portal, by table; tables without any are left out. */
async function rowsOf(portalId: PortalId): Promise<Record<string, number>> {
  const tables = await parts.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'portal_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const { rows } = await parts.owner.query<{ count: number }>(`select count(*)::int as count from ${name} where portal_id = $1`, [
      portalId,
    ]);
    const count = rows[0]?.count ?? 0;
    if (count > 0) counts[name] = count;
  }
  return counts;
}

async function memberOf(portalId: PortalId): Promise<string> {
  const { rows } = await parts.owner.query<{ member_id: string }>('select member_id from portal where portal_id = $1', [portalId]);
  return rows[0]?.member_id ?? '';
}

describe('a suspended portal (SE-2)', () => {
  it('opens nothing to its keys, and opens all to the same keys after it comes back or is installed again', async () => {
    const { portalId, partnerKey } = await furnish(parts);
    const sessions = () => new SqlSessions(parts.routing, parts.sql); // each remembers callers for two seconds
    const session = await sessions().open({ portalId, employeeId: ANNA, isAdministrator: true, locale: 'ru' });
    await parts.registry.suspend(portalId, new Date());
    expect(await sessions().caller(partnerKey)).toBeNull();
    expect(await sessions().revoked([partnerKey, session])).toEqual(new Set([partnerKey, session]));
    await parts.registry.resume(portalId);
    expect(await sessions().caller(partnerKey)).toMatchObject({ portalId, via: 'PARTNER_KEY' });
    expect(await sessions().caller(session)).toBeNull();

    await parts.registry.suspend(portalId, new Date());
    await parts.registry.confirmUninstalled(portalId, new Date());
    const before = await rowsOf(portalId);
    expect((await parts.registry.install(installation(await memberOf(portalId)))).id).toBe(portalId);
    expect(await sessions().caller(partnerKey)).toMatchObject({ portalId });
    expect(await rowsOf(portalId)).toMatchObject({ message: before['message'], account: before['account'], chat: before['chat'] });
  });

  it('leaves its lanes alone once it is confirmed to be removed, and works them again afterwards', async () => {
    const { portalId } = await furnish(parts);
    const claimed = async () => (await parts.lanes('w').claim('TASKS', 50, 50)).filter(lease => lease.portalId === portalId);
    await parts.registry.suspend(portalId, new Date());
    await parts.registry.confirmUninstalled(portalId, new Date());
    expect(await claimed()).toEqual([]);
    await parts.registry.resume(portalId);
    expect(await claimed()).not.toEqual([]);
  });
});

describe('an erasure (SE-2, decision 21)', () => {
  it('takes every row of a portal that is removed, from every table, and none of another', async () => {
    const gone = await furnish(parts);
    const stays = await furnish(parts);
    const rowsThatStay = await rowsOf(stays.portalId);
    expect(Object.keys(await rowsOf(gone.portalId)).length).toBeGreaterThan(25);
    await parts.registry.suspend(gone.portalId, new Date());
    await parts.registry.confirmUninstalled(gone.portalId, new Date());
    expect(await parts.registry.erase(gone.portalId)).toBe(true);
    expect(await rowsOf(gone.portalId)).toEqual({});
    expect(await rowsOf(stays.portalId)).toEqual(rowsThatStay);
  });

  it('takes nothing of a portal that works, is only suspended, or was installed again', async () => {
    const { portalId } = await furnish(parts);
    const rows = await rowsOf(portalId);
    await parts.registry.erase(portalId);
    expect(await rowsOf(portalId)).toEqual(rows);
    await parts.registry.suspend(portalId, new Date());
    await parts.registry.erase(portalId);
    expect(await rowsOf(portalId)).toMatchObject({ message: rows['message'], portal_key: 1 });
    await parts.registry.confirmUninstalled(portalId, new Date());
    await parts.registry.install(installation(await memberOf(portalId)));
    await parts.registry.erase(portalId);
    expect(await rowsOf(portalId)).toMatchObject({ message: rows['message'], portal_key: 1 });
  });

  it('that stopped in the middle hides the portal, and whoever installs it again begins anew', async () => {
    const { portalId } = await furnish(parts);
    const memberId = await memberOf(portalId);
    await parts.registry.suspend(portalId, new Date());
    await parts.registry.confirmUninstalled(portalId, new Date());
    await parts.sql.run(portalId, client => client.query('select erase_some(1)'));
    expect(await parts.registry.findByMemberId(memberId)).toBeNull();
    const again = await parts.registry.install(installation(memberId));
    expect(again.id).not.toBe(portalId);
    expect(await parts.registry.erase(portalId)).toBe(true);
    expect(await rowsOf(portalId)).toEqual({});
    expect((await parts.registry.findByMemberId(memberId))?.id).toBe(again.id);
  });
});

describe('chores', () => {
  const runs: string[] = [];
  const problems: unknown[] = [];
  const logger = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (what: string, { error }: { error?: unknown } = {}) => void (what === 'a chore failed' || problems.push(error)),
  };
  const worker = (clock: FixedClock, portalId: PortalId, done: (name: string) => Date | null | Promise<Date | null>) => {
    const handle = (name: string) => async (of: PortalId) => {
      if (of !== portalId) return new Date(clock.now().getTime() + 365 * DAY_MS);
      runs.push(name);
      return done(name);
    };
    const handlers: ChoreHandlers = {
      CHECK_INSTALLATION: handle('CHECK_INSTALLATION'),
      CHECK_RIGHTS: handle('CHECK_RIGHTS'),
      UNINSTALL: handle('UNINSTALL'),
    };
    return new Chores({ chores: new SqlChores(parts.routing), handlers, clock, logger });
  };
  const looks = async (chores: Chores, times = 20) => {
    for (let time = 0; time < times; time += 1) await chores.look();
  };

  it('run at the start, then when their time comes, in one of four workers only (decision 9)', async () => {
    const clock = new FixedClock(new Date(Date.now() + 1000).toISOString());
    const portalId = await parts.newPortal();
    const four = Array.from({ length: 4 }, () => worker(clock, portalId, () => new Date(clock.now().getTime() + DAY_MS)));
    runs.length = 0;
    await looks(four[0] as Chores);
    expect(runs.toSorted()).toEqual(['CHECK_INSTALLATION', 'CHECK_RIGHTS']);
    runs.length = 0;
    await looks(four[0] as Chores, 3);
    expect(runs).toEqual([]);
    clock.advance(DAY_MS);
    await looks(four[0] as Chores);
    expect(runs.toSorted()).toEqual(['CHECK_INSTALLATION', 'CHECK_RIGHTS']);
    // Each start makes everything due; from then on they share the work.
    for (const chores of four) await looks(chores);
    clock.advance(DAY_MS);
    runs.length = 0;
    await Promise.all(four.map(chores => looks(chores)));
    expect(runs.toSorted()).toEqual(['CHECK_INSTALLATION', 'CHECK_RIGHTS']);
    expect(problems).toEqual([]);
  });

  it('that throw are tried again, and one asked for while it runs runs again', async () => {
    const clock = new FixedClock(new Date(Date.now() + 1000).toISOString());
    const portalId = await parts.newPortal();
    let times = 0;
    const chores = worker(clock, portalId, async name => {
      if (name !== 'UNINSTALL') return new Date(clock.now().getTime() + DAY_MS);
      times += 1;
      if (times === 1) throw new Error('a fault');
      if (times === 2) await new SqlChores(parts.routing).ask(portalId, 'UNINSTALL', clock.now());
      return null;
    });
    await parts.registry.suspend(portalId, clock.now());
    await looks(chores);
    expect(times).toBe(1);
    clock.advance(5 * 60_000);
    await looks(chores);
    expect(times).toBe(3);
    clock.advance(DAY_MS);
    await looks(chores);
    expect(times).toBe(3);
  });
});

describe('token pairs', () => {
  it('that were not renewed for weeks are found (decision 26)', async () => {
    const portalId = await parts.newPortal();
    const tokens = new SqlTokens(parts.sql, parts.keys);
    expect(await tokens.staleOwners(portalId, new Date(Date.now() - DAY_MS))).toEqual([]);
    await parts.owner.query(`update bitrix24_token set renewed_at = now() - interval '26 days' where portal_id = $1`, [portalId]);
    expect(await tokens.staleOwners(portalId, new Date(Date.now() - 25 * DAY_MS))).toEqual([ANNA]);
  });

  it('that the authorisation server refuses are gone, and who was dismissed is looked at within a moment, not within the hour (SE-4)', async () => {
    const portalId = await parts.newPortal();
    await parts.owner.query(`update chore set run_at = now() + interval '1 hour' where portal_id = $1`, [portalId]);
    const tokens = new SqlTokens(parts.sql, parts.keys);
    const used = (await tokens.read(portalId, ANNA))?.accessToken ?? '';
    expect(await tokens.renew(portalId, ANNA, used, () => Promise.resolve(null))).toBeNull();
    expect(await tokens.has(portalId, ANNA)).toBe(false);
    const due = await parts.owner.query<{ name: string }>('select name from chore where portal_id = $1 and run_at <= now()', [portalId]);
    expect(due.rows).toEqual([{ name: 'CHECK_RIGHTS' }]);
  });

  it('of a portal that moved are used at its proven address', async () => {
    const portalId = await parts.newPortal();
    const tokens = new SqlTokens(parts.sql, parts.keys);
    await tokens.move(portalId, 'https://renamed.example/rest/');
    expect(await tokens.addresses(portalId)).toMatchObject({ clientEndpoint: 'https://renamed.example/rest/' });
    expect(await parts.registry.findByMemberId(await memberOf(portalId))).toMatchObject({ domain: 'renamed.example' });
  });
});
