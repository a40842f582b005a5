/** Portals do not see each other, by the database alone: rules of the catalogue (SE-11), SQL as the application (AT-3), seals (AT-14). */
import { randomBytes } from 'node:crypto';
import type { PortalId } from '@olchat/domain';
import { aMessage, ANNA } from '@olchat/domain/testing';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION_ROLE } from '../../apps/api/src/persistence/connections.ts';
import { proveMasterKey, WrongMasterKey } from '../../apps/api/src/persistence/sealing/prove-master-key.ts';
import { SqlTokens } from '../../apps/api/src/persistence/sql/sql-tokens.ts';
import { openTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { furnish, type Furnished } from './furnished-portal.ts';
import { installation, openParts, type StorageParts } from './parts.ts';

let database: TestDatabase;
let parts: StorageParts;
let ours: Furnished;
let theirs: Furnished;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = await openParts(database.url);
  ours = await furnish(parts);
  theirs = await furnish(parts);
});

afterAll(async () => {
  await parts[Symbol.asyncDispose]();
  await database.close();
});

/** Tables that belong to no portal, each with its reason. */
const WITHOUT_PORTAL: Record<string, string> = {
  event_door: 'when somebody took events last, whoever they were from (RE-22)',
  migration: 'which migrations ran; the application cannot read it',
  system_epoch: 'names this database, so that cursors of another one are not understood (RE-33)',
  system_seal: 'proves the master key before anything is sealed with another (AT-14)',
};

/** What may be read before the portal is known, without content (SE-12). */
const ROUTING = ['chore', 'feed_head', 'lane', 'portal_route', 'task', 'token'];

/** What the application may add to and read, and nothing else (SE-52). */
const APPEND_ONLY = ['change'];

/** Unique indexes that do not begin with the portal, each with its reason. */
const UNIQUE_WITHOUT_PORTAL: Record<string, string> = {
  portal_route_pkey: 'the portal is found by its member_id; who installs knows only his own',
  token_by_hash: 'the caller is found by the hash of 256 random bits; nobody can guess one that exists',
  event_door_pkey: 'not a portal’s table',
  migration_pkey: 'not a portal’s table',
};

async function rows<Row extends object>(sql: string, params: unknown[] = []): Promise<Row[]> {
  return (await parts.owner.query<Row>(sql, params)).rows;
}

const portalTables = async (): Promise<string[]> =>
  (
    await rows<{
      name: string;
    }>(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'portal_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)
  ).map(row => row.name);

describe('the catalogue (SE-11)', () => {
  it('has portal_id in every table, not null and first in its primary key, but for a list with reasons', async () => {
    const tables = await rows<{ name: string; portal: boolean | null; first: string | null }>(
      `select c.relname as name, (select a.attnotnull from pg_attribute a where a.attrelid = c.oid and a.attname = 'portal_id') as portal,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as first
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
    );
    const without = tables.filter(table => table.portal !== true).map(table => table.name);
    expect(without.filter(name => !(name in WITHOUT_PORTAL))).toEqual([]);
    const otherKey = tables.filter(table => table.portal === true && table.first !== 'portal_id').map(table => table.name);
    expect(otherKey).toEqual(['portal_route']);
    expect(tables.length).toBeGreaterThan(25);
  });

  it('forces row security with a policy for reading and one for writing on every table of portals', async () => {
    const tables = await rows<{
      name: string;
      enabled: boolean;
      forced: boolean;
      policies: number;
      reads: string | null;
      writes: string | null;
    }>(
      `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         (select count(*)::int from pg_policies p where p.tablename = c.relname and p.cmd = 'ALL' and p.permissive = 'PERMISSIVE') as policies,
         (select p.qual from pg_policies p where p.tablename = c.relname) as reads,
         (select p.with_check from pg_policies p where p.tablename = c.relname) as writes
       from pg_class c where c.relname = any($1) order by 1`,
      [await portalTables()],
    );
    for (const table of tables) {
      expect(table).toMatchObject({ enabled: true, forced: true, policies: 1 });
      expect([table.name, table.writes]).toEqual([table.name, table.reads]);
      expect([table.name, table.reads]).toEqual([
        table.name,
        expect.stringContaining(`(portal_id = (current_setting('olchat.portal_id'::text))::uuid)`),
      ]);
    }
    const opened = tables.filter(table => table.reads?.includes('olchat.scope') === true).map(table => table.name);
    expect(opened).toEqual(ROUTING);
  });

  it('has portal_id in every foreign key between portals’ tables', async () => {
    const keys = await rows<{ name: string; columns: string[] }>(
      `select k.conname as name, array(select a.attname::text from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n) as columns
       from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter(key => !key.columns.includes('portal_id'))).toEqual([]);
  });

  it('begins every unique index with portal_id, but for a list with reasons', async () => {
    const indexes = await rows<{ name: string }>(
      `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
         left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where x.indisunique and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname is distinct from 'portal_id'`,
    );
    expect(indexes.map(index => index.name).toSorted()).toEqual(Object.keys(UNIQUE_WITHOUT_PORTAL).toSorted());
  });

  it('has one function of ours, which erases a removed portal, no rule, no view that shows more than its reader may see', async () => {
    expect(await rows(`select proname, prosecdef, proconfig from pg_proc where pronamespace = 'public'::regnamespace`)).toEqual([
      { proname: 'erase_some', prosecdef: true, proconfig: ['search_path=public, pg_temp'] },
    ]);
    expect(await rows(`select rulename from pg_rules where schemaname = 'public'`)).toEqual([]);
    const views = await rows(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm') and not coalesce('security_invoker=true' = any(reloptions), false)`,
    );
    expect(views).toEqual([]);
  });

  it('gives the application’s role nothing that it could free itself with (SE-10)', async () => {
    const [role] = await rows(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles where rolname = $1`, [
      APPLICATION_ROLE,
    ]);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false });
    expect(await rows(`select relname from pg_class where relowner = $1::regrole`, [APPLICATION_ROLE])).toEqual([]);
    expect(await rows(`select roleid::regrole::text from pg_auth_members where member = $1::regrole`, [APPLICATION_ROLE])).toEqual([]);
    const more = await rows(
      `select table_name, privilege_type from information_schema.role_table_grants where grantee = $1 and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
      [APPLICATION_ROLE],
    );
    expect(more).toEqual([]);
  });
});

/** One statement as the application with this portal; what it answers, or the code of its error. */
async function asApplication(portalId: PortalId | '' | null, sql: string, params: unknown[] = []): Promise<number | string> {
  const client: PoolClient = await parts.portalPool.connect();
  try {
    await client.query('begin');
    if (portalId !== null) await client.query(`select set_config('olchat.portal_id', $1, true)`, [portalId]);
    const { rowCount } = await client.query(sql, params);
    return rowCount ?? 0;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const NO_SETTING = '42704';
const NO_UUID = '22P02';
const NOT_ALLOWED = '42501';
const NO_SUCH_ROW = '23503';

describe('SQL as the application’s role (AT-3)', () => {
  it('finds something in every table in its own portal: the tests below look at what is there', async () => {
    for (const table of await portalTables()) {
      expect([table, await asApplication(ours.portalId, `select from ${table}`)]).not.toEqual([table, 0]);
    }
  });

  it('is an error without a portal, never "all" (SE-10)', async () => {
    for (const table of await portalTables()) {
      // Never set, or set and gone with the transaction before: PostgreSQL keeps it as an empty text then.
      expect([NO_SETTING, NO_UUID], table).toContain(await asApplication(null, `select from ${table}`));
      expect([table, await asApplication('', `select from ${table}`)]).toEqual([table, NO_UUID]);
    }
  });

  it('stays an error on a connection that served another portal before', async () => {
    const client = await parts.portalPool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('olchat.portal_id', $1, true)`, [ours.portalId]);
      await client.query('select from message');
      await client.query('commit');
      await expect(client.query('select from message')).rejects.toMatchObject({ code: NO_UUID });
    } finally {
      client.release();
    }
  });

  it('sees, changes and deletes no row of another portal', async () => {
    for (const table of await portalTables()) {
      const of = [theirs.portalId];
      const nothing = APPEND_ONLY.includes(table) ? NOT_ALLOWED : 0;
      expect([table, await asApplication(ours.portalId, `select from ${table} where portal_id = $1`, of)]).toEqual([table, 0]);
      expect([table, await asApplication(ours.portalId, `update ${table} set portal_id = portal_id where portal_id = $1`, of)]).toEqual([
        table,
        nothing,
      ]);
      expect([table, await asApplication(ours.portalId, `delete from ${table} where portal_id = $1`, of)]).toEqual([table, nothing]);
    }
  });

  it('moves no row of its own to another portal, and puts none there', async () => {
    for (const table of await portalTables()) {
      expect([table, await asApplication(ours.portalId, `update ${table} set portal_id = $1`, [theirs.portalId])]).toEqual([
        table,
        NOT_ALLOWED,
      ]);
      const columns = (
        await rows<{ name: string }>(
          `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attname <> 'portal_id'`,
          [table],
        )
      ).map(row => row.name);
      const list = columns.map(name => `, ${name}`).join('');
      const copy = `insert into ${table} (portal_id${list}) select $1${list} from ${table} limit 1`;
      expect([table, await asApplication(ours.portalId, copy, [theirs.portalId])]).toEqual([table, NOT_ALLOWED]);
    }
  });

  it('adds to the record of changes and reads it, and can do nothing else to it, not in its own portal either (SE-52)', async () => {
    const granted = await rows<{ table: string; what: string }>(
      `select table_name as table, privilege_type as what from information_schema.role_table_grants where grantee = $1 and table_name = any($2)`,
      [APPLICATION_ROLE, APPEND_ONLY],
    );
    expect(granted.map(({ what }) => what).toSorted()).toEqual(['INSERT', 'SELECT']);
    expect(await asApplication(ours.portalId, `update change set what = what`)).toBe(NOT_ALLOWED);
    expect(await asApplication(ours.portalId, `delete from change`)).toBe(NOT_ALLOWED);
  });

  it('refers to no row of another portal', async () => {
    const insert = `insert into chat (portal_id, id, account_id, recipient_id, open_line_chat_id, user_code, created_at) values ($1, gen_random_uuid(), $2, $3, '1', 'u', now())`;
    expect(await asApplication(ours.portalId, insert, [ours.portalId, theirs.accountId, ours.recipientId])).toBe(NO_SUCH_ROW);
    expect(await asApplication(ours.portalId, insert, [ours.portalId, ours.accountId, theirs.recipientId])).toBe(NO_SUCH_ROW);
  });

  it.each([
    ['empty a table', 'truncate message'],
    ['make a table', 'create table mine (n int)'],
    ['make a function', `create function mine() returns int language sql as 'select 1'`],
    ['make a view', 'create view mine as select * from message'],
    ['change a table', 'alter table message disable row level security'],
    ['drop a policy', 'drop policy portal on message'],
    ['read a file', `copy message from '/etc/passwd'`],
    ['run a program', `copy (select 1) to program 'true'`],
    ['read the migrations', 'select from migration'],
    ['change the epoch', 'update system_epoch set epoch = gen_random_uuid()'],
    ['replace the seal', `update system_seal set sealed = ''`],
    ['switch triggers off', 'set session_replication_role = replica'],
    ['read passwords', 'select from pg_authid'],
  ])('cannot %s', async (_what, sql) => {
    expect(await asApplication(ours.portalId, sql)).toBe(NOT_ALLOWED);
  });

  it('sees lanes, tasks, chores, heads, tokens and addresses of all portals before it knows the portal, and nothing else (SE-12)', async () => {
    const scoped = async (table: string): Promise<number | string> => {
      try {
        return (
          (await parts.routing.query(`select from ${table} where portal_id = any($1)`, [[ours.portalId, theirs.portalId]])).rowCount ?? 0
        );
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : String(error);
      }
    };
    for (const table of await portalTables()) {
      const seen = await scoped(table);
      if (ROUTING.includes(table)) expect([table, Number(seen) >= 2]).toEqual([table, true]);
      else expect([table, seen]).toEqual([table, NO_SETTING]);
    }
  });

  it('keeps no text, number or name where it is seen before the portal is known (SE-12)', async () => {
    const columns = await rows<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.columns where table_name = any($1) and data_type in ('text', 'jsonb', 'bytea') order by 1`,
      [ROUTING],
    );
    expect(columns.map(row => row.column)).toEqual([
      'chore.name',
      'lane.key',
      'lane.kind',
      'lane.worker',
      'portal_route.member_id',
      'task.lane_key',
      'task.name',
      'task.reason',
      'task.state',
      'task.subject_id',
      'token.employee_id',
      'token.kind',
      'token.locale',
      'token.token_hash',
    ]);
  });
});

describe('what is sealed (SE-50, AT-14)', () => {
  const SEALED: [table: string, column: string][] = [
    ['message', 'sealed_file'],
    ['message', 'sealed_text'],
    ['draft', 'sealed_content'],
    ['file', 'sealed_name'],
    ['inbox', 'sealed_body'],
    ['received_message', 'sealed_content'],
    ['login', 'sealed_step'],
    ['login_answer', 'sealed_answer'],
    ['history_request', 'sealed_answer'],
    ['bitrix24_token', 'sealed_pair'],
    ['session_credentials', 'sealed_credentials'],
    ['session_key', 'sealed_value'],
    ['sent_content', 'sealed_content'],
  ];
  const tokens = (): SqlTokens => new SqlTokens(parts.sql, parts.keys);

  it('is every secret and every text: none stands in the database in clear', async () => {
    const sealed = await rows<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.columns where table_schema = 'public' and column_name like 'sealed%' order by 1`,
    );
    expect(sealed.map(row => row.column)).toEqual([...SEALED.map(pair => pair.join('.')), 'system_seal.sealed'].toSorted());
    for (const [table, column] of SEALED) {
      const [found] = await rows<{ clear: boolean }>(
        `select bool_or(position('ecret'::bytea in ${column}) > 0 or position('екрет'::bytea in ${column}) > 0) as clear from ${table}`,
      );
      expect([table, found]).toEqual([table, { clear: false }]);
    }
  });

  /** Runs `look` while this value stands in that row instead of its own. */
  async function withValue(sql: string, params: unknown[], look: () => Promise<unknown>): Promise<unknown> {
    const before = await rows<{ portal_id: string; id: string; sealed_text: Buffer }>('select portal_id, id, sealed_text from message');
    await parts.owner.query(sql, params);
    try {
      return await look().catch((error: unknown) => (error instanceof Error ? 'does not open' : error));
    } finally {
      for (const row of before) {
        await parts.owner.query('update message set sealed_text = $3 where portal_id = $1 and id = $2', [
          row.portal_id,
          row.id,
          row.sealed_text,
        ]);
      }
    }
  }

  const readText = async (): Promise<string | undefined> =>
    (await parts.storage.transaction(ours.portalId, tx => tx.messages.find(ours.messageId as never)))?.text;

  it('opens in its place', async () => {
    expect(await readText()).toBe('Секрет');
    expect(await tokens().read(ours.portalId, ANNA)).toMatchObject({ accessToken: 'access' });
  });

  it('does not open in another row', async () => {
    const other = aMessage({ portalId: ours.portalId, accountId: ours.accountId, recipientId: ours.recipientId, text: 'Другой' });
    await parts.storage.transaction(ours.portalId, tx => tx.messages.accept([other]));
    const copy = `update message set sealed_text = (select sealed_text from message where portal_id = $1 and id = $3) where portal_id = $1 and id = $2`;
    expect(await withValue(copy, [ours.portalId, ours.messageId, other.id], readText)).toBe('does not open');
  });

  it('does not open in another portal', async () => {
    const copy = `update message set sealed_text = (select sealed_text from message where portal_id = $3 and id = $4) where portal_id = $1 and id = $2`;
    expect(await withValue(copy, [ours.portalId, ours.messageId, theirs.portalId, theirs.messageId], readText)).toBe('does not open');
  });

  it('does not open in another column', async () => {
    const copy = `update message set sealed_text = (select sealed_body from inbox where portal_id = $1 and id = $3) where portal_id = $1 and id = $2`;
    expect(await withValue(copy, [ours.portalId, ours.messageId, ours.inboxId], readText)).toBe('does not open');
  });

  it('does not open with one bit changed', async () => {
    const flip = `update message set sealed_text = set_bit(sealed_text, 8 * (length(sealed_text) - 1), 1 - get_bit(sealed_text, 8 * (length(sealed_text) - 1)))
      where portal_id = $1 and id = $2`;
    expect(await withValue(flip, [ours.portalId, ours.messageId], readText)).toBe('does not open');
    expect(await readText()).toBe('Секрет');
  });

  it('does not open for an employee whose token pair was exchanged for another’s', async () => {
    await parts.registry.saveEmployee(ours.portalId, { id: '12' as never, name: 'Борис', isAdministrator: false }, installation().tokens);
    await parts.owner.query(
      `update bitrix24_token set sealed_pair = (select sealed_pair from bitrix24_token where portal_id = $1 and employee_id = $2) where portal_id = $1 and employee_id = '12'`,
      [ours.portalId, ANNA],
    );
    await expect(tokens().read(ours.portalId, '12' as never)).rejects.toThrow();
  });

  it('does not open with another master key, and says so in a sentence', async () => {
    await using stranger = await openParts(database.url, undefined, randomBytes(32));
    await expect(stranger.storage.transaction(ours.portalId, tx => tx.portal())).rejects.toThrow(
      'The master key does not open this database',
    );
  });

  it('is never begun with another master key: the start stops (AT-14)', async () => {
    const first = randomBytes(32);
    await proveMasterKey(parts.routing, first);
    await expect(proveMasterKey(parts.routing, first)).resolves.toBeUndefined();
    await expect(proveMasterKey(parts.routing, randomBytes(32))).rejects.toBeInstanceOf(WrongMasterKey);
    expect(await rows('select from system_seal')).toHaveLength(1);
  });
});
