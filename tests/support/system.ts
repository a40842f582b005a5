/** The whole product with its sandbox, as separate processes on a PostgreSQL of its own, seeded through the front doors. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningPostgres } from '../../scripts/postgres/start-postgres.ts';
import { ensureMediaCertificate } from '../../apps/sandbox/src/whatsapp-web/media-certificate.ts';
import { Control, type Credentials } from './control.ts';
import { Database } from './database.ts';
import { freePort } from './free-port.ts';
import { startMigratedPostgres } from './migrated-database.ts';
import { Program, until } from './process.ts';
import { programFolder } from './programs.ts';

export interface SystemOptions {
  /** Decision 28: short leases, except where a test wants the real ones. */
  leaseMs?: number;
  leaseRenewMs?: number;
  /** The first portal has a Telegram account, too. */
  telegram?: boolean;
  settings?: Record<string, string>;
}

export interface System {
  databaseUrl: string;
  productUrl: string;
  sandboxUrl: string;
  /** The portal as a browser opens it. */
  portalUrl: string;
  graphqlUrl: string;
  subscriptionUrl: string;
  credentials: Credentials;
  control: Control;
  postgres: RunningPostgres;
  api: Program;
  worker: Program;
  sandbox: Program;
  environment: Record<string, string>;
  folder: string;
  /** Another process of the product, e.g. a second API. */
  program(name: string, settings: Record<string, string>): Program;
  waitUntilReady(url?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'olchat-test-'));
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const [programs, postgres] = await Promise.all([programFolder(), startMigratedPostgres(folder)]);
  const productUrl = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const environment: Record<string, string> = {
    DATABASE_URL: postgres.url,
    DATABASE_ALLOW_FLEETING: 'true',
    DATA_DIR: folder,
    MASTER_KEY: randomBytes(32).toString('base64'),
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    PUBLIC_URL: productUrl,
    BITRIX24_CLIENT_ID: 'local.test',
    BITRIX24_CLIENT_SECRET: 'test-secret',
    BITRIX24_OAUTH_URL: `${sandboxUrl}/oauth/token/`,
    WHATSAPP_WEB_URL: `ws://127.0.0.1:${sandboxPort}/whatsapp-web`,
    // The documented 2 requests a second would make every test wait for Bitrix24; a test about limits sets its own.
    SANDBOX_REST_BURST: '1000',
    SANDBOX_REST_PER_SECOND: '200',
    BITRIX24_REQUESTS_AT_ONCE: '1000',
    BITRIX24_REQUESTS_PER_SECOND: '200',
    LEASE_MS: String(options.leaseMs ?? 3000),
    LEASE_RENEW_MS: String(options.leaseRenewMs ?? 700),
    SANDBOX_TELEGRAM: String(options.telegram ?? false),
    DRAIN_MS: '0',
    LOG_LEVEL: 'info',
    // What one process compiled, the next ones load; a run has dozens of them.
    NODE_COMPILE_CACHE: join(programs, 'compiled'),
    NODE_EXTRA_CA_CERTS: (await ensureMediaCertificate(join(folder, 'sandbox'))).file,
    ...options.settings,
    PRIVATE_HOSTS: [
      `127.0.0.1:${sandboxPort}`,
      `localhost:${sandboxPort}`,
      ...(options.settings?.['PRIVATE_HOSTS']?.split(',') ?? []),
    ].join(','),
  };
  const program = (name: string, settings: Record<string, string>): Program =>
    new Program({
      name,
      // The product's worker, with the simulated Telegram below the messenger's library.
      entry: join(programs, settings['ROLE'] === 'worker' ? 'worker.mjs' : 'product.mjs'),
      environment: { ...environment, ...settings },
      folder,
    });
  const sandbox = new Program({ name: 'sandbox', entry: join(programs, 'sandbox.mjs'), environment, folder });
  const api = program('api', { ROLE: 'api' });
  const worker = program('worker', { ROLE: 'worker' });
  for (const part of [sandbox, api, worker]) part.start();
  const control = new Control(sandboxUrl);
  const waitUntilReady = async (url = productUrl): Promise<void> => {
    await until(`${url} is ready`, async () => (await fetch(`${url}/health/ready`)).ok);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([api.kill(), worker.kill()]);
    await sandbox.kill();
    await postgres.stop();
    if (process.env['KEEP_FOLDERS'] !== '1') rmSync(folder, { recursive: true, force: true });
  };
  try {
    const credentials = await until('the seed is done', async () => await control.credentials(), 120_000);
    await withoutPause(postgres.url);
    return {
      databaseUrl: postgres.url,
      productUrl,
      sandboxUrl,
      portalUrl: `http://localhost:${sandboxPort}`,
      graphqlUrl: `${productUrl}/graphql`,
      subscriptionUrl: `ws://127.0.0.1:${port}/graphql`,
      credentials,
      control,
      postgres,
      api,
      worker,
      sandbox,
      environment,
      folder,
      program,
      waitUntilReady,
      stop,
    };
  } catch (cause) {
    const logs = [api, worker, sandbox].map(part => part.log().slice(-3000)).join('\n---\n');
    await stop();
    throw new Error(`the system did not start:\n${logs}`, { cause });
  }
}

/** The pause between two messages of an account would make every test wait; a test about it sets its own. */
async function withoutPause(databaseUrl: string): Promise<void> {
  const database = new Database(databaseUrl);
  await database.rows('update account set send_interval_ms = 0');
  await database.close();
}
