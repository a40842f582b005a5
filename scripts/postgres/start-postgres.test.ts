import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TYPESCRIPT_FLAGS } from '../bootstrap/node.mjs';
import { processIdentity } from '../bootstrap/process-identity.mjs';
import { freePort } from './free-port.ts';
import { removePostgres, startPostgres } from './start-postgres.ts';

describe('the embedded PostgreSQL', () => {
  // mkdtemp makes folders with mode 0700, which nobody but their owner may enter.
  let parent: string;
  const folderOf = (name: string) => join(parent, name);
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'olchat-postgres-'));
  });
  afterAll(async () => {
    for (const name of ['durable', 'twice', 'left', 'killed', 'removed']) await removePostgres(folderOf(name));
    await rm(parent, { recursive: true });
  });

  it('starts in a folder that only its owner may enter, and flushes every commit (RE-2)', async () => {
    const server = await startPostgres({ folder: folderOf('durable'), durable: true });
    const settings =
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'server_encoding', 'listen_addresses') order by name";
    try {
      expect(await rows(server.url, settings)).toEqual([
        { name: 'fsync', setting: 'on' },
        { name: 'listen_addresses', setting: '127.0.0.1' },
        { name: 'server_encoding', setting: 'UTF8' },
        { name: 'synchronous_commit', setting: 'on' },
      ]);
    } finally {
      await server.stop();
    }
  });

  it('keeps its data from one start to the next, and for those that begin as its copy', async () => {
    const first = await startPostgres({ folder: folderOf('twice'), durable: true });
    await rows(first.url, 'create table kept as select 7 as n');
    await first.stop();
    const second = await startPostgres({ folder: folderOf('twice'), durable: true });
    try {
      expect(await rows(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    } finally {
      await second.stop();
    }
    const copy = { folder: folderOf('copy'), copyOf: folderOf('twice'), durable: false };
    for (let time = 0; time < 2; time += 1) {
      const server = await startPostgres(copy);
      try {
        expect(await rows(server.url, 'select n from kept')).toEqual([{ n: 7 }]);
        await rows(server.url, 'update kept set n = 8');
      } finally {
        await server.stop();
      }
    }
  });

  it('stops the server that a killed launcher left on the same data, and takes over', async () => {
    const left = await startPostgres({ folder: folderOf('left'), durable: true });
    await rows(left.url, 'create table kept as select 7 as n');
    const next = await startPostgres({ folder: folderOf('left'), durable: true });
    try {
      await left.ended;
      expect(next.pid).not.toBe(left.pid);
      expect(await rows(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
    } finally {
      await next.stop();
    }
  });

  it('recovers what was committed before its own kill -9', async () => {
    const killed = await startPostgres({ folder: folderOf('killed'), durable: true });
    await rows(killed.url, 'create table kept as select 7 as n');
    process.kill(killed.pid, 'SIGKILL');
    await killed.ended;
    const next = await startPostgres({ folder: folderOf('killed'), durable: true });
    try {
      expect(await rows(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
    } finally {
      await next.stop();
    }
  });

  it('begins empty after its folder was removed, even under a server that runs', async () => {
    const before = await startPostgres({ folder: folderOf('removed'), durable: true });
    await rows(before.url, 'create table kept as select 7 as n');
    await rm(folderOf('removed'), { recursive: true });
    const after = await startPostgres({ folder: folderOf('removed'), durable: true });
    try {
      expect(await rows(after.url, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
      await before.stop();
    } finally {
      await after.stop();
    }
  });

  it('starts in an empty folder that is there already', async () => {
    await mkdir(folderOf('there'));
    const server = await startPostgres({ folder: folderOf('there'), durable: false });
    await server.stop();
    expect(existsSync(folderOf('there'))).toBe(false);
  });

  it('leaves neither server nor data of a test run that was killed', async () => {
    const program = `
      import { startPostgres } from ${JSON.stringify(new URL('start-postgres.ts', import.meta.url).href)};
      const server = await startPostgres({ folder: ${JSON.stringify(folderOf('fleeting'))}, durable: false });
      console.log(server.pid);`;
    const run = spawn(process.execPath, [...TYPESCRIPT_FLAGS, '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid] = (await once(run.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(processIdentity(Number(pid))).toBeDefined();
    run.kill('SIGKILL');
    await expect
      .poll(() => [processIdentity(Number(pid)), existsSync(folderOf('fleeting'))], { timeout: 20_000 })
      .toEqual([undefined, false]);
  });

  it('takes another port when the wanted one is taken, and never speaks to the stranger there', async () => {
    const port = await freePort();
    const stranger = await startPostgres({ folder: folderOf('stranger'), durable: false, port, database: 'strange' });
    const ours = await startPostgres({ folder: folderOf('ours'), durable: false, port, database: 'ours' });
    try {
      expect([stranger.port, ours.port === port]).toEqual([port, false]);
      expect(await rows(ours.url, 'select current_database() as name')).toEqual([{ name: 'ours' }]);
    } finally {
      await Promise.all([stranger.stop(), ours.stop()]);
    }
  });
});

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
