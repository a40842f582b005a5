/** The installation: whom we believe, and what is kept (SE-3, AT-4). */
import { refuse } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMBER_ID } from '../graphql/testing/fake-portal.ts';
import { DoorsBench, INSTALLATION, NEW_MEMBER, pageOf } from './testing/doors-bench.ts';

const bench = new DoorsBench();
const { form } = bench;

beforeEach(() => bench.start());
afterEach(() => bench.server.close());

describe('the installation', () => {
  const INSTALL = '/bitrix24/install?DOMAIN=new.bitrix24.ru&LANG=ru';

  it('stores what the authorisation server says, not what the form says (SE-3)', async () => {
    const data = await pageOf(
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
    expect(bench.server.services.portals.installed).toMatchObject([
      { memberId: NEW_MEMBER, domain: 'new.bitrix24.ru', language: 'ru', country: 'RU' },
    ]);
    const portal = await bench.server.services.portals.findByMemberId(NEW_MEMBER);
    expect(bench.server.services.portals.applicationTokens.get(portal?.id ?? '')).toBe('new-token');
  });

  it('does nothing for a refresh token that is not ours, and for an employee who is no administrator (AT-4)', async () => {
    expect(await pageOf(await form(INSTALL, { member_id: MEMBER_ID, REFRESH_ID: 'forged', APPLICATION_TOKEN: 'evil' }))).toMatchObject({
      sessionToken: null,
      problem: { code: 'PORTAL_TOKEN_REFUSED' },
    });
    await bench.restart({ proveInstallation: async () => ({ ...INSTALLATION, isAdministrator: false }) });
    expect(await pageOf(await form(INSTALL, { member_id: NEW_MEMBER, REFRESH_ID: 'installer', APPLICATION_TOKEN: 'evil' }))).toMatchObject({
      sessionToken: null,
      problem: { code: 'FORBIDDEN' },
    });
    expect(bench.server.services.portals.installed).toEqual([]);
    expect([...bench.server.services.portals.applicationTokens.values()]).toEqual(['application-token']);
  });

  it('keeps the portal and says so when it cannot be registered', async () => {
    await bench.restart({ register: async () => refuse('PORTAL_UNAVAILABLE') });
    expect(await pageOf(await form(INSTALL, { member_id: NEW_MEMBER, REFRESH_ID: 'installer' }))).toMatchObject({
      problem: { code: 'PORTAL_UNAVAILABLE' },
      isAdministrator: true,
    });
    expect(bench.server.services.portals.installed).toHaveLength(1);
  });
});
