/** The application's page as an administrator works on it: rename, restrict, change settings, see the record; and what an employee sees of it. */
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openFromCard, openPage, widgetFrame } from '../support/browser.ts';
import { startSystem, type System } from '../support/system.ts';

const DEAL_PATH = '/crm/deal/details/81/';
const ACCOUNT = 'WhatsApp коннектор линии #1';
/** Of the department «Отдел продаж» and no administrator; Мария, whose page it is, belongs to «Компания». */
const EMPLOYEE = 'Пётр Иванов';

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

async function openApplication(page: Page): Promise<Frame> {
  await page.goto(`${system.portalUrl}/marketplace/app/`);
  const frame = await widgetFrame(page, system);
  await frame.getByRole('navigation', { name: 'Разделы приложения' }).waitFor();
  return frame;
}

/** The same portal, seen by another employee. */
async function openAs(employee: string): Promise<Page> {
  const { page } = await openPage(await newContext(browser), system);
  await page.goto(system.portalUrl);
  await Promise.all([page.waitForEvent('load'), page.getByLabel('Вы вошли как').selectOption({ label: employee })]);
  return page;
}

const sectionOf = (frame: Frame, name: string) => frame.getByRole('navigation').getByRole('button', { name });

describe('the application’s page', () => {
  it('renames an account, which everybody then sees under its new name (C-7)', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await openApplication(page);
    await frame.getByRole('table').getByRole('button', { name: ACCOUNT, exact: true }).click();
    await frame.getByRole('button', { name: 'Переименовать' }).click();
    await frame.getByRole('textbox', { name: 'Название' }).fill('Отдел продаж');
    await frame.getByRole('button', { name: 'СОХРАНИТЬ' }).click();
    await frame.getByText('Сохранено', { exact: true }).waitFor();

    const card = await openFromCard(page, system, DEAL_PATH);
    await card.getByText('Отдел продаж').first().waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('restricts an account to a department: who is not in it finds no line, who is writes on (A-10, A-11)', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await openApplication(page);
    await frame.getByRole('table').getByRole('button', { name: 'Отдел продаж', exact: true }).click();
    await frame.getByRole('button', { name: 'ИЗМЕНИТЬ' }).click();
    await frame.getByRole('searchbox', { name: 'Поиск сотрудников, отделов и групп' }).fill('продаж');
    await frame.getByRole('group', { name: 'Отделы' }).getByRole('checkbox', { name: 'Отдел продаж' }).check();
    await frame.getByRole('button', { name: 'ВЫБРАТЬ' }).click();
    await frame.getByRole('button', { name: 'СОХРАНИТЬ' }).click();
    await frame.getByText('Сохранено', { exact: true }).waitFor();

    const card = await openFromCard(page, system, DEAL_PATH);
    await card.getByText('Нет доступных линий').waitFor();
    const hers = await openAs(EMPLOYEE);
    const herCard = await openFromCard(hers, system, DEAL_PATH);
    await herCard.getByRole('combobox', { name: 'Линия' }).getByText('Отдел продаж').waitFor();
    await hers.context().close();

    // Nobody is locked out of the settings; an empty list is everybody again.
    const again = await openApplication(page);
    await again.getByRole('table').getByRole('button', { name: 'Отдел продаж', exact: true }).click();
    await again.getByRole('button', { name: 'Убрать: Отдел продаж' }).click();
    await again.getByRole('button', { name: 'СОХРАНИТЬ' }).click();
    await again.getByText('Сохранено', { exact: true }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shortens the longest text for everybody, and asks before it is left unsaved (W-15, A-1)', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await openApplication(page);
    await sectionOf(frame, 'Настройки приложения').click();
    await frame.getByText(/Приложение работает под правами пользователя: Мария/).waitFor();
    await frame.getByRole('textbox', { name: 'Предельная длина текста' }).fill('20');
    await sectionOf(frame, 'Журнал изменений').click();
    await frame.getByRole('alertdialog').getByRole('button', { name: 'Сохранить и перейти' }).click();

    await frame.getByRole('row', { name: /Настройки приложения.*1000.*20/ }).waitFor();
    const card = await openFromCard(page, system, DEAL_PATH);
    await card.getByRole('textbox', { name: 'Сообщение' }).fill('Текст длиннее двадцати знаков');
    await card.getByText(/Лишних \d+ символ/).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('closes itself to employees when an administrator wants that (A-2)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openApplication(page);
    await sectionOf(frame, 'Настройки приложения').click();
    await frame.getByRole('switch', { name: 'Показывать страницу приложения только администраторам' }).click();
    await frame.getByRole('button', { name: 'СОХРАНИТЬ' }).click();
    await frame.getByText('Сохранено', { exact: true }).waitFor();

    const theirs = await openAs(EMPLOYEE);
    await theirs.goto(`${system.portalUrl}/marketplace/app/`);
    const closed = await widgetFrame(theirs, system);
    await closed.getByText(/администратор/).waitFor();
    expect(await closed.getByRole('navigation').count()).toBe(0);

    await frame.getByRole('switch', { name: 'Показывать страницу приложения только администраторам' }).click();
    await frame.getByRole('button', { name: 'СОХРАНИТЬ' }).click();
    await frame.getByText('Сохранено', { exact: true }).waitFor();
    const opened = await openApplication(theirs);
    expect(await opened.getByRole('navigation').getByRole('button').allInnerTexts()).toEqual([
      'Аккаунты',
      'Шаблоны',
      'Настройки приложения',
    ]);
    await theirs.context().close();
    await page.close();
  });

  it('checks the installation on demand and finds all in place', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await openApplication(page);
    await sectionOf(frame, 'Установка и права').click();
    await frame.getByRole('button', { name: 'ПРОВЕРИТЬ СЕЙЧАС' }).click();
    await frame.getByText('Пункт меню в карточке сделки', { exact: true }).waitFor();
    await frame.getByText(/Проверено .*Всё на месте/).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('keeps a record of all this: who, what, from what to what (A-23)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openApplication(page);
    await sectionOf(frame, 'Журнал изменений').click();
    const rows = frame.getByRole('row', { name: /Мария/ });
    await rows.filter({ hasText: 'Доступ к коннектору' }).first().waitFor();
    const record = (await rows.allInnerTexts()).map(text => text.replaceAll(/\s+/g, ' '));
    expect(record.some(text => text.includes(`Название Было: ${ACCOUNT} → Стало: Отдел продаж`))).toBe(true);
    expect(record.some(text => /Доступ Было: все → Стало: Отдел продаж/.test(text))).toBe(true);
    expect(record.some(text => /Страница только администраторам Было: нет → Стало: да/.test(text))).toBe(true);
    expect(record.some(text => text.includes('Аккаунт подключён'))).toBe(true);
    await page.close();
  });
});
