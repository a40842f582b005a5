/** What portals tell us, and what they are believed (RE-20, SE-2). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMBER_ID } from '../graphql/testing/fake-portal.ts';
import { CARD, DoorsBench, NEW_MEMBER, OPENED, pageOf } from './testing/doors-bench.ts';

const bench = new DoorsBench();
const { form } = bench;

beforeEach(() => bench.start());
afterEach(() => bench.server.close());

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
    const { inbox, tasks } = bench.server.services.rows;
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
    expect(bench.server.services.rows.inbox).toEqual([]);
  });

  it('are refused above 5 MB', async () => {
    expect((await event({ 'data[x]': 'x'.repeat(5 * 1024 * 1024) })).status).toBe(413);
  });

  it('suspend the portal when it uninstalls us, and only with its token (SE-2)', async () => {
    expect((await event({ event: 'ONAPPUNINSTALL', 'auth[application_token]': 'x' })).status).toBe(403);
    expect(bench.server.services.rows.portal.state).toBe('ACTIVE');
    expect((await event({ event: 'ONAPPUNINSTALL' })).status).toBe(200);
    expect(bench.server.services.rows.portal.state).toBe('SUSPENDED');
    expect((await event()).status).toBe(403);
    const closed = await pageOf(await form(CARD, { ...OPENED, AUTH_ID: 'refused' }));
    expect(closed).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_AUTH_MISSING' } });
    expect(bench.server.services.rows.portal.state).toBe('SUSPENDED');
  });

  it('that say falsely that we are uninstalled are corrected by the first page whose token the portal knows (SE-2)', async () => {
    await event({ event: 'ONAPPUNINSTALL' });
    expect(await pageOf(await form(CARD, OPENED))).toMatchObject({ sessionToken: expect.any(String) as unknown, problem: null });
    expect(bench.server.services.rows.portal.state).toBe('ACTIVE');
    expect((await event()).status).toBe(200);
  });

  it('install the portal that the authorisation server names, whatever the event says (SE-3)', async () => {
    const install = { event: 'ONAPPINSTALL', 'auth[member_id]': MEMBER_ID, 'auth[application_token]': 'brought' };
    expect((await event({ ...install, 'auth[refresh_token]': 'forged' })).status).toBe(403);
    expect((await event(install)).status).toBe(403);
    expect(bench.server.services.portals.installed).toEqual([]);
    expect((await event({ ...install, 'auth[refresh_token]': 'installer' })).status).toBe(200);
    expect(bench.server.services.portals.installed).toMatchObject([{ memberId: NEW_MEMBER }]);
    expect(bench.server.services.portals.applicationTokens.get(bench.server.services.portalId)).toBe('application-token');
  });
});
