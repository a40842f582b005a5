/** Doors that are not GraphQL: forged installations, pages, sessions and events (AT-4), foreign origins (AT-9), headers (AT-12). */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { IVAN } from '../support/client.ts';
import { openApplication, post, type OpenedPage } from '../support/portal.ts';
import { until } from '../support/process.ts';
import { inDatabase, type AttackedSystem } from './attacked-system.ts';
import { DOORS, EVERYWHERE, PROTECTING_HEADERS, shownPolicy } from './http-doors.ts';
import { CANARY, FIRST, SECOND } from './places.ts';

type Fields = Record<string, string>;

export function doorAttacks(current: () => AttackedSystem): void {
  let attacked: AttackedSystem;
  beforeEach(() => {
    attacked = current();
  });

  const url = (path: string): string => attacked.system.productUrl + path;
  const send = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(url(path), init);
    attacked.heard.push({ actor: 'nobody', text: await response.clone().text() });
    return response;
  };
  const page = async (path: string, fields: Fields): Promise<OpenedPage['page']> => {
    const opened = await post({ action: url(path), fields });
    attacked.heard.push({ actor: 'nobody', text: opened.html });
    return opened.page;
  };
  const administrator = (memberId: string) => openApplication(attacked.system, { memberId, employeeId: '1' });
  const count = (what: string): Promise<number> =>
    inDatabase(attacked.system, async database =>
      Number((await database.query<{ count: string }>(`select count(*) from ${what}`)).rows[0]?.count),
    );

  /** `auth[application_token]` of the portal as its pages carry it: every employee can know it (SE-2). */
  const tokenOf = (memberId: string): string =>
    (memberId === FIRST ? attacked.pages.first : attacked.pages.second).form.fields['APPLICATION_TOKEN'] ?? '';
  const event = (fields: Fields, memberId = FIRST): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams({
      event: 'ONIMCONNECTORSTATUSDELETE',
      'auth[member_id]': memberId,
      'auth[application_token]': tokenOf(memberId),
      ...fields,
    }),
  });
  const eventStatus = async (init: RequestInit): Promise<number> => (await send('/bitrix24/events', init)).status;
  let forgeries = 0;
  const chatOfClient = () =>
    until('the chat of the client', async () =>
      (await attacked.system.control.chats()).find(chat => chat.messages.some(({ text }) => text.includes(CANARY))),
    );
  /** No task of anybody waits or runs, and no message is on its way. */
  const untilQuiet = () =>
    until(
      'nothing is left to do',
      async () => (await count(`task where state <> 'PARKED'`)) === 0 && (await count(`message where delivery <> 'DONE'`)) === 0,
    );
  const isInstalled = async (memberId: string): Promise<boolean> => (await eventStatus(event({}, memberId))) === 200;

  describe('routes of the API', () => {
    it('all stand in the table', () => {
      const routes = attacked.routes().filter(route => !route.startsWith('HEAD ')); // each GET answers it too
      expect(routes.sort()).toEqual(
        [...new Set(Object.keys(DOORS).map(name => name.split(',')[0]))].filter(name => name !== 'GET /nothing').sort(),
      );
    });

    it.each(Object.entries(DOORS))('%s answers with the headers of the table, and no others (SE-40)', async (_name, door) => {
      const { status, headers } = door;
      const [path, init] = door.request(attacked);
      const response = await send(path, init);
      expect(response.status).toBe(status);
      const shown = Object.fromEntries(PROTECTING_HEADERS.map(name => [name, response.headers.get(name)]));
      expect({ ...shown, 'content-security-policy': shownPolicy(shown['content-security-policy'] ?? null, attacked) }).toEqual({
        ...EVERYWHERE,
        ...headers,
      });
    });
  });

  describe('an installation over an existing portal', () => {
    const forged = 'f'.repeat(32);
    const install = (fields: Fields) =>
      page('/bitrix24/install', { ...attacked.pages.first.form.fields, APPLICATION_TOKEN: forged, ...fields });

    it('is nothing with an invented refresh token (SE-3)', async () => {
      expect(await install({ REFRESH_ID: 'invented' })).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_TOKEN_REFUSED' } });
      expect(await eventStatus(event({ 'auth[application_token]': forged }))).toBe(403);
      expect(await isInstalled(FIRST)).toBe(true);
    });

    it('is nothing by an employee who is no administrator', async () => {
      const { form } = await openApplication(attacked.system, { memberId: FIRST, employeeId: '5' });
      expect(await install({ REFRESH_ID: form.fields['REFRESH_ID'] ?? '' })).toMatchObject({
        sessionToken: null,
        problem: { code: 'FORBIDDEN' },
      });
      expect(await eventStatus(event({ 'auth[application_token]': forged }))).toBe(403);
      expect(await isInstalled(FIRST)).toBe(true);
    });

    it('reaches only the portal whose administrator proved it, whatever the form says', async () => {
      const twin = (await administrator(SECOND)).form.fields;
      const opened = await install({ REFRESH_ID: twin['REFRESH_ID'] ?? '' });
      expect(opened).toMatchObject({ memberId: SECOND, isAdministrator: true, problem: null });
      expect(await eventStatus(event({ 'auth[application_token]': forged }))).toBe(403);
      expect(await isInstalled(FIRST)).toBe(true);
      // He spoilt his own portal's token; installing it honestly mends it.
      expect(await isInstalled(SECOND)).toBe(false);
      expect(await page('/bitrix24/install', (await administrator(SECOND)).form.fields)).toMatchObject({ problem: null });
      expect(await isInstalled(SECOND)).toBe(true);
    });

    it('tells our secret to no server that the form or the event names', async () => {
      let visits = 0;
      const attacker = createServer((_request, response) => {
        visits += 1;
        response.end('{}');
      }).listen(0, '127.0.0.1');
      await once(attacker, 'listening');
      const host = `127.0.0.1:${(attacker.address() as AddressInfo).port}`;
      const places = { SERVER_ENDPOINT: `http://${host}/rest/`, DOMAIN: host, SERVER_DOMAIN: host };
      expect(await install({ ...places, REFRESH_ID: 'invented' })).toMatchObject({ sessionToken: null });
      const named = {
        'auth[refresh_token]': 'invented',
        'auth[server_endpoint]': `http://${host}/rest/`,
        'auth[client_endpoint]': `http://${host}/rest/`,
        'auth[domain]': host,
      };
      expect(await eventStatus(event({ ...named, event: 'ONAPPINSTALL' }))).toBe(403);
      attacker.close();
      expect(visits).toBe(0);
    });
  });

  describe('a page', () => {
    const card = '/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY';

    it.each([
      ['the first portal, with a token of the twin’s administrator', FIRST, SECOND],
      ['the twin, with a token of the first portal’s administrator', SECOND, FIRST],
    ])('has no session for %s (SE-1)', async (_what, claimed, owner) => {
      const { fields } = (await administrator(owner)).form;
      for (const path of [card, '/bitrix24/placement/DEFAULT']) {
        expect(await page(path, { ...fields, member_id: claimed })).toMatchObject({
          sessionToken: null,
          employee: null,
          problem: { code: 'PORTAL_TOKEN_REFUSED' },
        });
      }
      const session = await send('/bitrix24/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ memberId: claimed, authId: fields['AUTH_ID'], refreshId: fields['REFRESH_ID'] }),
      });
      expect([session.status, await session.json()]).toEqual([401, expect.objectContaining({ code: 'PORTAL_TOKEN_REFUSED' })]);
    });

    it('has no session without a token, with an invented one, and for an unknown portal', async () => {
      const { fields } = attacked.pages.first.form;
      const { AUTH_ID: _token, ...without } = fields;
      expect(await page(card, without)).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_AUTH_MISSING' } });
      expect(await page(card, { ...fields, AUTH_ID: 'invented' })).toMatchObject({
        sessionToken: null,
        problem: { code: 'PORTAL_TOKEN_REFUSED' },
      });
      expect(await page(card, { ...fields, member_id: 'a'.repeat(32) })).toMatchObject({
        sessionToken: null,
        problem: { code: 'PORTAL_AUTH_MISSING' },
      });
    });

    it('may be framed by the stored portal only, whatever DOMAIN says (AT-12)', async () => {
      for (const fields of [attacked.pages.first.form.fields, { ...attacked.pages.first.form.fields, AUTH_ID: 'invented' }]) {
        const response = await send(`${card}?DOMAIN=evil.example&PROTOCOL=1`, { method: 'POST', body: new URLSearchParams(fields) });
        const ancestors = /frame-ancestors ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
        expect(ancestors).toBe(new URL(attacked.system.portalUrl).origin);
      }
    });

    it('is refused when a value is said twice, is a list, or a script of the form is no text (SE-30)', async () => {
      const { fields } = attacked.pages.first.form;
      const bodies = [
        `${new URLSearchParams(fields).toString()}&member_id=${SECOND}`,
        new URLSearchParams({ ...fields, 'AUTH_ID[]': fields['AUTH_ID'] ?? '' }).toString(),
        new URLSearchParams({ 'member_id[]': FIRST, AUTH_ID: fields['AUTH_ID'] ?? '' }).toString(),
      ];
      for (const body of bodies) {
        const response = await send(card, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
        expect(response.status).toBe(400);
      }
      const hostile = await send(`${card}?LANG=${encodeURIComponent('ru"><script>')}`, {
        method: 'POST',
        body: new URLSearchParams({ ...fields, member_id: '</script><script>alert(1)</script>' }),
      });
      expect(await hostile.text()).not.toContain('<script>alert');
    });
  });

  describe('a session by JSON', () => {
    it.each([
      ['a form', { body: new URLSearchParams({ memberId: FIRST, authId: 'x' }) }, 415],
      ['text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
      [
        'lists for values',
        { body: JSON.stringify({ memberId: [FIRST], authId: ['x'] }), headers: { 'content-type': 'application/json' } },
        400,
      ],
      [
        'more than 16 KB',
        { body: JSON.stringify({ memberId: FIRST, authId: 'x'.repeat(17_000) }), headers: { 'content-type': 'application/json' } },
        413,
      ],
    ])('is not given for %s', async (_what, init, status) => {
      expect((await send('/bitrix24/session', { method: 'POST', ...init })).status).toBe(status);
    });
  });

  describe('an event', () => {
    it.each([
      ['a wrong token', { 'auth[application_token]': 'f'.repeat(32) }, 403],
      ['a cut token', { 'auth[application_token]': 'f' }, 403],
      ['an empty token', { 'auth[application_token]': '' }, 400],
      ['the right token of an unknown portal', { 'auth[member_id]': 'a'.repeat(32) }, 403],
      ['the right token of the first portal in the twin’s name', { 'auth[member_id]': SECOND }, 403],
    ])('with %s is not stored (SE-2)', async (_what, fields, status) => {
      const before = await count('inbox');
      expect(await eventStatus(event(fields))).toBe(status);
      expect(await count('inbox')).toBe(before);
    });

    it('with the twin’s token, none, or a list of tokens is not stored', async () => {
      const before = await count('inbox');
      expect(await eventStatus(event({ 'auth[application_token]': tokenOf(SECOND) }))).toBe(403);
      const bare = { event: 'ONIMCONNECTORSTATUSDELETE', 'auth[member_id]': FIRST };
      expect(await eventStatus({ method: 'POST', body: new URLSearchParams(bare) })).toBe(403);
      for (const name of ['auth[application_token][]', 'auth[application_token][0]', 'auth[application_token][a]']) {
        expect(await eventStatus({ method: 'POST', body: new URLSearchParams({ ...bare, [name]: tokenOf(FIRST) }) })).toBe(400);
      }
      expect(await count('inbox')).toBe(before);
    });

    it.each([
      ['nested 13 deep', `&data${'[a]'.repeat(13)}=1`, 400],
      ['with 20 001 values', Array.from({ length: 20_001 }, (_, index) => `&data[p${index}]=1`).join(''), 400],
      ['with a list of thousands', '&data[1001]=1', 400],
      ['with a prototype', '&__proto__[polluted]=1', 400],
      ['that says the portal twice', `&auth[member_id]=${SECOND}`, 400],
      ['in broken percent codes', '&data[a%ff]=1', 400],
    ])('%s is refused whole (SE-30)', async (_what, more, status) => {
      const before = await count('inbox');
      const body = `event=ONIMCONNECTORMESSAGEADD&auth[member_id]=${FIRST}&auth[application_token]=${tokenOf(FIRST)}${more}`;
      expect(await eventStatus({ method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toBe(status);
      expect(await count('inbox')).toBe(before);
    });

    it('of more than 5 MB is refused before it is read', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 5 * 1024 * 1024 + 1 };
      const sent = request(url('/bitrix24/events'), { method: 'POST', headers });
      sent.on('error', () => undefined); // we are hung up on in the middle
      sent.write('event=ONIMCONNECTORMESSAGEADD');
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(413);
      sent.destroy();
    });

    it('of an operator’s message that comes twice reaches the client once (RE-20)', async () => {
      const { system } = attacked;
      const text = `${CANARY} ответ оператора`;
      const chat = await chatOfClient();
      await system.control.faults([{ service: 'bitrix24', method: 'ONIMCONNECTORMESSAGEADD', do: 'repeat' }]);
      const response = await fetch(`${system.portalUrl}/portal/api/chats/${chat.chatId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      expect(response.ok).toBe(true);
      await until('the client has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === text));
      await untilQuiet();
      expect(await system.control.sent(text)).toHaveLength(1);
      await system.control.clearFaults();
    });

    it.each([
      ['another employee', { 'data[MESSAGES][0][message][user_id]': '1' }],
      [
        'an employee to a client of another chat',
        { 'data[MESSAGES][0][message][user_id]': '5', 'data[MESSAGES][0][chat][id]': '79000000021' },
      ],
    ])('that an employee forges in the name of %s reaches no client (SE-2)', async (_whose, fields) => {
      const { system } = attacked;
      const text = `${CANARY} подделка`;
      const chat = await chatOfClient();
      const forged = event({
        event: 'ONIMCONNECTORMESSAGEADD',
        'data[CONNECTOR]': 'olchat_whatsapp',
        'data[LINE]': attacked.lineId,
        'data[MESSAGES][0][im][chat_id]': chat.chatId,
        'data[MESSAGES][0][im][message_id]': String(900_000 + (forgeries += 1)),
        'data[MESSAGES][0][message][text]': text,
        'data[MESSAGES][0][chat][id]': IVAN,
        ...fields,
      });
      expect(await eventStatus(forged)).toBe(200);
      await untilQuiet();
      expect(await system.control.sent(text)).toEqual([]);
    });
  });

  describe('/graphql from another origin', () => {
    const mutation = 'mutation { createPartnerKey(input: { title: "CSRF" }) { __typename } }';
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const multipart = () => {
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: mutation }));
      return form;
    };

    it.each([
      ['a form', () => ({ body: new URLSearchParams({ query: mutation }) })],
      ['text', () => ({ body: JSON.stringify({ query: mutation }), headers: { 'content-type': 'text/plain' } })],
      ['a multipart form', () => ({ body: multipart() })],
    ])('takes no %s, even with a token (AT-9)', async (_what, init) => {
      const before = await count('partner_key');
      const { headers = {}, ...rest } = init() as RequestInit & { headers?: Record<string, string> };
      const response = await send('/graphql', {
        method: 'POST',
        ...rest,
        headers: { ...evil, ...headers, authorization: `Bearer ${attacked.tokens.owner}` },
      });
      expect(response.status).toBe(415);
      expect(await count('partner_key')).toBe(before);
    });

    it('runs no mutation by GET', async () => {
      const before = await count('partner_key');
      const response = await send(`/graphql?query=${encodeURIComponent(mutation)}`, {
        headers: { ...evil, authorization: `Bearer ${attacked.tokens.owner}` },
      });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await count('partner_key')).toBe(before);
    });

    it('gives no page of another origin leave to send a token', async () => {
      const response = await send('/graphql', {
        method: 'OPTIONS',
        headers: { ...evil, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization, content-type' },
      });
      expect(response.status).toBe(404);
      expect([...response.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([]);
    });
  });
}
