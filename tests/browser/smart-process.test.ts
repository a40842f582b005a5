/** Cards that are not there from the start: a smart process after its embedding, an order; as people see them, in a real browser (G-2…G-4, S-20…S-25). */
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openPage } from '../support/browser.ts';
import { IVAN } from '../support/client.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { picture } from './eyes.ts';

/** No client field; Ivan stands behind the deal that it is linked to. */
const ITEM_PATH = '/crm/type/1046/details/72/';
const BUTTON = 'ВКЛ. ВСТРОЙКУ OLCHAT ДЛЯ СМАРТ-ПРОЦЕССА';

let system: System;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  system = await startSystem();
  browser = await openBrowser();
  context = await newContext(browser);
});

afterAll(async () => {
  await browser.close();
  await system.stop();
});

/** Our page under this code of a placement; the newest, because a field's frame is loaded anew in each mode. */
const frameOf = (page: Page, code: string): Promise<Frame> =>
  until(`our page of ${code} stands in its frame`, () =>
    page
      .frames()
      .filter(frame => frame.url().startsWith(`${system.productUrl}/bitrix24/placement/${code}`))
      .at(-1),
  );

const openMenu = async (page: Page, code: string): Promise<Frame> => {
  await page.getByRole('button', { name: 'Ещё' }).click();
  await page.getByRole('menuitem', { name: 'OLChat', exact: true }).click();
  return frameOf(page, code);
};

const send = async (frame: Frame, text: string): Promise<void> => {
  await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
  await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
  await frame.getByRole('article').filter({ hasText: text }).getByText('Прочитано').first().waitFor();
};

const receivedByIvan = async (text: string): Promise<number> =>
  (await system.control.phone(IVAN)).messages.filter(message => message.text === text).length;

describe('a smart process', () => {
  it('has OLChat in its cards after its field was created and the button pressed, and not before (S-20…S-23)', async () => {
    const { page, problems, strangers } = await openPage(context, system);
    await page.goto(`${system.portalUrl}${ITEM_PATH}`);
    expect(await page.getByRole('button', { name: 'Ещё' }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: 'Создать поле' }).click();
    await page.getByLabel('Тип данных').selectOption({ label: 'OLChat WhatsApp — статусы и чаты' });
    await page.getByLabel('Название').fill('Переписка');
    await page.getByRole('button', { name: 'СОХРАНИТЬ' }).click();
    await page.getByText('Переписка', { exact: true }).waitFor();
    await (await frameOf(page, 'USERFIELD_TYPE')).getByText('OLChat ещё не включён').waitFor();

    await page.getByRole('button', { name: 'изменить' }).click();
    const editor = page.frameLocator('.card-widget iframe');
    await editor.getByText('Вы в режиме редактирования').waitFor();
    await editor.getByRole('button', { name: BUTTON }).click();
    await editor.getByText('Встройка включена').waitFor();
    expect(await editor.getByRole('button', { name: BUTTON }).count()).toBe(0);
    await picture(page, 'smart-process-field');

    await page.reload();
    await page.frameLocator('.card-widget iframe').getByRole('button', { name: 'Написать в WhatsApp' }).waitFor();
    const text = 'Пропуск заказан, ждём вас завтра';
    await send(await openMenu(page, 'CRM_DYNAMIC_1046_DETAIL_ACTIVITY'), text);
    expect(await receivedByIvan(text)).toBe(1);
    await page.getByRole('button', { name: 'Закрыть' }).first().click();
    await page.getByRole('region', { name: 'Таймлайн' }).getByText(text).first().waitFor();
    expect(problems).toEqual([]);
    expect(strangers).toEqual([]);
    await page.close();
  });

  it('shows only the sentence and the icon later; the icon clears the field, saving keeps that, and the frame follows what unfolds (S-23, S-24, S-2)', async () => {
    const { page } = await openPage(context, system);
    await page.goto(`${system.portalUrl}${ITEM_PATH}`);
    await page.getByRole('button', { name: 'изменить' }).click();
    const editor = page.frameLocator('.card-widget iframe');
    await editor.getByText('Вы в режиме редактирования').waitFor();
    expect(await editor.getByRole('button').count()).toBe(1);
    await editor.getByRole('button', { name: 'Обновить данные виджета' }).click();
    await editor.getByText('Сохраните карточку').waitFor();
    await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await editor.getByRole('button', { name: 'Написать в WhatsApp' }).waitFor();

    const heightOfFrame = async () => (await page.locator('.card-widget iframe').boundingBox())?.height ?? 0;
    const folded = await heightOfFrame();
    await editor.getByRole('button', { name: 'Написать в WhatsApp' }).click();
    await until('the frame is as tall as what unfolded in it (G-11)', async () => (await heightOfFrame()) > folded + 60);
    await editor.getByRole('button', { name: 'Свернуть' }).click();
    await until('the frame is as low as before', async () => (await heightOfFrame()) <= folded);
    await page.close();
  });

  it('offers the button only to an administrator', async () => {
    const peter = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'ru-RU' });
    const { page } = await openPage(peter, system);
    await page.goto(`${system.portalUrl}/crm/type/1038/details/62/`);
    await Promise.all([page.waitForEvent('load'), page.getByLabel('Вы вошли как').selectOption({ label: 'Пётр Иванов' })]);
    expect(await page.getByRole('button', { name: 'Создать поле' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'изменить' }).click();
    const editor = page.frameLocator('.card-widget iframe');
    await editor.getByText('Включить встройку может администратор портала.').waitFor();
    expect(await editor.getByRole('button', { name: BUTTON }).isDisabled()).toBe(true);
    await peter.close();
  });
});

describe('an order', () => {
  it('sends to the number of its client, and its timeline shows the message (G-2, D-2)', async () => {
    const { page, problems } = await openPage(context, system);
    await page.goto(`${system.portalUrl}/shop/orders/details/91/`);
    const frame = await openMenu(page, 'CRM_ORDER_DETAIL_ACTIVITY');
    await frame.getByText('Чат создаётся через связанный контакт или компанию').or(frame.getByText('ОТКРЫТЬ ЧАТ')).first().waitFor();
    const text = 'Ваш заказ № 91 собран';
    await send(frame, text);
    expect(await receivedByIvan(text)).toBe(1);
    await page.getByRole('button', { name: 'Закрыть' }).first().click();
    await page.getByRole('region', { name: 'Таймлайн' }).getByText(text).first().waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('without a client makes no chat, and says why (G-4)', async () => {
    const { page } = await openPage(context, system);
    await page.goto(`${system.portalUrl}/shop/orders/details/92/`);
    const frame = await openMenu(page, 'CRM_ORDER_DETAIL_ACTIVITY');
    await frame.getByText('К карточке не привязан ни контакт, ни компания').waitFor();
    expect(await frame.getByRole('button', { name: 'СОЗДАТЬ ЧАТ' }).isDisabled()).toBe(true);
    await page.close();
  });
});
