import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Faults } from '../kernel/faults.ts';
import { Ledger } from '../kernel/ledger.ts';
import { Store } from '../kernel/store.ts';
import { PortalService } from '../portal/portal.ts';
import { html } from './html.ts';
import { pages } from './pages.ts';

const PORT = 4100;
const PRODUCT = 'http://127.0.0.1:4000';

describe("the portal's pages", () => {
  let folder: string;
  let store: Store;
  let portal: PortalService;
  let server: FastifyInstance;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    store = new Store(folder);
    const application = {
      clientId: 'local.a',
      clientSecret: 's',
      code: 'local.a',
      kind: 'local' as const,
      callbackUrl: `${PRODUCT}/events`,
      installUrl: `${PRODUCT}/install`,
      appUrl: `${PRODUCT}/app`,
    };
    const services = { store, ledger: new Ledger(store), faults: new Faults(store) };
    portal = new PortalService({ ...services, baseUrl: `http://127.0.0.1:${PORT}`, application, log: () => undefined });
    portal.seed();
    const phones = {
      list: () => [],
      get: () => undefined,
      act: () => Promise.reject(new Error('no phones')),
      onChange: () => () => undefined,
    };
    server = fastify();
    await server.register(pages({ desk: portal.desk, phones, installUrl: application.installUrl, port: PORT }));
  });

  afterEach(async () => {
    await server.close();
    await portal.close();
    store.close();
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) =>
    server.inject({ method: 'GET', url, headers: { host: `localhost:${PORT}`, ...headers } });
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    server.inject({ method: 'POST', url, payload, headers: { host: `localhost:${PORT}`, ...headers } });
  const loggedInAs = async (who: string): Promise<Record<string, string>> => {
    const reply = await server.inject({
      method: 'POST',
      url: '/portal/session',
      headers: { host: `localhost:${PORT}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ who, back: '/' }).toString(),
    });
    return { cookie: String(reply.headers['set-cookie']).replace(/;.*/, '') };
  };
  const memberId = (index: number): string => portal.desk.portals()[index]?.memberId ?? '';

  it('leads pages asked under another host to localhost, where the product is another site', async () => {
    const reply = await get('/crm/deal/details/81/?lang=en', { host: '127.0.0.1:4100' });
    expect([reply.statusCode, reply.headers.location]).toEqual([307, 'http://localhost:4100/crm/deal/details/81/?lang=en']);
  });

  it('shows the first portal to its administrator until somebody else is chosen', async () => {
    expect((await get('/')).body).toContain('selected>\n    Мария Смирнова');
    const other = await get('/', await loggedInAs(`${memberId(1)}.5`));
    expect(other.body).toContain('"employee":{"id":"5"');
    expect(other.body).toContain(`"memberId":"${memberId(1)}"`);
  });

  it('takes back paths of its own only', async () => {
    const payload = new URLSearchParams({ who: 'x.1', back: '//evil.example/' }).toString();
    const headers = { host: `localhost:${PORT}`, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await server.inject({ method: 'POST', url: '/portal/session', headers, payload })).statusCode).toBe(400);
  });

  it('speaks English when asked to, and goes on so', async () => {
    const reply = await get('/?lang=en');
    expect(reply.body).toContain('<html lang="en">');
    const cookie = String(reply.headers['set-cookie']).replace(/;.*/, '');
    expect((await get('/online/', { cookie })).body).toContain('<html lang="en">');
  });

  it('gives a card with fields and timeline, 404 for one that is not there', async () => {
    const reply = await get('/portal/api/cards/DEAL/81');
    expect(reply.json()).toMatchObject({ card: { type: 'DEAL', id: '81' }, records: [], placements: [] });
    expect((await get('/portal/api/cards/DEAL/9999')).statusCode).toBe(404);
  });

  it('opens only what is bound, and the installer only for an administrator', async () => {
    const unbound = {
      place: 'card',
      type: 'DEAL',
      id: '81',
      smartProcessTypeId: null,
      code: 'CRM_DEAL_DETAIL_ACTIVITY',
      handler: 'http://evil.example/',
    };
    expect((await post('/portal/api/placements', unbound)).statusCode).toBe(404);
    const manager = await loggedInAs(`${memberId(0)}.5`);
    expect((await post('/portal/api/placements', { place: 'installer' }, manager)).statusCode).toBe(403);
    expect((await post('/portal/api/installation', {}, manager)).statusCode).toBe(403);
    expect((await post('/portal/api/placements', { place: 'application', options: {} })).statusCode).toBe(409);
    const installer = (await post('/portal/api/placements', { place: 'installer' })).json<{ frameName: string; sid: string }>();
    expect(installer.frameName).toBe(`localhost:4100|0|${installer.sid}`);
  });

  it('gives a frame a fresh token, but not the frame of somebody else', async () => {
    const { sid } = (await post('/portal/api/placements', { place: 'installer' })).json<{ sid: string }>();
    expect((await post(`/portal/api/placements/${sid}/auth`, {})).json()).toMatchObject({
      AUTH_ID: expect.any(String) as unknown,
      REFRESH_ID: expect.any(String) as unknown,
    });
    const manager = await loggedInAs(`${memberId(0)}.5`);
    expect((await post(`/portal/api/placements/${sid}/auth`, {}, manager)).statusCode).toBe(403);
  });

  it('serves its modules as JavaScript, without types, and nothing outside their folder', async () => {
    const module = await get('/assets/frame-message.ts');
    expect(module.headers['content-type']).toMatch(/^text\/javascript/);
    expect(module.body).not.toContain('interface');
    expect((await get('/assets/..%2fpages.ts')).statusCode).toBe(404);
    expect((await get('/assets/missing.ts')).statusCode).toBe(404);
  });

  it('escapes what comes from data', () => {
    expect(html`<p title="${'"><script>'}">${"<b>'&"}</p>`.text).toBe('<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;&#39;&#38;</p>');
  });
});
