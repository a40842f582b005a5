import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TYPESCRIPT_FLAGS } from '../bootstrap/node.mjs';
import { processIdentity } from '../bootstrap/process-identity.mjs';
import { postgresAccount } from '../postgres/account.ts';
import { freePort } from '../postgres/free-port.ts';
import { removePostgres } from '../postgres/start-postgres.ts';

describe('the launcher', () => {
  let dataDir: string;
  let ports: { PORT: string; SANDBOX_PORT: string };
  const launchers: Launcher[] = [];
  const start = (environment: Record<string, string> = {}) => {
    const launcher = new Launcher({ DATA_DIR: dataDir, ...ports, ...environment });
    launchers.push(launcher);
    return launcher;
  };
  const trace = async () => (await readFile(join(dataDir, 'trace'), 'utf8')).trim().split('\n');
  const pidOf = async (role: string) =>
    Number(
      (await trace())
        .findLast(line => line.startsWith(`${role} runs as `))
        ?.split(' ')
        .at(-1),
    );

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'olchat-launch-'));
    ports = { PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) };
  });
  afterEach(async () => {
    for (const launcher of launchers.splice(0)) await launcher.kill();
    await removePostgres(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true });
  });

  it('migrates, starts everything, prints where it is, and stops PostgreSQL last (RE-55)', async () => {
    const launcher = start();
    await launcher.says('OLChat is running');
    expect(launcher.output).toContain(`http://127.0.0.1:${ports.PORT}/graphql`);
    expect(launcher.output).toContain('the-demo-key');
    expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(join(dataDir, 'master.key'), 'utf8'), 'base64')).toHaveLength(32);

    launcher.signal('SIGTERM');
    expect(await launcher.exitCode()).toBe(0);
    const lines = await trace();
    expect(lines[0]).toBe('migrate finds the database answering');
    expect(lines.slice(-2).sort()).toEqual(['api stops while the database is answering', 'worker stops while the database is answering']);
    expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('starts again after a kill -9 of itself, with the same database', async () => {
    const killed = start();
    await killed.says('OLChat is running');
    const postmaster = Number.parseInt(await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
    killed.signal('SIGKILL');
    await killed.exitCode();
    expect(processIdentity(postmaster)).toBeDefined();

    const next = start();
    await next.says('OLChat is running');
    expect(processIdentity(postmaster)).toBeUndefined();
    next.signal('SIGINT');
    expect(await next.exitCode()).toBe(0);
  });

  it('does not let a second Ctrl-C skip PostgreSQL', async () => {
    await writeFile(join(dataDir, 'drains-slowly'), '');
    const launcher = start();
    await launcher.says('OLChat is running');
    await until(async () => {
      launcher.signal('SIGINT');
      return launcher.output.includes('Already stopping');
    });
    expect(await launcher.exitCode()).toBe(0);
    expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('starts a program again that died', async () => {
    const launcher = start();
    await launcher.says('OLChat is running');
    const before = await pidOf('worker');
    process.kill(before, 'SIGKILL');
    await launcher.says('worker ended (killed by SIGKILL); it is started again in 1 s');
    await until(async () => (await pidOf('worker')) !== before);
  });

  it('starts PostgreSQL again on its port when it was killed', async () => {
    const launcher = start();
    await launcher.says('OLChat is running');
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const [pid, , , port] = (await readFile(file, 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await launcher.says('PostgreSQL ended; it is started again');
    await until(async () => {
      const now = (await readFile(file, 'utf8')).split('\n');
      return now[0] !== pid && now[3] === port && now[7]?.trim() === 'ready';
    });
  });

  it('stops all with the reason when a program dies three times at once', async () => {
    await writeFile(join(dataDir, 'worker-is-broken'), '');
    const launcher = start();
    expect(await launcher.exitCode()).toBe(1);
    expect(launcher.output).toContain('worker ended 3 times right after its start (exit code 3)');
    expect(launcher.output).toContain('cannot read the settings');
    expect(launcher.output).toContain(join(dataDir, 'logs', 'worker.log'));
  });

  it('names the variable of a taken port before anything starts', async () => {
    const stranger = createServer().listen(Number(ports.SANDBOX_PORT), '127.0.0.1');
    await once(stranger, 'listening');
    const launcher = start();
    expect(await launcher.exitCode()).toBe(1);
    expect(launcher.output).toContain(`Port ${ports.SANDBOX_PORT} is taken by another program; set SANDBOX_PORT to a free one.`);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    stranger.close();
  });

  it('refuses a data folder on which another one runs', async () => {
    const first = start();
    await first.says('OLChat is running');
    const second = start({ PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) });
    expect(await second.exitCode()).toBe(1);
    expect(second.output).toContain(`OLChat already runs on ${dataDir}`);
  });

  it('waits for one that is still stopping', async () => {
    await writeFile(join(dataDir, 'drains-slowly'), '');
    const first = start();
    await first.says('OLChat is running');
    first.signal('SIGTERM');
    const second = start();
    await second.says('is still stopping; waiting for it');
    await second.says('OLChat is running');
  });

  it.runIf(process.getuid?.() === 0)('goes on as the ordinary user whose data folder root has started it in', async () => {
    const { uid, gid } = postgresAccount() ?? { uid: 0, gid: 0 };
    await chown(dataDir, uid, gid);
    const launcher = start();
    await launcher.says('OLChat is running');
    launcher.signal('SIGTERM');
    expect(await launcher.exitCode()).toBe(0);
    const owners = await Promise.all(
      ['master.key', 'trace', 'logs/api.log', 'postgres/password'].map(async name => (await stat(join(dataDir, name))).uid),
    );
    expect(new Set(owners)).toEqual(new Set([uid]));
  });

  it('says in one sentence that the data folder cannot be used', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    const launcher = start({ DATA_DIR: join(file, 'data') });
    expect(await launcher.exitCode()).toBe(1);
    expect(launcher.output.trim()).toBe(
      `The data folder ${join(file, 'data')} cannot be used: a file is in the way. Set DATA_DIR to another folder.`,
    );
  });
});

class Launcher {
  output = '';
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(environment: Record<string, string>) {
    const program = fileURLToPath(new URL('fixtures/launcher.ts', import.meta.url));
    this.#process = spawn(process.execPath, [...TYPESCRIPT_FLAGS, program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.#ended = once(this.#process, 'close');
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async says(text: string): Promise<void> {
    await until(
      async () => this.output.includes(text) || this.#process.exitCode !== null,
      () => this.output,
    );
    if (!this.output.includes(text)) throw new Error(`never said "${text}":\n${this.output}`);
  }

  async exitCode(): Promise<number | null> {
    await this.#ended;
    return this.#process.exitCode;
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.signal('SIGTERM');
    await this.#ended;
  }
}

async function until(isTrue: () => Promise<boolean>, explain: () => string = () => ''): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) if (await isTrue().catch(() => false)) return;
  throw new Error(`still not so after 30 s ${explain()}`);
}
