/** The real server over fake services, on a port of its own, with a built widget of three pages. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Bitrix24App } from '@olchat/bitrix24';
import { refuse } from '@olchat/domain';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createServer, type Server, type ServerOptions } from '../server.ts';
import { FakeServices } from './fake-services.ts';

export interface TestServer {
  services: FakeServices;
  server: Server;
  url: string;
  port: number;
  widgetFolder: string;
  /** What was logged, as text. */
  log: string[];
  /** Answers `data`, or throws the errors as text. */
  ask<T = Record<string, never>>(token: string | null, query: string, variables?: Record<string, unknown>): Promise<T>;
  raw(
    token: string | null,
    body: unknown,
  ): Promise<{ status: number; body: { data?: unknown; errors?: { message: string; extensions: { code: string } }[] } }>;
  subscriber(token: string): Client;
  close(): Promise<void>;
}

export const refusingApp: Bitrix24App = {
  proveInstallation: async () => refuse('PORTAL_AUTH_MISSING'),
  proveEmployee: async () => refuse('PORTAL_AUTH_MISSING'),
  register: async () => refuse('PORTAL_UNAVAILABLE'),
  checkToken: async () => null,
};

const PAGE = '<!doctype html>\n<html lang="ru"><script type="application/json" id="olchat-page">\n__OLCHAT_PAGE__\n</script></html>';

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const services = new FakeServices();
  const widgetFolder = await mkdtemp(join(tmpdir(), 'olchat-widget-'));
  await mkdir(join(widgetFolder, 'assets'));
  for (const screen of ['app', 'card', 'field', 'history', 'install', 'templates'])
    await writeFile(join(widgetFolder, `${screen}.html`), PAGE);
  await writeFile(join(widgetFolder, 'assets', 'card-4f2a.js'), 'export {};');
  await writeFile(join(widgetFolder, 'assets', 'card-4f2a.js.br'), brotliCompressSync('export {};'));

  const log: string[] = [];
  const write = (fields: Record<string, unknown>, message: string) => void log.push(`${message} ${JSON.stringify(fields)}`);
  const server = await createServer(services, {
    app: refusingApp,
    publicUrl: 'http://127.0.0.1:4000',
    productName: 'OLChat',
    widgetFolder,
    logger: { info: write, warn: write, error: write },
    isReady: async () => true,
    collectMetrics: async () => ({ oldestReadyTaskSeconds: 2, parkedTasks: 0 }),
    ...options,
  });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${port}`;
  const clients: Client[] = [];

  const raw: TestServer['raw'] = async (token, body) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Awaited<ReturnType<TestServer['raw']>>['body'] };
  };
  return {
    services,
    server,
    url,
    port,
    widgetFolder,
    log,
    raw,
    ask: async <T>(token: string | null, query: string, variables: Record<string, unknown> = {}) => {
      const { body } = await raw(token, { query, variables });
      if (body.errors !== undefined) throw new Error(body.errors.map(error => `${error.extensions.code}: ${error.message}`).join('; '));
      return body.data as T;
    },
    subscriber: token => {
      const client = createClient({
        url: `ws://127.0.0.1:${port}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
      });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) await client.dispose();
      await server.close({ graceMs: 0, spreadMs: 0 });
      await rm(widgetFolder, { recursive: true });
      await rm(services.filesFolder, { recursive: true, force: true });
    },
  };
}
