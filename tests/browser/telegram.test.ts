/** «[OLChat] Telegram» in a card as the employee sees it (section 4 of the product): whom, what, how it shows, what becomes of it. */
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, widgetFrame } from '../support/browser.ts';
import { startSystem, type System } from '../support/system.ts';

const ALISA = '/crm/contact/details/55/';
/** Hides his number from everybody. */
const NIKITA = '/crm/contact/details/56/';

let system: System;
let browser: Browser;
let context: BrowserContext;
let images: string;

beforeAll(async () => {
  system = await startSystem({ telegram: true });
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });
  images = `${system.folder}/images`;
  mkdirSync(images, { recursive: true });
});

afterAll(async () => {
  await browser.close();
  await system.stop();
});

async function openTelegram(page: Page, path: string): Promise<Frame> {
  await page.goto(`${system.portalUrl}${path}`);
  await page.getByRole('button', { name: 'Ещё' }).click();
  await page.getByRole('menuitem', { name: '[OLChat] Telegram' }).click();
  return widgetFrame(page, system);
}

describe('the application [OLChat] Telegram in a card', () => {
  it('finds the client by his user name, sends, and shows sent and read, never delivered (T-1, T-4, T-13, L-13)', async () => {
    const { page, problems, strangers } = await openPage(context, system);
    const frame = await openTelegram(page, ALISA);
    await frame.getByText('(@alisa_demo)').first().waitFor();
    const text = 'Здравствуйте, Алиса! Пишем вам первыми.';
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    await frame.getByLabel('Способ публикации в открытой линии').selectOption({ label: 'Без публикации в ОЛ' });
    await page.screenshot({ path: `${images}/telegram-card.png` });
    await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    const bubble = frame.getByRole('article').filter({ hasText: text });
    await bubble.getByText('Прочитано').first().waitFor();
    expect(await bubble.getByText('Доставлено').count()).toBe(0);
    const phone = await system.control.get<{ messages: { text: string }[] }>('/phones/telegram:700000055');
    expect(phone.messages.filter(message => message.text === text)).toHaveLength(1);
    const { violations } = await new AxeBuilder({ page }).include('iframe').analyze();
    expect(violations).toEqual([]);
    expect([problems, strangers]).toEqual([[], []]);
    await page.close();
  });

  it('says what helps where the client hides his number (D-26, D-29)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openTelegram(page, NIKITA);
    const notice = frame.getByRole('status').filter({ hasText: 'У клиента нет Telegram-аккаунта или он скрыл номер телефона' });
    await notice.getByText('Кто может найти меня по номеру?').waitFor();
    expect(await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).isVisible()).toBe(false);
    await page.setViewportSize({ width: 420, height: 800 });
    await page.screenshot({ path: `${images}/telegram-nobody.png` });
    await page.close();
  });
});
