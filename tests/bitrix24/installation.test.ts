import { CARD_PLACEMENTS, EVENTS, parsePageRequest } from '@olchat/bitrix24';
import { describe, expect, it } from 'vitest';
import { employee, FIRST, given, IRINA, MARIA, OLEG, PETER, PORTAL, PortalBench } from './portal-bench.ts';

describe('an installation', () => {
  it('is proved by one exchange, and the same refresh token proves nothing again (SE-3)', async () => {
    await using bench = await PortalBench.open();
    const { refreshToken } = bench.pairOf(MARIA);
    const claim = { refreshToken, serverEndpoint: `${bench.portal.baseUrl}/rest/` };
    const proven = given(await bench.bitrix24.app.proveInstallation(claim));
    expect(proven).toMatchObject({
      memberId: FIRST,
      clientEndpoint: `${bench.portal.baseUrl}/portals/${FIRST}/rest/`,
      employeeId: '1',
      name: 'Мария Смирнова',
      isAdministrator: true,
    });
    expect(proven.scope).toContain('imconnector');
    expect(await bench.bitrix24.app.proveInstallation(claim)).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
  });

  it('is not proved by an employee as an administrator', async () => {
    await using bench = await PortalBench.open();
    const claim = { refreshToken: bench.pairOf(PETER).refreshToken, serverEndpoint: null };
    expect(given(await bench.bitrix24.app.proveInstallation(claim)).isAdministrator).toBe(false);
  });

  it('leaves its places, events and connector once, however often it runs', async () => {
    await using bench = await PortalBench.open();
    const first = given(await bench.bitrix24.app.register(PORTAL));
    expect(first.failed).toEqual([]);
    expect(first.added).toHaveLength(2 * (CARD_PLACEMENTS.length + 1) + EVENTS.length + 5);
    const again = given(await bench.bitrix24.app.register(PORTAL));
    expect(again).toMatchObject({ added: [], removed: [], failed: [] });
    const bound = (await bench.portal.result(MARIA, 'placement.get')) as { placement: string; handler: string }[];
    expect(bound.filter(({ placement }) => placement === 'CRM_DEAL_DETAIL_ACTIVITY')).toMatchObject([
      { handler: `${bench.portal.productUrl}/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY` },
      { handler: `${bench.portal.productUrl}/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY.TELEGRAM` },
    ]);
  });

  it('has the field «Статусы и чаты» in ordinary cards while it is switched on (A-8, S-26)', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    const on = { embedded: [], statusesWidget: true, templatesInChat: false };
    const fields = ['card-field CRM_LEAD', 'card-field CRM_DEAL', 'card-field CRM_CONTACT', 'card-field CRM_COMPANY'];
    const drawn = () => bench.portal.service.desk.cardWidgets(FIRST, String(PETER), 'DEAL', '81').map(({ label }) => label);
    expect(drawn()).toEqual([]);
    expect(given(await bench.bitrix24.app.register(PORTAL, on))).toMatchObject({ added: fields, failed: [] });
    expect(drawn()).toEqual(['OLChat — статусы и чаты']);
    expect(given(await bench.bitrix24.app.register(PORTAL, on))).toMatchObject({ added: [], failed: [] });
    expect(given(await bench.bitrix24.app.register(PORTAL))).toMatchObject({ removed: fields, failed: [] });
    expect(drawn()).toEqual([]);
  });

  it('repairs an event handler that somebody removed', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    const handler = `${bench.portal.productUrl}/bitrix24/events`;
    await bench.portal.result(MARIA, 'event.unbind', { event: 'ONIMCONNECTORMESSAGEADD', handler });
    expect(given(await bench.bitrix24.app.register(PORTAL)).added).toEqual(['event ONIMCONNECTORMESSAGEADD']);
  });
});

describe('an employee who opened a page', () => {
  it('is the one whom the portal names (SE-1)', async () => {
    await using bench = await PortalBench.open();
    given(await bench.bitrix24.app.register(PORTAL));
    const page = bench.portal.service.desk.openPlacement(
      FIRST,
      String(PETER),
      'CRM_DEAL_DETAIL_ACTIVITY',
      handlerOf(bench),
      { ID: '81' },
      'ru',
      'localhost',
    );
    const url = new URL(page.action);
    const request = parsePageRequest(Object.fromEntries(url.searchParams), page.fields);
    expect(request).toMatchObject({ memberId: FIRST, placement: 'CRM_DEAL_DETAIL_ACTIVITY', options: { ID: '81' } });
    expect(await bench.bitrix24.app.proveEmployee(PORTAL, request.accessToken)).toEqual({
      employeeId: employee(PETER),
      name: 'Пётр Иванов',
      isAdministrator: false,
    });
  });

  it('is nobody with the token of another application of the same portal (SE-1)', async () => {
    await using bench = await PortalBench.open();
    const { accessToken } = bench.pairOf(MARIA, 'foreign');
    expect(await bench.bitrix24.app.proveEmployee(PORTAL, accessToken)).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
  });

  it('is nobody with an invented token, and is told when the application is closed to him', async () => {
    await using bench = await PortalBench.open();
    expect(await bench.bitrix24.app.proveEmployee(PORTAL, 'invented')).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
    expect(await bench.bitrix24.app.proveEmployee(PORTAL, bench.pairOf(IRINA).accessToken)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has a name and may be dismissed', async () => {
    await using bench = await PortalBench.open();
    const found = given(await bench.bitrix24.crm.employees(PORTAL, [employee(PETER), employee(OLEG), employee(99)]));
    expect(found).toMatchObject([
      { id: '5', name: 'Пётр Иванов', isActive: true },
      { id: '9', name: 'Олег Гость', isActive: true },
    ]);
  });
});

describe('tokens', () => {
  it('are exchanged once by twenty calls that meet the same hour (RE-42)', async () => {
    await using bench = await PortalBench.open();
    bench.portal.service.expireAccessTokens();
    const answers = await Promise.all(Array.from({ length: 20 }, () => bench.bitrix24.app.checkToken(PORTAL, 'main')));
    expect(answers.every(answer => answer === null)).toBe(true);
    expect(bench.accepted('oauth.token')).toBe(1);
  });

  it('never stand in a log (SE-51)', async () => {
    await using bench = await PortalBench.open();
    const pair = bench.pairOf(MARIA);
    bench.portal.service.expireAccessTokens();
    await bench.bitrix24.app.checkToken(PORTAL, 'main');
    await bench.bitrix24.app.proveEmployee(PORTAL, pair.accessToken);
    expect(bench.logged.length).toBeGreaterThan(0);
    for (const secret of [
      pair.accessToken,
      pair.refreshToken,
      ...[...bench.tokens.pairs.values()].flatMap(one => [one.accessToken, one.refreshToken]),
    ]) {
      expect(bench.logged.join('\n')).not.toContain(secret);
    }
  });

  it('are refused for good after the application was removed (SE-2)', async () => {
    await using bench = await PortalBench.open();
    bench.portal.service.uninstall(FIRST, false);
    expect(await bench.bitrix24.app.checkToken(PORTAL, 'main')).toMatchObject({ code: 'PORTAL_TOKEN_REFUSED' });
  });
});

const handlerOf = (bench: PortalBench): string => `${bench.portal.productUrl}/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY`;
