/** The sandbox as a program: its doors while the product is away, its end, and what a kill leaves (contract 5). */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';

const MAIN = fileURLToPath(new URL('../../apps/sandbox/src/main.ts', import.meta.url));

describe('the sandbox as a program', () => {
  let folder: string;
  let port: number;
  let program: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    port = await freePort();
  });
  afterEach(async () => {
    if (program?.exitCode === null && program.signalCode === null) {
      program.kill('SIGKILL');
      await once(program, 'exit');
    }
    await rm(folder, { recursive: true });
  });

  const start = async (settings: Record<string, string> = {}): Promise<ChildProcess> => {
    const execArgv = ['--import', 'tsx', '--conditions=@olchat/source', '--disable-warning=ExperimentalWarning'];
    // Nobody listens on port 1: the product is away.
    const env = {
      ...process.env,
      SANDBOX_PORT: String(port),
      PUBLIC_URL: 'http://127.0.0.1:1',
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      ...settings,
    };
    program = fork(MAIN, { execArgv, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    return program;
  };
  const answers = (): Promise<void> =>
    expect
      .poll(
        () =>
          ask('/control/ledger').then(
            reply => reply.status,
            () => 0,
          ),
        { timeout: 30_000 },
      )
      .toBe(200);
  const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`, init);
  const json = async <T>(path: string): Promise<T> => (await (await ask(path)).json()) as T;

  it('opens its doors while the product is away, and says that the seed waits for it', async () => {
    await start();
    await answers();
    const credentials = await ask('/control/credentials');
    expect(credentials.status).toBe(503);
    expect(await credentials.json()).toMatchObject({
      error: 'NOT_SEEDED',
      message: expect.stringContaining('http://127.0.0.1:1') as unknown,
    });
    const phones = await json<{ address: string; role: string }[]>('/control/phones');
    expect(phones.filter(({ role }) => role === 'company')).toHaveLength(5);
    expect(phones.map(({ address }) => address)).toContain('whatsapp:79000000011');
    expect((await ask('/', { redirect: 'manual' })).headers.get('location')).toBe(`http://localhost:${port}/`);
  });

  it('closes cleanly on SIGTERM', async () => {
    const running = await start();
    await answers();
    const events = await ask('/portal/api/phones/events');
    expect(events.ok).toBe(true);
    running.kill('SIGTERM');
    expect(await once(running, 'exit')).toEqual([0, null]);
    await events.body?.cancel().catch(() => undefined);
  });

  it('ends when the connection to its launcher breaks', async () => {
    const running = await start();
    await answers();
    running.disconnect();
    expect(await once(running, 'exit')).toEqual([0, null]);
  });

  it('remembers after kill -9 what it was told before', async () => {
    const killed = await start();
    await answers();
    await ask('/control/auto', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"readAfterMs":null}' });
    await ask('/control/phones/whatsapp:79000000011', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"do":"offline"}',
    });
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    await start();
    await answers();
    expect(await json('/control/auto')).toEqual({ deliverAfterMs: 700, readAfterMs: null });
    expect(await json('/control/phones/whatsapp:79000000011')).toMatchObject({ online: false });
  });

  it('names every wrong setting and does not start', async () => {
    const running = await start({ SANDBOX_PORT: 'x', PUBLIC_URL: 'nowhere' });
    let said = '';
    running.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(running, 'exit')).toEqual([1, null]);
    expect(said).toMatch(/SANDBOX_PORT[\s\S]*PUBLIC_URL/);
  });
});
