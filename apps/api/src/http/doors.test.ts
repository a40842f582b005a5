import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'node:http';
import type { Bitrix24App, ProvenInstallation } from '@olchat/bitrix24';
import { refuse, type EmployeeId } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMBER_ID } from '../graphql/testing/fake-services.ts';
import { refusingApp, startTestServer, type TestServer } from '../graphql/testing/test-server.ts';
import type { ServerOptions } from '../graphql/server.ts';

const NEW_MEMBER = 'b'.repeat(32);

const INSTALLATION: ProvenInstallation = {
  memberId: NEW_MEMBER,
  clientEndpoint: 'https://new.bitrix24.ru/rest/',
  serverEndpoint: 'https://oauth.bitrix.info/rest/',
  tokenUrl: 'https://oauth.bitrix.info/oauth/token/',
  scope: ['crm', 'imconnector'],
  tokens: { accessToken: 'a', refreshToken: 'r', expiresAt: new Date() },
  employeeId: '7' as EmployeeId,
  name: 'Ольга',
  isAdministrator: true,
  language: 'ru',
  isFinished: false,
};

let server: TestServer;
const start = async (app: Partial<Bitrix24App> = {}, options: Partial<ServerOptions> = {}) => {
  server = await startTestServer({
    app: {
      ...refusingApp,
      proveEmployee: async (_portalId, token) => {
        if (token === 'employee-token') return { employeeId: '2' as EmployeeId, name: 'Мария Ким', isAdministrator: false };
        return refuse(token === null ? 'PORTAL_AUTH_MISSING' : 'PORTAL_TOKEN_REFUSED');
      },
      proveInstallation: async ({ refreshToken }) => (refreshToken === 'installer' ? INSTALLATION : refuse('PORTAL_TOKEN_REFUSED')),
      register: async () => ({ kept: [], added: ['placement CRM_DEAL_DETAIL_ACTIVITY'], removed: [], failed: [] }),
      ...app,
    },
    ...options,
  });
};
beforeEach(() => start());
afterEach(() => server.close());

const form = (path: string, fields: Record<string, string>) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  });

async function page(response: Response): Promise<Record<string, unknown>> {
  const html = await response.text();
  return JSON.parse(/<script type="application\/json" id="olchat-page">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? 'null') as Record<
    string,
    unknown
  >;
}

const OPENED = {
  member_id: MEMBER_ID,
  AUTH_ID: 'employee-token',
  REFRESH_ID: 'r',
  PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY',
  PLACEMENT_OPTIONS: '{"ID":"17"}',
};
const CARD = '/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY?DOMAIN=portal.example&PROTOCOL=1&LANG=ru&APP_SID=s';

describe('a page in the portal', () => {
  it('opens for the employee whom the portal names, with a session of his (SE-1, SE-4)', async () => {
    const response = await form(CARD, OPENED);
    expect(response.status).toBe(200);
    const data = await page(response);
    expect(data).toEqual({
      sessionToken: expect.stringMatching(/^ols_/) as string,
      screen: 'card',
      locale: 'ru',
      productName: 'OLChat',
      memberId: MEMBER_ID,
      portalOrigin: 'https://portal.example',
      card: { type: 'DEAL', id: '17', smartProcessTypeId: null },
      messenger: 'WHATSAPP',
      messageId: null,
      dialogId: null,
      field: null,
      employee: { id: '2', name: 'Мария Ким' },
      isAdministrator: false,
      problem: null,
      // By this name the log tells of the request (also in the header of the answer).
      requestId: expect.any(String) as unknown,
    });
    expect(server.services.portals.savedEmployees).toEqual([{ id: '2', isAdministrator: false, hasTokens: true }]);
    expect(await server.ask(data['sessionToken'] as string, '{ viewer { employee { id } } }')).toEqual({
      viewer: { employee: { id: '2' } },
    });
  });

  it('shows the history of a message when a block in the timeline asks for it', async () => {
    const options = { view: 'history', messageId: 'm-1', entityTypeId: '2', entityId: '17', activityId: '901' };
    const opened = await form('/bitrix24/placement/DEFAULT?LANG=ru', {
      ...OPENED,
      PLACEMENT: 'DEFAULT',
      PLACEMENT_OPTIONS: JSON.stringify(options),
    });
    expect(await page(opened)).toMatchObject({ screen: 'history', messageId: 'm-1', card: null, employee: { id: '2' } });
  });

  it('shows the templates above the message box of a chat, and of which one (M-12)', async () => {
    const opened = await form('/bitrix24/placement/IM_TEXTAREA?LANG=ru', {
      ...OPENED,
      PLACEMENT: 'IM_TEXTAREA',
      PLACEMENT_OPTIONS: JSON.stringify({ dialogId: 'chat1767', URI: '/online/' }),
    });
    expect(await page(opened)).toMatchObject({
      screen: 'templates',
      dialogId: 'chat1767',
      card: null,
      employee: { id: '2' },
      problem: null,
    });
  });

  it('shows in a field of our type whether OLChat is on for the smart process, and asks the portal nothing for it (S-2, S-21, S-23)', async () => {
    const options = (mode: string, entityTypeId: number) => ({
      MODE: mode,
      ENTITY_ID: 'CRM_7',
      ENTITY_VALUE_ID: '61',
      FIELD_NAME: 'UF_CRM_7_OLCHAT',
      VALUE: null,
      ENTITY_DATA: { entityTypeId, entityId: '61', module: 'crm' },
    });
    const open = async (mode: string, entityTypeId = 1038) =>
      page(
        await form('/bitrix24/placement/USERFIELD_TYPE?LANG=ru', {
          ...OPENED,
          PLACEMENT: 'USERFIELD_TYPE',
          PLACEMENT_OPTIONS: JSON.stringify(options(mode, entityTypeId)),
        }),
      );
    expect(await open('edit')).toMatchObject({
      screen: 'field',
      field: { mode: 'edit', smartProcessTypeId: '1038', embedded: false, isOn: false, isForced: false },
      card: { type: 'SMART_PROCESS', id: '61', smartProcessTypeId: '1038' },
      problem: null,
    });
    await server.ask('admin', 'mutation { embedInSmartProcess(input: { smartProcessTypeId: "1038" }) { __typename } }');
    expect(await open('view')).toMatchObject({ field: { mode: 'view', embedded: true, isOn: true } });
    expect(await open('edit', 2)).toMatchObject({
      field: { smartProcessTypeId: null, embedded: false, isOn: false },
      card: { type: 'DEAL', id: '61' },
    });
    Object.assign(server.services.rows.portal, { statusesWidget: true, forceWidget: true });
    expect(await open('view', 2)).toMatchObject({ field: { isOn: true, isForced: true } });
  });

  it('may be framed by the stored portal only, runs only our scripts and is kept nowhere (SE-40)', async () => {
    const { headers } = await form(CARD.replace('portal.example', 'evil.example'), OPENED);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "base-uri 'none'",
        'frame-ancestors https://portal.example',
      ]),
    );
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:4000");
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.has('x-frame-options')).toBe(false);
    expect(headers.has('set-cookie')).toBe(false);
  });

  it.each([
    ['no token', undefined, 'PORTAL_AUTH_MISSING', 'Нет данных авторизации от Битрикс24'],
    ['a token that the portal refuses', 'stolen', 'PORTAL_TOKEN_REFUSED', 'Ошибка получения токена авторизации'],
  ])('says the problem and gives no session for %s (E-06, E-07)', async (_name, token, code, sentence) => {
    const fields = Object.entries({ ...OPENED, AUTH_ID: token }).filter((field): field is [string, string] => field[1] !== undefined);
    const data = await page(await form(CARD, Object.fromEntries(fields)));
    expect(data).toMatchObject({
      sessionToken: null,
      employee: null,
      problem: { code, message: expect.stringContaining(sentence) as string },
    });
    expect(server.services.portals.savedEmployees).toEqual([]);
  });

  it('shows an unknown portal the sentence in its own frame, and nothing else', async () => {
    const response = await form(CARD, { ...OPENED, member_id: 'f'.repeat(32) });
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors https://portal.example http://portal.example');
    expect(await page(response)).toMatchObject({ sessionToken: null, portalOrigin: '', problem: { code: 'PORTAL_AUTH_MISSING' } });
    const forged = await form(CARD.replace('portal.example', encodeURIComponent("x; script-src 'unsafe-inline'")), {
      ...OPENED,
      member_id: 'f'.repeat(32),
    });
    expect(forged.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
  });

  it('cannot be broken out of by a text of the form (AT-11)', async () => {
    const response = await form(CARD, { ...OPENED, member_id: '</script><script>alert(1)</script>' });
    const html = await response.text();
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toContain(String.raw`\u003c/script>\u003cscript>alert(1)`);
  });

  it('opens the application’s own page, and no page for what is no placement', async () => {
    expect(
      await page(await form('/bitrix24/placement/app?LANG=en', { ...OPENED, PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '' })),
    ).toMatchObject({ screen: 'app', locale: 'en', card: null, problem: null });
    expect((await form('/bitrix24/placement/other', OPENED)).status).toBe(404);
    expect(await page(await form(CARD, { ...OPENED, PLACEMENT_OPTIONS: '{}' }))).toMatchObject({
      card: null,
      problem: { code: 'NOT_FOUND' },
    });
  });

  it('refuses what Bitrix24 would not send (SE-30)', async () => {
    expect((await form(CARD, { AUTH_ID: 'x' })).status).toBe(400);
    expect((await form(CARD, { ...OPENED, PLACEMENT_OPTIONS: '{' })).status).toBe(400);
    expect((await fetch(server.url + CARD, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(
      415,
    );
  });

  it('says what to do while the widget is not built', async () => {
    await server.close();
    await start({}, { widgetFolder: await mkdtemp(join(tmpdir(), 'olchat-empty-')) });
    const response = await form(CARD, OPENED);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});

describe('a session for a page that stayed open', () => {
  const ask = (body: object) =>
    fetch(`${server.url}/bitrix24/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('is given for the employee’s fresh token', async () => {
    const response = await ask({
      memberId: MEMBER_ID,
      authId: 'employee-token',
      refreshId: 'r',
      placement: 'CRM_DEAL_DETAIL_ACTIVITY',
      placementOptions: { ID: '17' },
    });
    expect(response.status).toBe(200);
    const { sessionToken } = (await response.json()) as { sessionToken: string };
    expect(await server.ask(sessionToken, '{ viewer { employee { id } } }')).toEqual({ viewer: { employee: { id: '2' } } });
  });

  it('is refused with a code for another token, and for malformed bodies', async () => {
    const refused = await ask({ memberId: MEMBER_ID, authId: 'stolen' });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'PORTAL_TOKEN_REFUSED']);
    expect((await ask({ memberId: [MEMBER_ID], authId: 'x' })).status).toBe(400);
  });

  it('is asked of the portal at most 120 times a minute', async () => {
    const statuses = [];
    for (let n = 0; n < 121; n++) statuses.push((await ask({ memberId: MEMBER_ID, authId: 'stolen' })).status);
    expect(statuses.filter(status => status === 401)).toHaveLength(120);
    expect(statuses.at(-1)).toBe(429);
    expect((await ask({ memberId: NEW_MEMBER, authId: 'x' })).status).toBe(401);
  });
});

describe('the installation', () => {
  const INSTALL = '/bitrix24/install?DOMAIN=new.bitrix24.ru&LANG=ru';

  it('stores what the authorisation server says, not what the form says (SE-3)', async () => {
    const data = await page(
      await form(INSTALL, {
        member_id: MEMBER_ID,
        REFRESH_ID: 'installer',
        APPLICATION_TOKEN: 'new-token',
        SERVER_ENDPOINT: 'https://evil.example/rest/',
      }),
    );
    expect(data).toMatchObject({
      screen: 'install',
      memberId: NEW_MEMBER,
      portalOrigin: 'https://new.bitrix24.ru',
      isAdministrator: true,
      problem: null,
    });
    expect(data['sessionToken']).not.toBeNull();
    expect(server.services.portals.installed).toMatchObject([
      { memberId: NEW_MEMBER, domain: 'new.bitrix24.ru', language: 'ru', country: 'RU' },
    ]);
    const portal = await server.services.portals.findByMemberId(NEW_MEMBER);
    expect(server.services.portals.applicationTokens.get(portal?.id ?? '')).toBe('new-token');
  });

  it('does nothing for a refresh token that is not ours, and for an employee who is no administrator (AT-4)', async () => {
    expect(await page(await form(INSTALL, { member_id: MEMBER_ID, REFRESH_ID: 'forged', APPLICATION_TOKEN: 'evil' }))).toMatchObject({
      sessionToken: null,
      problem: { code: 'PORTAL_TOKEN_REFUSED' },
    });
    await server.close();
    await start({ proveInstallation: async () => ({ ...INSTALLATION, isAdministrator: false }) });
    expect(await page(await form(INSTALL, { member_id: NEW_MEMBER, REFRESH_ID: 'installer', APPLICATION_TOKEN: 'evil' }))).toMatchObject({
      sessionToken: null,
      problem: { code: 'FORBIDDEN' },
    });
    expect(server.services.portals.installed).toEqual([]);
    expect([...server.services.portals.applicationTokens.values()]).toEqual(['application-token']);
  });

  it('keeps the portal and says so when it cannot be registered', async () => {
    await server.close();
    await start({ register: async () => refuse('PORTAL_UNAVAILABLE') });
    expect(await page(await form(INSTALL, { member_id: NEW_MEMBER, REFRESH_ID: 'installer' }))).toMatchObject({
      problem: { code: 'PORTAL_UNAVAILABLE' },
      isAdministrator: true,
    });
    expect(server.services.portals.installed).toHaveLength(1);
  });
});

describe('events of a portal', () => {
  const event = (fields: Record<string, string> = {}) =>
    form('/bitrix24/events', {
      event: 'ONIMCONNECTORMESSAGEADD',
      'data[CONNECTOR]': 'olchat_whatsapp',
      ts: '1696527000',
      'auth[member_id]': MEMBER_ID,
      'auth[application_token]': 'application-token',
      ...fields,
    });

  it('are stored with their task and answered, each one even if it equals another (RE-20)', async () => {
    expect((await event()).status).toBe(200);
    expect((await event()).status).toBe(200);
    const { inbox, tasks } = server.services.rows;
    expect(inbox).toHaveLength(2);
    expect(inbox[0]).toMatchObject({ source: 'BITRIX24', body: expect.stringContaining('event=ONIMCONNECTORMESSAGEADD') as string });
    expect(new Set(inbox.map(({ dedupKey }) => dedupKey)).size).toBe(2);
    expect(tasks).toEqual(inbox.map(({ id }) => ({ name: 'route-portal-event', laneKey: 'portal-events', subjectId: id })));
  });

  it.each([
    ['a wrong token', { 'auth[application_token]': 'application-tokem' }, 403],
    ['a short token', { 'auth[application_token]': 'a' }, 403],
    ['another portal', { 'auth[member_id]': 'f'.repeat(32) }, 403],
    ['a list of tokens', { 'auth[application_token]': '', 'auth[application_token][]': 'application-token' }, 400],
    ['a prototype', { 'data[__proto__][x]': '1' }, 400],
  ])('are refused with %s, and nothing is stored (AT-4)', async (_name, fields, status) => {
    expect((await event(fields)).status).toBe(status);
    expect(server.services.rows.inbox).toEqual([]);
  });

  it('are refused above 5 MB', async () => {
    expect((await event({ 'data[x]': 'x'.repeat(5 * 1024 * 1024) })).status).toBe(413);
  });

  it('suspend the portal when it uninstalls us, and only with its token (SE-2)', async () => {
    expect((await event({ event: 'ONAPPUNINSTALL', 'auth[application_token]': 'x' })).status).toBe(403);
    expect(server.services.rows.portal.state).toBe('ACTIVE');
    expect((await event({ event: 'ONAPPUNINSTALL' })).status).toBe(200);
    expect(server.services.rows.portal.state).toBe('SUSPENDED');
    expect((await event()).status).toBe(403);
    const closed = await page(await form(CARD, { ...OPENED, AUTH_ID: 'refused' }));
    expect(closed).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_AUTH_MISSING' } });
    expect(server.services.rows.portal.state).toBe('SUSPENDED');
  });

  it('that say falsely that we are uninstalled are corrected by the first page whose token the portal knows (SE-2)', async () => {
    await event({ event: 'ONAPPUNINSTALL' });
    expect(await page(await form(CARD, OPENED))).toMatchObject({ sessionToken: expect.any(String) as unknown, problem: null });
    expect(server.services.rows.portal.state).toBe('ACTIVE');
    expect((await event()).status).toBe(200);
  });

  it('install the portal that the authorisation server names, whatever the event says (SE-3)', async () => {
    const install = { event: 'ONAPPINSTALL', 'auth[member_id]': MEMBER_ID, 'auth[application_token]': 'brought' };
    expect((await event({ ...install, 'auth[refresh_token]': 'forged' })).status).toBe(403);
    expect((await event(install)).status).toBe(403);
    expect(server.services.portals.installed).toEqual([]);
    expect((await event({ ...install, 'auth[refresh_token]': 'installer' })).status).toBe(200);
    expect(server.services.portals.installed).toMatchObject([{ memberId: NEW_MEMBER }]);
    expect(server.services.portals.applicationTokens.get(server.services.portalId)).toBe('application-token');
  });
});

describe('files of the widget', () => {
  it('are served for ever under names that change with their content', async () => {
    const response = await fetch(`${server.url}/widget/assets/card-4f2a.js`);
    expect(await response.text()).toBe('export {};');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5', 'br'],
    ['gzip, br;q=0', null],
    ['gzip', null],
    ['', null],
  ])('go as the build compressed them to whoever takes that («%s»: %s)', async (accepted, encoding) => {
    const response = await fetch(`${server.url}/widget/assets/card-4f2a.js`, { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toContain('accept-encoding');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe('export {};');
  });

  it.each([
    '/widget/card.html',
    '/widget/assets/none.js',
    '/widget/assets/card-4f2a.js.br',
    '/widget/assets',
    '/widget/../../../etc/passwd',
    '/widget/%2e%2e/%2e%2e/etc/hosts.json',
    '/widget/assets/..%2f..%2fx.js',
  ])('hold no %s', async path => {
    // Not by fetch, which would tidy the path.
    const status = await new Promise(resolve =>
      request({ port: server.port, host: '127.0.0.1', path }, response => resolve(response.resume().statusCode)).end(),
    );
    expect(status).toBe(404);
  });
});

describe('operations', () => {
  it('say live always and ready only when the database is (RE-58)', async () => {
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    await server.close();
    await start({}, { isReady: async () => false });
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });

  it('stop being ready while they still answer, and close connections (RE-55)', async () => {
    const closing = server.server.close({ graceMs: 300, spreadMs: 0 });
    const response = await fetch(`${server.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('connection')).toBe('close');
    expect(await server.ask('employee', '{ viewer { locale } }')).toEqual({ viewer: { locale: 'ru' } });
    await closing;
  });

  it('show the measures that page a person (RE-59)', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain('olchat_oldest_ready_task_seconds 2');
    expect(text).toContain('olchat_open_sockets 0');
    expect(text).not.toContain('olchat_unconfirmed_messages');
  });

  it('show the schema, and an explorer that loads nothing from elsewhere', async () => {
    expect(await (await fetch(`${server.url}/schema.graphql`)).text()).toContain('type Mutation {');
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    const html = await response.text();
    const nonce = /nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect(html).not.toMatch(/https?:\/\/|src=/);
  });

  it('tell a stranger nothing about the inside (SE-21)', async () => {
    server.services.portals.findByMemberId = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1:5432'));
    const response = await form(CARD, OPENED);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/ECONNREFUSED|10\.0/);
    expect(response.headers.get('server')).toBeNull();
  });
});
