/** What `npm run build` makes, and the images run: plain JavaScript under plain Node, without the sources. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { Program, until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TURBO = join(ROOT, 'node_modules', '.bin', 'turbo');

let system: System;
const built: Program[] = [];

beforeAll(async () => {
  // The client too: what partners get carries its types.
  const packages = ['--filter=@olchat/api', '--filter=@olchat/client'];
  const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  [system] = await Promise.all([startSystem(), promisify(execFile)(TURBO, ['run', 'build', ...packages], { cwd: ROOT, env: environment })]);
});

afterAll(async () => {
  for (const program of built) await program.kill();
  await system.stop();
});

it('migrates, serves, and brings a message to the client', async () => {
  const start = (name: string, settings: Record<string, string>, ...args: string[]): Program => {
    const environment = { ...system.environment, NODE_ENV: 'production', ...settings };
    const program = new Program({ name, entry: 'apps/api/dist/main.js', args, environment, folder: system.folder });
    built.push(program);
    program.start();
    return program;
  };
  await Promise.all([system.api.kill(), system.worker.kill()]);
  expect(await start('built-migrate', {}, 'migrate').ended()).toBe(0);
  start('built-api', { ROLE: 'api' });
  start('built-worker', { ROLE: 'worker' });
  await system.waitUntilReady();

  const client = partnerClient(system);
  const account = await accountId(system);
  const recipient = await recipientId(client, account, DEAL, IVAN);
  const input = { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text: 'Из собранного' };
  const { accepted } = expectMember(await client.sendMessage({ input }), 'MessageAccepted');
  await until('the client has read it', async () => (await client.message({ id: accepted.id }))?.status === 'READ', 60_000);
  expect(await system.control.sent('Из собранного')).toHaveLength(1);
  await client.close();
});
