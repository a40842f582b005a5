/** Templates as employees work with them: made in the manager, found by a slash, filled from the card, confirmed where it has no value (section 5). */
import type { OlchatClient } from '@olchat/client';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openFromCard, openPage, type Watched, widgetFrame } from '../support/browser.ts';
import { expectMember, IVAN, partnerClient } from '../support/client.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';

const DEAL_PATH = '/crm/deal/details/81/';
const FILLED = 'Здравствуйте, Иван! Сумма 150\u00a0000 ₽';
/** What a browser would do something with, if a text were anything but a text (AT-11). */
const HOSTILE_TITLE = '<img src=x onerror=alert(1)> \u202eнолбаш';
const HOSTILE_TEXT = '<script>alert(1)</script> <a href="javascript:alert(2)">x</a> {{CONTACT:NAME}} \u200b👩‍👩‍👧 {{constructor}}';

let system: System;
let browser: Browser;
let context: BrowserContext;
let administrator: OlchatClient;

beforeAll(async () => {
  system = await startSystem();
  browser = await openBrowser();
  context = await newContext(browser);
  administrator = partnerClient(system);
});

afterAll(async () => {
  await administrator.close();
  await browser.close();
  await system.stop();
});

async function openCard(inContext = context): Promise<Watched & { card: Frame }> {
  const watched = await openPage(inContext, system);
  watched.page.on('dialog', dialog => {
    watched.problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const card = await openFromCard(watched.page, system, DEAL_PATH);
  await card.getByText('Иван Петров').first().waitFor();
  return { ...watched, card };
}

const box = (card: Frame) => card.getByRole('textbox', { name: 'Сообщение' });
const tool = (card: Frame) => card.getByRole('button', { name: 'Шаблоны', exact: true });
const save = async (title: string, text: string, more: Record<string, unknown> = {}) =>
  expectMember(await administrator.createTemplate({ input: { title, text, ...more } }), 'TemplateSaved').template;
const clientHas = (text: string) =>
  until('the client has it', async () => (await system.control.phone(IVAN)).messages.some(message => message.text === text));

async function openAs(employee: string): Promise<Page> {
  const { page } = await openPage(await newContext(browser), system);
  await page.goto(system.portalUrl);
  await Promise.all([page.waitForEvent('load'), page.getByLabel('Вы вошли как').selectOption({ label: employee })]);
  return page;
}

describe('a template', () => {
  it('is made in the manager with the portal’s own fields, chosen in the card, and read by the client with the card’s values (M-3, M-5, M-8, W-10…W-14)', async () => {
    const { page, card, problems } = await openCard();
    await box(card).fill('Уже набрано');
    await tool(card).click();
    await card.getByText('Шаблонов пока нет.').waitFor();
    await card.getByRole('button', { name: 'Настройки шаблонов' }).click();
    await card.getByRole('button', { name: 'Категории' }).click();
    await card.getByRole('textbox', { name: 'Создать категорию' }).fill('Продажи');
    await card.getByRole('textbox', { name: 'Создать категорию' }).press('Enter');
    await card.getByText('Продажи', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'К списку шаблонов' }).click();

    await card.getByRole('button', { name: '+ Создать шаблон' }).click();
    await card.getByRole('textbox', { name: 'Название шаблона' }).fill('Счёт');
    const text = card.getByRole('textbox', { name: 'Текст шаблона' });
    await text.pressSequentially('Здравствуйте, ');
    for (const [sought, after] of [
      ['контакт имя {{contact:name}}', '! Сумма '],
      ['сделка opportunity}}', ''],
    ] as const) {
      await card.getByRole('button', { name: 'Вставить поле карточки' }).click();
      const search = card.getByRole('combobox', { name: 'Поиск поля' });
      await search.fill(sought);
      await card.getByText('Найдено 1 поле').waitFor();
      await search.press('Enter');
      await text.pressSequentially(after);
    }
    expect(await text.inputValue()).toBe('Здравствуйте, {{CONTACT:NAME}}! Сумма {{DEAL:OPPORTUNITY}}');
    await card.getByText(FILLED).waitFor();
    await card.getByRole('button', { name: 'Далее →' }).click();
    await card.getByRole('combobox', { name: 'Категория' }).selectOption({ label: 'Продажи' });
    await card.getByRole('button', { name: 'Сохранить' }).click();
    await card.getByText('Шаблон «Счёт» сохранён').waitFor();
    await card.getByRole('button', { name: 'К сообщению' }).click();

    expect(await box(card).inputValue()).toBe('Уже набрано');
    await tool(card).click();
    await card.getByRole('option', { name: /Счёт/ }).click();
    await card.getByText('Подставлено 2 значения из карточки').waitFor();
    expect(await box(card).inputValue()).toBe(FILLED);
    await card.getByRole('button', { name: 'Вернуть прежний текст' }).click();
    expect(await box(card).inputValue()).toBe('Уже набрано');
    await tool(card).click();
    await card.getByRole('option', { name: /Счёт/ }).click();
    await expect.poll(() => box(card).inputValue()).toBe(FILLED);
    await box(card).press('Control+Enter');
    await clientHas(FILLED);
    // The block in the timeline names the template (L-4, L-15).
    await until('the record is written', async () =>
      (await system.control.timeline({ type: 'DEAL', id: '81' })).some(
        ({ rows, text: sent }) =>
          sent?.includes(FILLED) === true &&
          JSON.stringify(rows).includes('[Карточка CRM] Шаблон') &&
          JSON.stringify(rows).includes('Счёт'),
      ),
    );
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is found by a slash and taken with the keyboard alone; what the card does not have is asked for before it leaves (W-13, E-21)', async () => {
    await save('Отчество', 'Иван {{CONTACT:SECOND_NAME}}, добрый день');
    const { page, card, problems } = await openCard();
    await box(card).focus();
    await page.keyboard.type('/отч');
    await card.getByRole('option', { name: /Отчество/, selected: true }).waitFor();
    expect(await card.getByRole('listbox').count()).toBe(1);
    await page.keyboard.press('Enter');
    await card.getByText('В тексте 1 переменная без значения').waitFor();
    await card.getByText('поле в карточке не заполнено').waitFor();
    expect(await box(card).inputValue()).toBe('Иван {{CONTACT:SECOND_NAME}}, добрый день');
    await page.keyboard.press('Control+Enter');
    const question = card.getByRole('group', { name: 'Отправить сообщение с переменными без значений?' });
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await card.getByRole('button', { name: '{{CONTACT:SECOND_NAME}}' }).click();
    await page.keyboard.type('Петрович');
    await card.getByText('В тексте 1 переменная').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await clientHas('Иван Петрович, добрый день');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is text wherever it stands, whatever is in it (AT-11)', async () => {
    const { id } = await save(HOSTILE_TITLE, HOSTILE_TEXT.replace(' {{constructor}}', ''), {});
    await administrator.deleteTemplate({ input: { templateId: (await save('ненужный', 'текст')).id } });
    const { page, card, problems } = await openCard();
    await tool(card).click();
    const option = card.getByRole('option', { name: '<img src=x onerror=alert(1)>' });
    await option.hover();
    await card.locator('.preview').getByText('<script>alert(1)</script>').waitFor();
    await card.getByRole('button', { name: 'Настройки шаблонов' }).click();
    await card.getByRole('table').getByText(HOSTILE_TITLE).click();
    expect(await card.getByRole('textbox', { name: 'Название шаблона' }).inputValue()).toBe(HOSTILE_TITLE);
    await card.locator('.preview').getByText('<script>alert(1)</script>').waitFor();
    await card.getByRole('textbox', { name: 'Текст шаблона' }).fill(HOSTILE_TEXT);
    await card.getByText('Таких полей на портале нет: {{constructor}}.').waitFor();
    await card.getByRole('button', { name: 'Сохранить' }).click();
    await card
      .getByText(/Поле .*constructor|constructor.*нет/i)
      .first()
      .waitFor();
    expect(problems).toEqual([]);
    await page.close();
    await administrator.deleteTemplate({ input: { templateId: id } });
  });

  it('of a list is nobody else’s: another employee neither finds nor edits it (M-8, M-9, M-11)', async () => {
    await save('Только Марии', 'Тайна', { access: [{ kind: 'USER', id: '1' }] });
    await save('Всем', 'Добрый день');
    const page = await openAs('Пётр Иванов');
    const card = await openFromCard(page, system, DEAL_PATH);
    await card.getByText('Иван Петров').first().waitFor();
    await tool(card).click();
    await card.getByRole('option', { name: /Всем/ }).waitFor();
    expect(await card.getByRole('option', { name: /Только Марии/ }).count()).toBe(0);
    await card.getByRole('button', { name: 'Настройки шаблонов' }).click();
    await card.getByRole('cell', { name: 'Всем Добрый день' }).waitFor();
    expect(await card.getByRole('button', { name: 'Всем', exact: true }).count()).toBe(0);
    expect(await card.getByRole('button', { name: 'Категории' }).count()).toBe(0);
    await page.context().close();
  });
});

/** The page above the message box of Ivan's chat. */
async function openAboveChat(): Promise<Watched & { templates: Frame; text: () => Promise<string> }> {
  const watched = await openPage(context, system);
  const { page } = watched;
  await page.goto(`${system.portalUrl}/online/?IM_DIALOG=chat${await chatOfIvan()}`);
  await page.getByRole('button', { name: 'Редактирование и выбор шаблонов' }).click();
  const templates = await widgetFrame(page, system);
  await templates.getByText('Значения — из карточки «').waitFor();
  return { ...watched, templates, text: () => page.getByRole('textbox', { name: 'Введите сообщение' }).inputValue() };
}

async function chatOfIvan(): Promise<string> {
  return until(
    'the chat stands on the portal',
    async () => (await system.control.chats()).find(({ messages }) => messages.some(({ text }) => text.includes(FILLED)))?.chatId,
  );
}

describe('a template above the message box of a chat', () => {
  const items = async (page: Page): Promise<unknown[]> =>
    (await (await page.request.get(`${system.portalUrl}/portal/api/chat-placements`)).json()) as unknown[];
  const switchTo = async (templatesInChat: boolean): Promise<void> => {
    expectMember(await administrator.updateSettings({ input: { templatesInChat } }), 'SettingsUpdated');
    const { page } = await openPage(context, system);
    await page.goto(system.portalUrl);
    await until('the portal has the item, or has it no more', async () => (await items(page)).length === (templatesInChat ? 1 : 0));
    await page.close();
  };

  it('is filled from the card of the chat and put beside what is typed; nothing is sent, and the way is remembered (M-12, A-8)', async () => {
    await switchTo(true);
    const { page, templates, text, problems } = await openAboveChat();
    const before = (await system.control.chats()).map(({ messages }) => messages.length);
    const draft = page.getByRole('textbox', { name: 'Введите сообщение' });
    await draft.fill('Мария:');
    await templates.getByRole('radio', { name: 'Вставить шаблон в чат', exact: true }).check();
    await templates.getByRole('combobox', { name: 'Найти шаблон' }).fill('Счёт');
    await templates.getByRole('option', { name: /Отчество/ }).waitFor({ state: 'detached' });
    await templates.getByRole('option', { name: /Счёт/ }).click();
    await templates.getByText('Шаблон «Счёт» вставлен в поле сообщения.').waitFor();
    expect(await text()).toBe(`Мария: ${FILLED}`);
    await templates.getByRole('radio', { name: 'Вставить шаблон в чат и закрыть окно' }).check();
    await until('the choice is remembered', async () => (await administrator.viewer()).closeAfterTemplate);
    await templates.getByRole('combobox', { name: 'Найти шаблон' }).fill('Отчество');
    await templates.getByRole('option', { name: /Отчество/ }).click();
    await templates.getByText('поле в карточке не заполнено').waitFor();
    await templates.getByRole('button', { name: 'Вставить как есть' }).click();
    await page.getByRole('dialog', { name: 'Редактирование и выбор шаблонов' }).waitFor({ state: 'hidden' });
    expect(await text()).toBe(`Мария: ${FILLED} Иван {{CONTACT:SECOND_NAME}}, добрый день`);
    expect((await system.control.chats()).map(({ messages }) => messages.length)).toEqual(before);
    await page.getByRole('button', { name: 'Редактирование и выбор шаблонов' }).click();
    const again = await until('it is open again', () =>
      page.frames().find(frame => frame !== templates && frame.url().startsWith(system.productUrl)),
    );
    await expect.poll(() => again.getByRole('radio', { name: 'Вставить шаблон в чат и закрыть окно' }).isChecked()).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('goes when the switch is off (A-8)', async () => {
    await switchTo(false);
    await switchTo(true);
  });
});
