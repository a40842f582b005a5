/** The life of the application on a portal as its administrators see it, in a real browser: from the first press to its removal. */
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../isolation/portal-calls.ts';
import { newContext, openBrowser, openPage, widgetFrame } from '../support/browser.ts';
import { Database } from '../support/database.ts';
import { FIRST } from '../support/portal.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { picture } from './eyes.ts';

const APPLICATION = '/marketplace/app/1/';

let system: System;
let database: Database;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
let strangers: string[];

beforeAll(async () => {
  system = await startSystem({ settings: { CHECK_RIGHTS_EVERY_MS: '500' } });
  database = new Database(system.databaseUrl);
  browser = await openBrowser();
  context = await newContext(browser);
  ({ page, problems, strangers } = await openPage(context, system));
});

afterAll(async () => {
  await browser.close();
  await database.close();
  await system.stop();
});

const keyOpens = async (): Promise<boolean> =>
  !(await ask(system, system.credentials.partnerKey, '{ viewer { locale } }', {})).includes('UNAUTHENTICATED');

/** Who is logged in at the portal from now on; the other portal has employees of the same names. */
async function logIn(employeeId: string): Promise<void> {
  await page.goto(system.portalUrl);
  await Promise.all([page.waitForEvent('load'), page.getByLabel('Вы вошли как').selectOption({ value: `${FIRST}.${employeeId}` })]);
}

const openApplication = async (): Promise<Frame> => {
  await page.goto(`${system.portalUrl}${APPLICATION}`);
  return widgetFrame(page, system);
};

async function remove(): Promise<void> {
  await page.getByRole('button', { name: 'Удалить приложение' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Удалить', exact: true }).click();
  await page.getByText('Приложение ещё не установлено').waitFor();
}

const placements = async (): Promise<number> => {
  const frame = page.frames().find(one => one.url().startsWith(system.productUrl));
  if (frame === undefined) throw new Error('the application is not open');
  const rows = await system.control.ledger();
  return rows.filter(({ service, method }) => service === 'bitrix24' && method === 'placement.bind').length;
};

describe('the application in the portal', () => {
  it('is removed by an administrator: its page is gone, and keys open nothing (SE-2)', async () => {
    await openApplication();
    await remove();
    await until('the key opens nothing', async () => !(await keyOpens()));
    await until('the portal’s own refusal is known', () => system.worker.log().includes('the application is uninstalled'));
  });

  it('is installed with one press: the page says what happens, and the application stands there ready, with everything as before (A-22)', async () => {
    await page.getByRole('button', { name: 'Установить' }).click();
    const frame = await openedAfterInstallation();
    await frame.getByRole('heading', { name: 'Аккаунты' }).waitFor();
    await frame.getByText('Подключено').first().waitFor();
    await until('the key opens again', keyOpens);
    await page.goto(`${system.portalUrl}/crm/deal/details/81/`);
    expect(await page.getByRole('button', { name: 'Ещё' }).isEnabled()).toBe(true);
  });

  it('is installed again on top of itself: nothing is made twice', async () => {
    await openApplication();
    const before = await placements();
    await page.getByRole('button', { name: 'Переустановить' }).click();
    const frame = await openedAfterInstallation();
    await frame.getByRole('heading', { name: 'Аккаунты' }).waitFor();
    expect(await placements()).toBe(before);
  });

  it('loses its owner: another administrator reads why, and takes over with one press (A-3, A-21)', async () => {
    await system.control.live(FIRST, { do: 'set-administrator', employeeId: 7, isAdministrator: true });
    await logIn('7');
    await system.control.live(FIRST, { do: 'dismiss', employeeId: 1 });
    await openApplication();
    await until('it is known that she left', async () => {
      const [row] = await database.rows<{ rights_state: string }>('select rights_state from installation where rights_state <> $1', ['OK']);
      return row?.rights_state === 'DISMISSED';
    });
    const frame = await openApplication();
    await frame.getByText('Установка и права').click();
    await frame.getByText('Приложение работает под правами пользователя: Мария Смирнова').waitFor();
    await frame.getByRole('alert').filter({ hasText: 'уволен' }).waitFor();
    await picture(page, 'rights-lost');
    await frame.getByRole('button', { name: 'СМЕНИТЬ ПРАВА НА ТЕКУЩЕГО ПОЛЬЗОВАТЕЛЯ' }).click();
    await frame.getByText('Приложение работает под правами пользователя: Анна Кузнецова').waitFor();
    await frame.getByRole('button', { name: 'ПРОВЕРИТЬ СЕЙЧАС' }).click();
    await frame.getByText('Всё на месте').waitFor();
    await frame.getByText('Приём событий портала').waitFor();
    await picture(page, 'installation-checked');
  });

  it('names what only people can mend, since when and how, and says no more of it when it is mended (G-13)', async () => {
    await system.control.live(FIRST, { do: 'close-pub', isClosed: true });
    await system.control.faults([
      { service: 'bitrix24', method: 'ONAPPTEST', do: 'drop' },
      { service: 'bitrix24', method: 'oauth.token', do: 'drop' },
    ]);
    const frame = await widgetFrame(page, system);
    await frame.getByRole('button', { name: 'ПРОВЕРИТЬ СЕЙЧАС' }).click();
    const failed = frame.getByRole('listitem').filter({ hasText: 'Код:' });
    await failed
      .filter({ hasText: 'Доступ к папке pub без входа' })
      .filter({ hasText: 'Откройте её для анонимных пользователей' })
      .waitFor();
    await failed.filter({ hasText: 'Приём событий портала' }).filter({ hasText: 'исходящий доступ' }).waitFor();
    await failed.filter({ hasText: 'Сервер авторизации Битрикс24' }).filter({ hasText: /С \d/ }).waitFor();
    await picture(page, 'installation-failed');
    await system.control.clearFaults();
    await system.control.live(FIRST, { do: 'close-pub', isClosed: false });
    await frame.getByRole('button', { name: 'ПРОВЕРИТЬ СЕЙЧАС' }).click();
    await frame.getByText('Всё на месте').waitFor();
  });

  it('is removed by whoever has its rights now, and by nobody who is no administrator', async () => {
    await openApplication();
    await remove();
    await page.getByRole('button', { name: 'Установить' }).waitFor();
    await logIn('5');
    await page.goto(`${system.portalUrl}${APPLICATION}`);
    await page.getByText('Попросите администратора').waitFor();
    expect(await page.getByRole('button', { name: 'Установить' }).count()).toBe(0);
    expect(problems).toEqual([]);
    expect(strangers).toEqual([]);
  });
});

/** The installer tells the portal that it is done, and the portal loads the application over it. */
async function openedAfterInstallation(): Promise<Frame> {
  await page.getByRole('heading', { name: 'Установка приложения' }).waitFor();
  return until('the application stands where the installer stood', () =>
    page.frames().find(frame => frame.url().startsWith(`${system.productUrl}/bitrix24/placement/DEFAULT`)),
  );
}
