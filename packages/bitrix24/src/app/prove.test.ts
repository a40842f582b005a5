import type { PortalId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { batchAnswer, FakePortal, MEMBER, PORTAL } from '../rest/fake-portal.ts';
import { proveEmployee } from './prove-employee.ts';
import { proveInstallation } from './prove-installation.ts';

const who = (part: { code?: string; profile?: unknown; administrator?: boolean } = {}) =>
  batchAnswer({
    app: { ID: '1', CODE: part.code ?? 'local.app', INSTALLED: false, LANGUAGE_ID: 'ru' },
    me: part.profile ?? { ID: '27', NAME: 'Мария', LAST_NAME: 'Смирнова', ADMIN: true },
    administrator: part.administrator ?? true,
  });

const installer = (portal: FakePortal, serverEndpoint: string | null = null) => {
  const post = portal.post();
  return proveInstallation({ refreshToken: 'r', serverEndpoint }, portal.tokenServer(post), { post, appCodes: ['local.app'] });
};

const employee = (portal: FakePortal, token: string | null, portalId: PortalId = PORTAL, followMove = async (): Promise<void> => {}) =>
  proveEmployee(portalId, token, { post: portal.post(), appCodes: ['local.app'], addresses: portal, budget: portal.budget, followMove });

describe('proveInstallation', () => {
  it('believes the authorisation server and the portal that it names (SE-3)', async () => {
    await using portal = await FakePortal.open();
    portal.grant = () => portal.grantOf('fresh', 27);
    portal.answer = () => who();
    expect(await installer(portal)).toMatchObject({
      memberId: MEMBER,
      clientEndpoint: `http://${portal.host}/rest/`,
      tokenUrl: portal.tokenUrl,
      employeeId: '27',
      name: 'Мария Смирнова',
      isAdministrator: true,
      language: 'ru',
      isFinished: false,
      scope: ['crm', 'im'],
      tokens: { accessToken: 'fresh', refreshToken: 'refresh-fresh' },
    });
    expect(portal.calls[0]?.token).toBe('fresh');
  });

  it('shows the secret to no server that the form names', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => who();
    await installer(portal, 'https://attacker.example/rest/');
    expect(portal.exchanges).toHaveLength(1);
    const server = portal.tokenServer();
    expect(server.urlFor('https://oauth.bitrix24.tech/rest/')).toBe('https://oauth.bitrix24.tech/oauth/token/');
    expect(server.urlFor('http://oauth.bitrix.info/rest/')).toBe(portal.tokenUrl);
    expect(server.urlFor('https://oauth.bitrix.info.example/rest/')).toBe(portal.tokenUrl);
    expect(server.urlFor('nonsense')).toBe(portal.tokenUrl);
  });

  it('refuses a refresh token that the server refuses, and knows that nobody may know', async () => {
    await using portal = await FakePortal.open();
    portal.grant = () => null;
    expect(await installer(portal)).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED', details: { rawCode: 'invalid_grant' } });
    portal.grant = () => 'cut';
    expect(await installer(portal)).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
  });
});

describe('proveEmployee', () => {
  it('asks the portal at its stored address whose token it is (SE-1)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => who({ administrator: false });
    expect(await employee(portal, 'his-token')).toEqual({ employeeId: '27', name: 'Мария Смирнова', isAdministrator: false });
    expect(portal.calls).toHaveLength(1);
    expect(portal.calls[0]?.token).toBe('his-token');
    expect(portal.budget.taken).toEqual(['person']);
  });

  it('refuses the token of another application (SE-1)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => who({ code: 'local.other' });
    expect(await employee(portal, 'foreign')).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED', details: { rawCode: 'FOREIGN_APPLICATION' } });
  });

  it('refuses an employee who was dismissed', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => who({ profile: [] });
    expect(await employee(portal, 'old')).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
  });

  it('says when the application is closed to the employee', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ status: 403, error: 'user_access_error' });
    expect(await employee(portal, 'closed')).toMatchObject({ code: 'FORBIDDEN', details: { right: 'app' } });
  });

  it('asks nobody without a token or without a portal (E-06)', async () => {
    await using portal = await FakePortal.open();
    expect(await employee(portal, null)).toMatchObject({ code: 'PORTAL_AUTH_MISSING' });
    expect(await employee(portal, 't', '0190a000-0000-7000-8000-000000000009' as PortalId)).toMatchObject({ code: 'PORTAL_AUTH_MISSING' });
    expect(portal.calls).toEqual([]);
  });

  it('is asked at the new address of a portal that moved, once the move is proved, and nowhere else (SE-3)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.url.startsWith('/rest/') ? { redirect: `http://${portal.host}/anywhere/rest/` } : who());
    expect(await employee(portal, 'token')).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
    const followMove = async (): Promise<void> => void portal.moved.push(`http://${portal.host}/moved/rest/`);
    expect(await employee(portal, 'token', PORTAL, followMove)).toMatchObject({ employeeId: '27' });
    expect(portal.calls.map(call => call.url)).toEqual(['/rest/batch', '/rest/batch', '/moved/rest/batch']);
  });
});
