import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, FIRST, IRINA, MARIA, PETER, SECOND } from '../test-bench.ts';

let bench: Bench;
beforeEach(async () => void (bench = await Bench.start()));
afterEach(() => bench.close());

const CODE = 'CRM_DEAL_DETAIL_ACTIVITY';
const handler = (): string => `${bench.productUrl}/bitrix24/placement/card?v=1`;
const bind = (): Promise<unknown> =>
  bench.result(MARIA, 'placement.bind', {
    PLACEMENT: CODE,
    HANDLER: handler(),
    TITLE: 'WhatsApp',
    LANG_ALL: { ru: { TITLE: 'Написать в WhatsApp' }, en: { TITLE: 'Write' } },
  });
const items = (employeeId = PETER, lang = 'ru') => bench.service.desk.cardPlacements(FIRST, String(employeeId), 'DEAL', lang);

describe('placements', () => {
  it('are refused with status 200 and an error inside', async () => {
    expect(await bench.refusal(MARIA, 'placement.bind', { PLACEMENT: 'CRM_NOTHING', HANDLER: handler() })).toEqual([
      200,
      'ERROR_PLACEMENT_NOT_FOUND',
    ]);
    expect(await bench.refusal(MARIA, 'placement.bind', { PLACEMENT: 'CRM_DYNAMIC_1999_DETAIL_ACTIVITY', HANDLER: handler() })).toEqual([
      200,
      'ERROR_PLACEMENT_NOT_FOUND',
    ]);
    expect(await bench.refusal(MARIA, 'placement.bind', { PLACEMENT: 'CALL_CARD', HANDLER: handler() })).toEqual([
      200,
      'ERROR_PLACEMENT_NOT_FOUND',
    ]);
    expect(await bench.refusal(MARIA, 'placement.bind', { PLACEMENT: CODE })).toEqual([200, 'ERROR_ARGUMENT']);
    expect(await bench.refusal(MARIA, 'placement.bind', { PLACEMENT: CODE, HANDLER: 'nonsense' })).toEqual([
      200,
      'ERROR_WRONG_HANDLER_URL',
    ]);
    expect(await bench.refusal(PETER, 'placement.bind', { PLACEMENT: CODE, HANDLER: handler() })).toEqual([403, 'ACCESS_DENIED']);
    await bind();
    expect(await bench.refusal(MARIA, 'placement.bind', { PLACEMENT: CODE, HANDLER: handler() })).toEqual([200, 'ERROR_CORE']);
    expect(await bench.result(MARIA, 'placement.get')).toMatchObject([{ placement: CODE, handler: handler(), title: 'WhatsApp' }]);
    await bench.result(MARIA, 'placement.unbind', { PLACEMENT: CODE });
    expect(await bench.result(MARIA, 'placement.get')).toEqual([]);
  });

  it('show after the installation, to those with access, in their language', async () => {
    await bind();
    expect(items()).toEqual([]);
    bench.install();
    expect(items()).toEqual([{ code: CODE, handler: handler(), title: 'Написать в WhatsApp' }]);
    expect(items(PETER, 'de')).toMatchObject([{ title: 'WhatsApp' }]);
    expect(items(IRINA)).toEqual([]);
    expect(bench.service.desk.cardPlacements(SECOND, String(PETER), 'DEAL', 'ru')).toEqual([]);
  });
});

describe('an item above the message box', () => {
  const bindInChat = (employee: number, options: object) =>
    bench.call(employee, 'placement.bind', { PLACEMENT: 'IM_TEXTAREA', HANDLER: handler(), TITLE: 'Шаблоны', OPTIONS: options });
  const inChat = (employeeId = PETER) => bench.service.desk.chatPlacements(FIRST, String(employeeId), 'ru');

  it.each([
    [{}, 'iconName'],
    [{ iconName: '📎' }, 'iconName'],
    [{ iconName: 'fa-paperclip', context: 'LINES;EVERYWHERE' }, 'context'],
    [{ iconName: 'fa-paperclip', role: 'GUEST' }, 'role'],
    [{ iconName: 'fa-paperclip', color: '#ff0000' }, 'color'],
    [{ iconName: 'fa-paperclip', width: -1 }, 'width'],
  ])('with the options %j is refused for its %s', async (options, argument) => {
    expect((await bindInChat(MARIA, options)).body).toMatchObject({ error: 'ERROR_ARGUMENT', argument });
  });

  it('stands in chats of open lines where it asks for them, for the role that it asks for', async () => {
    bench.install();
    await bindInChat(MARIA, { iconName: 'fa-file-text-o', context: 'LINES', role: 'USER', width: 480, height: 600 });
    expect(inChat()).toEqual([{ code: 'IM_TEXTAREA', handler: handler(), title: 'Шаблоны', width: 480, height: 600 }]);
    expect(inChat(IRINA)).toEqual([]);
    for (const options of [{ context: 'USER;CHAT' }, { role: 'ADMIN' }]) {
      await bench.result(MARIA, 'placement.unbind', { PLACEMENT: 'IM_TEXTAREA' });
      await bindInChat(MARIA, { iconName: 'fa-file-text-o', ...options });
      expect(inChat()).toEqual([]);
    }
    expect(inChat(MARIA)).toHaveLength(1);
  });
});

describe('opening our page', () => {
  it('posts the administrator’s tokens to the installer, and only his', async () => {
    const { desk } = bench.service;
    const open = (employeeId: number) =>
      desk.openPlacement(FIRST, String(employeeId), 'INSTALL', `${bench.productUrl}/install`, {}, 'ru', 'localhost:4100');
    expect(() => open(PETER)).toThrow('Установить приложение может только администратор');
    const installer = open(MARIA);
    expect(installer.frameName).toBe(`localhost:4100|0|${installer.sid}`);
    expect(installer.action).toBe(`${bench.productUrl}/install?DOMAIN=localhost%3A4100&PROTOCOL=0&LANG=ru&APP_SID=${installer.sid}`);
    expect(installer.fields).toMatchObject({
      member_id: FIRST,
      PLACEMENT: 'DEFAULT',
      SERVER_ENDPOINT: `${bench.baseUrl}/rest/`,
      status: 'L',
    });
    expect(installer.initData).toMatchObject({ INSTALL: true, FIRST_RUN: true, IS_ADMIN: true, MEMBER_ID: FIRST });
    expect(open(MARIA).initData).toMatchObject({ INSTALL: true, FIRST_RUN: false });
    expect((await bench.post('/rest/user.admin', { auth: installer.fields['AUTH_ID'] })).body).toMatchObject({ result: true });
    expect(desk.appPageHandler(FIRST)).toBeUndefined();
    desk.finishInstallation(FIRST);
    expect(desk.appPageHandler(FIRST)).toBe(`${bench.productUrl}/app`);
    expect(desk.portals()).toMatchObject([
      { memberId: FIRST, installed: true },
      { memberId: SECOND, installed: false },
    ]);
  });

  it('gives the employee’s token and the card, and fresh tokens for that frame only', async () => {
    const { desk } = bench.service;
    bench.install();
    const opened = desk.openPlacement(
      FIRST,
      String(PETER),
      CODE,
      handler(),
      { ID: '81', URI: '/crm/deal/details/81/' },
      'ru',
      'localhost:4100',
    );
    expect(opened.action).toContain('/bitrix24/placement/card?v=1&DOMAIN=');
    expect(JSON.parse(opened.fields['PLACEMENT_OPTIONS'] ?? '')).toMatchObject({ ID: '81', URI: '/crm/deal/details/81/' });
    expect((await bench.post('/rest/profile', { auth: opened.fields['AUTH_ID'] })).body).toMatchObject({ result: { ID: '5' } });
    const fresh = desk.refreshAuth(FIRST, String(PETER), opened.sid);
    expect((await bench.post('/rest/profile', { auth: fresh?.AUTH_ID })).body).toMatchObject({ result: { ID: '5' } });
    expect(desk.refreshAuth(FIRST, String(MARIA), opened.sid)).toBeUndefined();
    expect(desk.refreshAuth(FIRST, String(PETER), 'unknown')).toBeUndefined();
    expect(() => desk.openPlacement(FIRST, String(IRINA), CODE, handler(), {}, 'ru', 'localhost:4100')).toThrow('нет доступа');
  });
});
