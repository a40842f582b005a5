/// <reference lib="dom" />
/** The official frame SDK, unmodified, inside the simulated portal: what it asks and what it gets (contract 5). */
import type { B24Frame } from '@bitrix24/b24jssdk';
import type { Frame, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PortalInBrowser } from './portal-in-browser.ts';

declare global {
  interface Window {
    /** Of the application's page. */
    frame: Promise<B24Frame>;
  }
}

const DEAL = '/crm/deal/details/81/';

describe("an application's frame", () => {
  let portal: PortalInBrowser;

  beforeAll(async () => {
    portal = await PortalInBrowser.start();
    await install(portal);
  });
  afterAll(() => portal.close());
  afterEach(async () => {
    for (const page of portal.context.pages()) await page.close();
  });

  const openFromCard = async (): Promise<{ page: Page; frame: Frame }> => {
    const page = await portal.open(DEAL);
    await page.getByRole('button', { name: 'Ещё' }).click();
    await page.getByRole('menuitem', { name: 'OLChat', exact: true }).click();
    return { page, frame: await portal.frame(page) };
  };

  it('is opened from «Ещё» of a card with the card in its options, as another site (W-1, W-2)', async () => {
    const { page, frame } = await openFromCard();
    const seen = await frame.evaluate(async () => {
      const { placement, auth } = await window.frame;
      return {
        code: placement.placement,
        options: placement.options as unknown,
        isSlider: placement.isSliderMode,
        hasAuth: Boolean(auth.getAuthData()),
      };
    });
    expect(seen).toEqual({
      code: 'CRM_DEAL_DETAIL_ACTIVITY',
      options: { ID: '81', URI: DEAL, IFRAME: 'Y' },
      isSlider: true,
      hasAuth: true,
    });
    expect(Object.fromEntries(portal.application.posted.at(-1) ?? [])).toMatchObject({
      PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY',
      AUTH_ID: expect.stringMatching(/.{16}/) as unknown,
      member_id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
    });
    expect(await page.locator('iframe.app-frame').getAttribute('allow')).toBe('geolocation *; microphone *; camera *; autoplay *;');

    await page.getByRole('button', { name: 'Закрыть' }).click();
    await expect.poll(() => page.locator('iframe.app-frame').count()).toBe(0);
    expect(new URL(page.url()).pathname).toBe(DEAL);
  });

  it('renews its access and calls REST with it, across sites', async () => {
    const { frame } = await openFromCard();
    const result = await frame.evaluate(async () => {
      const b24 = await window.frame;
      const before = b24.auth.getAuthData();
      const after = await b24.auth.refreshAuth();
      const profile = await b24.actions.v2.call.make({ method: 'profile', params: {} });
      return {
        isNew: before && after && before.access_token !== after.access_token,
        profile: profile.getData()?.result as { NAME: string },
      };
    });
    expect(result).toMatchObject({ isNew: true, profile: { NAME: 'Мария' } });
  });

  it('opens another card in a slider over its own and hears when it is closed', async () => {
    const { page, frame } = await openFromCard();
    const closed = frame.evaluate(async () => {
      const { slider } = await window.frame;
      return slider.openPath(slider.getUrl('/crm/contact/details/11/'), 950);
    });
    const path = page.locator('iframe[src*="/crm/contact/details/11/"]');
    await path.waitFor();
    expect(await path.getAttribute('src')).toContain('IFRAME=Y');
    await page.keyboard.press('Escape');
    expect(await closed).toMatchObject({ isClose: true });
    expect(await page.locator('iframe.app-frame').count()).toBe(1);
  });

  it('opens the messenger and gets no answer, as in the real portal', async () => {
    const { page, frame } = await openFromCard();
    const answer = await frame.evaluate(async () => (await window.frame).parent.imOpenMessenger('chat1767'));
    expect(answer).toMatchObject({ isSafely: true });
    await page.getByRole('heading', { name: 'Чаты', level: 2 }).waitFor();
  });

  it('keeps options of the employee and, for an administrator, of the application', async () => {
    const first = await openFromCard();
    await first.frame.evaluate(async () => {
      const { options } = await window.frame;
      await options.userSet('draft', 'привет');
      await options.appSet('colour', 'green');
    });
    await first.page.close();
    const { frame } = await openFromCard();
    const kept = await frame.evaluate(async () => {
      const { options } = await window.frame;
      return [options.userGet('draft') as unknown, options.appGet('colour') as unknown];
    });
    expect(kept).toEqual(['привет', 'green']);
  });

  it('may not be resized in a slider; on its own page it may, and may rename it', async () => {
    const { frame } = await openFromCard();
    expect(await frame.evaluate(async () => (await window.frame).parent.resizeWindow(500, 700) as Promise<unknown>)).toMatchObject({
      isSafely: true,
    });
    expect(await frame.evaluate(async () => (await window.frame).placement.getInterface() as Promise<unknown>)).toEqual({
      command: ['reloadData'],
      event: [],
    });

    const page = await portal.open('/marketplace/app/');
    const own = await portal.frame(page);
    await own.evaluate(async () => {
      const { parent } = await window.frame;
      await parent.resizeWindow(500, 777);
      await parent.setTitle('Подключения');
    });
    expect(await page.locator('iframe.app-frame').evaluate(node => node.clientHeight)).toBe(777);
    await page.getByRole('heading', { name: 'Подключения' }).waitFor();
  });

  it('opens its own page in a slider with parameters, and closes it by itself', async () => {
    const { page, frame } = await openFromCard();
    const closed = frame.evaluate(async () => {
      await (await window.frame).slider.openSliderAppPage({ place: 'settings', bx24_title: 'Настройки', bx24_width: 600 });
      return 'closed';
    });
    await page.getByRole('dialog', { name: 'Настройки' }).waitFor();
    const settings = await portal.frame(page);
    expect(await settings.evaluate(async () => (await window.frame).placement.options as unknown)).toEqual({
      place: 'settings',
      IFRAME: 'Y',
    });
    void settings.evaluate(async () => void (await window.frame).parent.closeApplication());
    expect(await closed).toBe('closed');
  });

  it('lets the employee choose a colleague', async () => {
    const { page, frame } = await openFromCard();
    const chosen = frame.evaluate(async () => (await window.frame).dialog.selectUser());
    await page.getByRole('radio', { name: 'Пётр Иванов' }).check();
    await page.getByRole('button', { name: 'Выбрать' }).click();
    expect(await chosen).toMatchObject({ id: '5', name: 'Пётр Иванов' });
  });

  it('is deaf to messages of another window and of another sid', async () => {
    const { page, frame } = await openFromCard();
    const sid = await frame.evaluate(() => window.name.split('|')[2]);
    await page.evaluate(text => window.postMessage(text, '*'), `closeApplication:key:${sid}`);
    await frame.evaluate(() => window.parent.postMessage('closeApplication:key:0000', '*'));
    await frame.evaluate(async () => (await window.frame).auth.refreshAuth()); // Sent later, answered later: both were read.
    expect(await page.getByRole('dialog', { name: 'OLChat' }).isVisible()).toBe(true);
  });

  it('shows a new record and its new badge on the open card without a reload (L-2)', async () => {
    const { page, frame } = await openFromCard();
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    const id = await call<{ activity: { id: number } }>(frame, 'crm.activity.configurable.add', {
      ownerTypeId: 2,
      ownerId: 81,
      fields: { typeId: 'CONFIGURABLE', completed: true },
      layout: layout('Отправлено', 'secondary'),
    });
    const record = page.locator(`[data-activity="${id.activity.id}"]`);
    await record.getByText('Отправлено').waitFor();
    await call(frame, 'crm.activity.configurable.update', {
      id: id.activity.id,
      ownerTypeId: 2,
      ownerId: 81,
      fields: {},
      layout: layout('Прочитано', 'success'),
    });
    await record.getByText('Прочитано').waitFor();
    expect(await record.locator('.badge-success').count()).toBe(1);
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  });
});

const call = <T>(frame: Frame, method: string, params: Record<string, unknown>): Promise<T> =>
  frame.evaluate(
    async asked => {
      const reply = await (await window.frame).actions.v2.call.make(asked);
      if (!reply.isSuccess) throw new Error(reply.getErrorMessages().join(', '));
      return reply.getData()?.result as T;
    },
    { method, params },
  );

const layout = (status: string, type: string) => ({
  icon: { code: 'whatsapp' },
  header: { title: 'WhatsApp коннектор линии #1', tags: { status: { title: status, type } } },
  body: { logo: { code: 'channel-whatsapp' }, blocks: { text: { type: 'largeText', properties: { value: 'Здравствуйте!' } } } },
});

/** As an administrator does it: «Установить», the installer binds its places, `installFinish` brings him to the application's page. */
const install = async (portal: PortalInBrowser): Promise<void> => {
  const page = await portal.open('/marketplace/app/');
  await page.getByRole('button', { name: 'Установить' }).click();
  const installer = await portal.frame(page);
  const state = await installer.evaluate(async () => {
    const b24 = await window.frame;
    return { isInstall: b24.isInstallMode, isFirst: b24.isFirstRun };
  });
  expect(state).toEqual({ isInstall: true, isFirst: true });
  const handler = `${portal.application.url}/card`;
  await call(installer, 'placement.bind', { PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY', HANDLER: handler, TITLE: 'OLChat' });
  void installer.evaluate(async () => void (await window.frame).installFinish());
  await page.waitForURL('**/marketplace/app/?install_finished=Y');
  await portal.frame(page);
  await page.close();
};
