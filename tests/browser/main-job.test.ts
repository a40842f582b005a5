/** The main job as the employee sees it: portal page, slider, iframe, live states, timeline, open line; in a real browser (G-1, W-1…W-31, L-1…L-5). */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openFromCard, openPage, widgetFrame } from '../support/browser.ts';
import { IVAN, partnerClient } from '../support/client.ts';
import { changeLine, MARIA, PETER, queueOf } from '../support/open-line.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { KEPT_IMAGES } from './eyes.ts';

const DEAL_PATH = '/crm/deal/details/81/';
/** `UPDATE_PICTURES=1` writes the pictures that README and docs show. */
async function keptPicture(page: Page, name: string): Promise<void> {
  if (KEPT_IMAGES !== null) await page.screenshot({ path: `${KEPT_IMAGES}${name}.png` });
}

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

describe('the widget in the card', () => {
  it('sends, and shows each state live, in the form and in the timeline, while the phone shows the message once', async () => {
    await system.control.auto({ deliverAfterMs: null, readAfterMs: null });
    const { page, problems, strangers } = await openPage(context, system);
    const frame = await openFromCard(page, system, DEAL_PATH);
    const text = 'Добрый день, Иван! Напоминаем о встрече завтра в 12:00 👋';
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    const sendButton = frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true });
    await sendButton.click();
    const bubble = frame.getByRole('article').filter({ hasText: text });
    await bubble.getByText('Отправлено').waitFor();
    expect(await frame.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe('');
    await page
      .locator('article, li, section')
      .filter({ hasText: text })
      .getByText(/отправлено/i)
      .first()
      .waitFor({ state: 'attached' });

    await system.control.act(IVAN, { do: 'deliver' });
    await bubble.getByText('Доставлено').waitFor();
    await system.control.act(IVAN, { do: 'read' });
    await bubble.getByText('Прочитано').waitFor();
    // The publication made the chat too (W-9, O-9).
    await frame.getByRole('button', { name: 'ОТКРЫТЬ ЧАТ' }).waitFor();
    await keptPicture(page, 'main-job');

    // The slider closes; the timeline behind it has the live badge without a reload (L-2).
    await page
      .getByRole('button', { name: /закрыть/i })
      .first()
      .click();
    await page
      .getByText(/прочитано/i)
      .first()
      .waitFor();
    await page.getByText('ОТКРЫТЬ ЧАТ').first().waitFor();
    await keptPicture(page, 'timeline');

    const phone = await system.control.phone(IVAN);
    expect(phone.messages.filter(message => message.text === text)).toHaveLength(1);
    expect(await system.control.sent(text)).toHaveLength(1);

    // Opened again, the card's messages stand there with their states.
    await page.getByRole('button', { name: 'Ещё' }).click();
    await page.getByRole('menuitem', { name: 'OLChat', exact: true }).click();
    const again = await widgetFrame(page, system);
    await again.getByRole('article').filter({ hasText: text }).getByText('Прочитано').waitFor();
    expect(problems).toEqual([]);
    expect(strangers).toEqual([]);
    await page.close();
  });

  it('makes one message of a double press (W-27)', async () => {
    await system.control.auto({ deliverAfterMs: 300, readAfterMs: 600 });
    const { page } = await openPage(context, system);
    const frame = await openFromCard(page, system, DEAL_PATH);
    const text = 'Дважды нажали';
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).dblclick();
    await frame.getByRole('article').filter({ hasText: text }).getByText('Прочитано').first().waitFor();
    expect(await system.control.sent(text)).toHaveLength(1);
    await page.close();
  });

  it('gives the chat to the employee who asked for it, and opens it in the portal (W-8, W-9, O-1)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openFromCard(page, system, '/crm/lead/details/31/');
    await frame.getByRole('button', { name: 'СОЗДАТЬ ЧАТ' }).click();
    await frame.getByRole('button', { name: 'ОТКРЫТЬ ЧАТ' }).waitFor();
    const chats = await until('the chat belongs to her', async () => (await system.control.chats()).filter(chat => chat.owner?.id === '1'));
    expect(chats.length).toBeGreaterThan(0);
    await page.close();
  });

  it('lets a colleague take the dialogue over, after a question (O-7)', async () => {
    const client = partnerClient(system);
    const line = (await client.accounts())[0]?.line?.id ?? '';
    await client.close();
    await changeLine(system, line, { QUEUE: queueOf(MARIA, PETER) });
    const colleagues = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'ru-RU' });
    const name = `portal-employee-${new URL(system.sandboxUrl).port}`;
    await colleagues.addCookies([{ name, value: `${PETER.memberId}.${PETER.employeeId}`, url: system.portalUrl }]);
    const { page, problems } = await openPage(colleagues, system);
    const frame = await openFromCard(page, system, '/crm/lead/details/31/');
    await frame.getByRole('button', { name: 'ЗАБРАТЬ ДИАЛОГ' }).click();
    await frame.getByRole('group', { name: /Диалог ведёт Мария Смирнова/ }).waitFor();
    await frame.getByRole('button', { name: 'Забрать', exact: true }).click();
    await until('the chat belongs to him', async () => (await system.control.chats()).find(chat => chat.owner?.id === PETER.employeeId));
    await frame.getByRole('button', { name: 'ЗАБРАТЬ ДИАЛОГ' }).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
    await colleagues.close();
  });

  it('keeps the text when the session ended meanwhile, renews it through the frame and sends (SE-4)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openFromCard(page, system, DEAL_PATH);
    const text = 'После долгого обеда';
    await frame.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    const { Client } = await import('pg');
    const database = new Client({ connectionString: system.databaseUrl });
    await database.connect();
    await database.query(`delete from token where kind = 'SESSION'`);
    await database.end();
    // A known caller is believed for two seconds at most (SE-5).
    await until('the session is gone', async () => {
      const token = await frame.evaluate(() => document.getElementById('olchat-page')?.textContent ?? '{}');
      const { sessionToken } = JSON.parse(token) as { sessionToken: string | null };
      const response = await fetch(system.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${sessionToken ?? ''}` },
        body: JSON.stringify({ query: '{ viewer { locale } }' }),
      });
      return (await response.text()).includes('UNAUTHENTICATED');
    });
    await frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    await frame.getByRole('article').filter({ hasText: text }).getByText('Прочитано').first().waitFor();
    expect(await system.control.sent(text)).toHaveLength(1);
    await page.close();
  });
});

describe('the connection screen', () => {
  it('shows a QR code, which the company’s phone scans on its page, and then «Подключено» (C-1, C-2, C-8)', async () => {
    const { page, problems } = await openPage(context, system);
    await page.goto(`${system.portalUrl}/marketplace/app/`);
    const frame = await widgetFrame(page, system);
    await frame.getByRole('button', { name: 'Подключить WhatsApp' }).click();
    await frame.getByRole('textbox', { name: 'Название линии' }).fill('Вторая линия');
    await frame.getByRole('button', { name: 'ПОДКЛЮЧИТЬ', exact: true }).click();
    const code = frame.locator('[data-qr]');
    await code.waitFor();
    await keptPicture(page, 'connection');

    // As a person does it: copy here, paste there.
    await frame.getByRole('button', { name: 'Скопировать код' }).click();
    await frame.getByRole('button', { name: 'Код скопирован' }).waitFor();
    const phones = await context.newPage();
    await phones.goto(`${system.portalUrl}/phones`);
    await phones.getByPlaceholder('Текст QR-кода').nth(1).click();
    await phones.keyboard.press('Control+V');
    expect(await phones.getByPlaceholder('Текст QR-кода').nth(1).inputValue()).toBe(await code.getAttribute('data-qr'));
    await phones.getByRole('button', { name: 'Сканировать' }).nth(1).click();
    await frame.getByText('Подключено').first().waitFor();
    expect(problems).toEqual([]);
    await phones.close();
    await page.close();
  });
});

describe('the other language', () => {
  it('speaks English to who asks for it', async () => {
    const { page } = await openPage(await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' }), system);
    await page.goto(`${system.portalUrl}${DEAL_PATH}?lang=en`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'OLChat', exact: true }).click();
    const frame = await widgetFrame(page, system);
    await frame.getByRole('textbox', { name: 'Message' }).waitFor();
    expect(await frame.locator('main, body').first().innerText()).not.toMatch(/[А-Яа-яЁё]{3,}.*(отправ|сообщен)/i);
    await page.context().close();
  });
});
