/** The pages that a portal opens in its frame: for whom, where, and with what (SE-1, SE-4, SE-40). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMBER_ID } from '../graphql/testing/fake-portal.ts';
import { CARD, DoorsBench, OPENED, pageOf } from './testing/doors-bench.ts';

const bench = new DoorsBench();
const { form } = bench;

beforeEach(() => bench.start());
afterEach(() => bench.server.close());

describe('a page in the portal', () => {
  it('opens for the employee whom the portal names, with a session of his (SE-1, SE-4)', async () => {
    const response = await form(CARD, OPENED);
    expect(response.status).toBe(200);
    const data = await pageOf(response);
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
    expect(bench.server.services.portals.savedEmployees).toEqual([{ id: '2', isAdministrator: false, hasTokens: true }]);
    expect(await bench.server.ask(data['sessionToken'] as string, '{ viewer { employee { id } } }')).toEqual({
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
    expect(await pageOf(opened)).toMatchObject({ screen: 'history', messageId: 'm-1', card: null, employee: { id: '2' } });
  });

  it('shows the templates above the message box of a chat, and of which one (M-12)', async () => {
    const opened = await form('/bitrix24/placement/IM_TEXTAREA?LANG=ru', {
      ...OPENED,
      PLACEMENT: 'IM_TEXTAREA',
      PLACEMENT_OPTIONS: JSON.stringify({ dialogId: 'chat1767', URI: '/online/' }),
    });
    expect(await pageOf(opened)).toMatchObject({
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
      pageOf(
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
    await bench.server.ask('admin', 'mutation { embedInSmartProcess(input: { smartProcessTypeId: "1038" }) { __typename } }');
    expect(await open('view')).toMatchObject({ field: { mode: 'view', embedded: true, isOn: true } });
    expect(await open('edit', 2)).toMatchObject({
      field: { smartProcessTypeId: null, embedded: false, isOn: false },
      card: { type: 'DEAL', id: '61' },
    });
    Object.assign(bench.server.services.rows.portal, { statusesWidget: true, forceWidget: true });
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
    const data = await pageOf(await form(CARD, Object.fromEntries(fields)));
    expect(data).toMatchObject({
      sessionToken: null,
      employee: null,
      problem: { code, message: expect.stringContaining(sentence) as string },
    });
    expect(bench.server.services.portals.savedEmployees).toEqual([]);
  });

  it('shows an unknown portal the sentence in its own frame, and nothing else', async () => {
    const response = await form(CARD, { ...OPENED, member_id: 'f'.repeat(32) });
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors https://portal.example http://portal.example');
    expect(await pageOf(response)).toMatchObject({ sessionToken: null, portalOrigin: '', problem: { code: 'PORTAL_AUTH_MISSING' } });
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
      await pageOf(await form('/bitrix24/placement/app?LANG=en', { ...OPENED, PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '' })),
    ).toMatchObject({ screen: 'app', locale: 'en', card: null, problem: null });
    expect((await form('/bitrix24/placement/other', OPENED)).status).toBe(404);
    expect(await pageOf(await form(CARD, { ...OPENED, PLACEMENT_OPTIONS: '{}' }))).toMatchObject({
      card: null,
      problem: { code: 'NOT_FOUND' },
    });
  });

  it('refuses what Bitrix24 would not send (SE-30)', async () => {
    expect((await form(CARD, { AUTH_ID: 'x' })).status).toBe(400);
    expect((await form(CARD, { ...OPENED, PLACEMENT_OPTIONS: '{' })).status).toBe(400);
    expect(
      (await fetch(bench.server.url + CARD, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status,
    ).toBe(415);
  });

  it('says what to do while the widget is not built', async () => {
    const widgetFolder = await mkdtemp(join(tmpdir(), 'olchat-empty-'));
    await bench.restart({}, { widgetFolder });
    const response = await form(CARD, OPENED);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await rm(widgetFolder, { recursive: true });
  });
});
