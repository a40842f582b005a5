/// <reference lib="dom" />
/** «[OLChat] Telegram» in a card as the employee sees it (section 4 of the product): whom, what, how it shows, what becomes of it. */
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MICROPHONE, newContext, openBrowser, openPage, widgetFrame } from '../support/browser.ts';
import { DOT, pdf, sha256 } from '../support/files.ts';
import type { PhoneMessage } from '../support/control.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { inBothSchemes, KEPT_IMAGES, picture, PICTURED } from './eyes.ts';

const ALISA = '/crm/contact/details/55/';
/** Hides his number from everybody. */
const NIKITA = '/crm/contact/details/56/';

let system: System;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  system = await startSystem({ telegram: true });
  browser = await openBrowser(MICROPHONE);
  context = await newContext(browser);
  await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
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

/** «ПОДКЛЮЧИТЬ» on a line of its own, as far as the code to scan. */
async function beginLogin(page: Page, line: string): Promise<Frame> {
  await page.goto(`${system.portalUrl}/marketplace/app/`);
  const frame = await widgetFrame(page, system);
  await frame.getByRole('button', { name: 'Подключить Telegram' }).click();
  await frame.getByRole('radio').last().check();
  await frame.getByRole('textbox').last().fill(line);
  await frame.getByRole('button', { name: 'ПОДКЛЮЧИТЬ', exact: true }).click();
  await frame.getByRole('img', { name: 'QR-код для входа в Telegram' }).waitFor();
  return frame;
}

describe('the application [OLChat] Telegram in a card', () => {
  it('finds the client by his user name, sends, and shows sent and read, never delivered (T-1, T-4, T-13, L-13)', async () => {
    const { page, problems, strangers } = await openPage(context, system);
    const frame = await openTelegram(page, ALISA);
    await frame.getByText('(@alisa_demo)').first().waitFor();
    await frame.getByRole('combobox', { name: 'Откуда' }).waitFor();
    const text = 'Здравствуйте, Алиса! Пишем вам первыми.';
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    await frame.getByLabel('Способ публикации в открытой линии').selectOption({ label: 'Без публикации в ОЛ' });
    await picture(page, 'telegram-card');
    await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    const bubble = frame.getByRole('article').filter({ hasText: text });
    await bubble.getByText('Кому: Алиса Лебедева (@alisa_demo)').waitFor();
    await bubble.getByText('Прочитано').first().waitFor();
    expect(await bubble.getByText('Доставлено').count()).toBe(0);
    const phone = await system.control.get<{ messages: { text: string }[] }>('/phones/telegram:700000055');
    expect(phone.messages.filter(message => message.text === text)).toHaveLength(1);
    if (KEPT_IMAGES !== null) {
      await page.setViewportSize(PICTURED);
      await inBothSchemes(page, frame, `${KEPT_IMAGES}telegram-card`);
    }
    expect([problems, strangers]).toEqual([[], []]);
    await page.close();
  });

  it('sends a picture as a document, and a voice note, each from its tab, to the client it has found (T-8…T-12)', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await openTelegram(page, ALISA);
    await frame.getByText('(@alisa_demo)').first().waitFor();
    const message = frame.getByRole('textbox', { name: 'Сообщение' });
    await message.fill('Это останется');
    await frame.getByRole('tab', { name: 'СООБЩЕНИЕ' }).press('ArrowRight');
    await frame.getByRole('tab', { name: 'ФАЙЛЫ', selected: true }).waitFor();
    const act = pdf('акт для Telegram', 20_000);
    const choosing = page.waitForEvent('filechooser');
    await frame.getByRole('button', { name: 'Выберите файлы…' }).click();
    const chooser = await choosing;
    await chooser.setFiles([
      { name: 'Фото.png', mimeType: 'image/png', buffer: DOT },
      { name: 'Акт.pdf', mimeType: 'application/pdf', buffer: act },
    ]);
    await frame.getByRole('checkbox', { name: 'Отправить как документ' }).check();
    await picture(page, 'telegram-files');
    await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    for (const name of ['Фото.png', 'Акт.pdf']) {
      await frame.getByRole('article').filter({ hasText: name }).last().getByText('Прочитано').waitFor();
    }
    await frame.getByRole('tab', { name: 'ГОЛОСОВОЕ' }).click();
    await picture(page, 'telegram-voice-empty');
    await frame.getByRole('button', { name: 'Начать запись голосового сообщения' }).click();
    await until('a second is recorded', async () => (await frame.getByRole('timer').textContent())?.trim() === '0:01');
    await frame.getByRole('button', { name: 'Закончить запись' }).click();
    await frame.getByRole('tabpanel').getByRole('button', { name: 'Прослушать' }).waitFor();
    await picture(page, 'telegram-voice');
    await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    const note = frame.getByRole('article').filter({ has: frame.getByRole('group', { name: /Голосовое сообщение/ }) });
    await note.first().getByText('Прочитано').waitFor();
    const { messages } = await system.control.get<{ messages: PhoneMessage[] }>('/phones/telegram:700000055');
    const files = messages.flatMap(message => message.files.map(({ name, sha256: sum }) => [name, sum]));
    expect(files).toEqual([
      ['Фото.png', sha256(DOT)],
      ['Акт.pdf', sha256(act)],
    ]);
    expect(messages.at(-1)?.voice?.mime).toContain('audio/ogg');
    // Only the open tab's content went (T-11).
    await frame.getByRole('tab', { name: 'СООБЩЕНИЕ' }).click();
    expect(await message.inputValue()).toBe('Это останется');
    expect(messages.some(({ text }) => text === 'Это останется')).toBe(false);
    await picture(page, 'telegram-files-sent');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('says what helps where the client hides his number (D-26, D-29)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openTelegram(page, NIKITA);
    const notice = frame.getByRole('status').filter({ hasText: 'У клиента нет Telegram-аккаунта или он скрыл номер телефона' });
    await notice.getByText('Кто может найти меня по номеру?').waitFor();
    expect(await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).isVisible()).toBe(false);
    await notice.getByRole('button', { name: 'Проверить ещё раз' }).click();
    await notice.getByText('О том же ещё раз спросим не раньше').waitFor();
    await picture(page, 'telegram-nobody');
    await page.close();
  });
});

describe('logging an account in', () => {
  it('goes by number, a wrong code and the right one, a wrong cloud password and the right one (C-4)', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await beginLogin(page, 'Забота');
    await picture(page, 'login-qr');
    const type = async (label: RegExp | string, value: string): Promise<void> => {
      const field = frame.getByLabel(label, { exact: typeof label === 'string' });
      await field.fill(value);
      // What was wrong is heard by the subscription, and perhaps before the answer of the request, until which nothing more can be said.
      await frame.locator('form.login-field button:enabled').waitFor();
      await field.press('Enter');
    };
    await frame.getByRole('button', { name: 'Войти по номеру телефона' }).click();
    await type(/^Телефон/, '+7 900 000-00-93');
    await frame.getByText('Код пришёл в приложение Telegram').waitFor();
    await type(/^Код, 5 знаков/, '54321');
    await frame.getByRole('alert').filter({ hasText: 'Код не подошёл' }).waitFor();
    await picture(page, 'login-code');
    await type(/^Код, 5 знаков/, '12345');
    await frame.getByText('У аккаунта включена двухэтапная проверка.').waitFor();
    await type('Облачный пароль', 'не тот');
    await frame.getByRole('alert').filter({ hasText: 'Облачный пароль не подошёл' }).waitFor();
    await picture(page, 'login-password');
    await type('Облачный пароль', 'облако-93');
    await frame.getByText('Аккаунт авторизован').waitFor();
    await frame.getByText('700000093').waitFor();
    await picture(page, 'login-done');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('goes by a QR code that the phone scans (C-4)', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { page } = await openPage(context, system);
    const frame = await beginLogin(page, 'Склад');
    await frame.getByRole('button', { name: 'Скопировать код' }).click();
    const qr = await page.evaluate(() => navigator.clipboard.readText());
    await system.control.post('/phones/telegram:700000094', { do: 'scan', qr });
    await frame.getByText('Аккаунт авторизован').waitFor();
    await frame.getByText('@stock_demo').waitFor();
    await page.close();
  });
});
