/** Forged installations, pages and sessions: what a browser posts is a claim (AT-4, SE-1, SE-3). */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FIRST, SECOND, openApplication } from '../support/portal.ts';
import type { AttackedSystem } from './attacked-system.ts';
import { doors, type Fields } from './doors.ts';

export function pageAttacks(current: () => AttackedSystem): void {
  const { send, page, administrator, event, eventStatus, isInstalled } = doors(current);

  describe('an installation over an existing portal', () => {
    const forged = 'f'.repeat(32);
    const install = (fields: Fields) =>
      page('/bitrix24/install', { ...current().portals.pages.first.form.fields, APPLICATION_TOKEN: forged, ...fields });

    it('is nothing with an invented refresh token (SE-3)', async () => {
      expect(await install({ REFRESH_ID: 'invented' })).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_TOKEN_REFUSED' } });
      expect(await eventStatus(event({ 'auth[application_token]': forged }))).toBe(403);
      expect(await isInstalled(FIRST)).toBe(true);
    });

    it('is nothing by an employee who is no administrator', async () => {
      const { form } = await openApplication(current().system, { memberId: FIRST, employeeId: '5' });
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
      const { fields: honest } = (await administrator(SECOND)).form;
      expect(await page('/bitrix24/install', honest)).toMatchObject({ problem: null });
      // The same form again proves nothing: its refresh token is spent.
      expect(await page('/bitrix24/install', honest)).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_TOKEN_REFUSED' } });
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
      const { fields } = current().portals.pages.first.form;
      const without = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'AUTH_ID'));
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
      for (const fields of [
        current().portals.pages.first.form.fields,
        { ...current().portals.pages.first.form.fields, AUTH_ID: 'invented' },
      ]) {
        const response = await send(`${card}?DOMAIN=evil.example&PROTOCOL=1`, { method: 'POST', body: new URLSearchParams(fields) });
        const ancestors = /frame-ancestors ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
        expect(ancestors).toBe(new URL(current().system.portalUrl).origin);
      }
    });

    it('is refused when a value is said twice, is a list, or a script of the form is no text (SE-30)', async () => {
      const { fields } = current().portals.pages.first.form;
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
}
