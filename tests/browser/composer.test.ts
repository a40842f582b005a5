/** The form of a card in a real browser: drafts, habits, emoji, cancelling, «Почему нельзя написать» (W-16, W-24, W-29, T-16…T-18, Q-21, K-2, decision 17). */
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openFromCard, openPage } from '../support/browser.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { picture } from './eyes.ts';

const LEAD_PATH = '/crm/lead/details/31/';
const DEAL_PATH = '/crm/deal/details/81/';
const DEAL = { type: 'DEAL', id: '81' };
/** A deal that nobody can be written to from. */
const EMPTY_PATH = '/crm/deal/details/82/';

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

const box = (frame: Frame) => frame.getByRole('textbox', { name: 'Сообщение' });
const sendButton = (frame: Frame) => frame.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true });
const saysThat = (frame: Frame, words: string) => frame.getByText(words).first().waitFor();

/** The form, once its number is chosen and its draft, if any, is there. */
async function open(page: Page, path: string): Promise<Frame> {
  const drafts = page.waitForResponse(response => (response.request().postData() ?? '').includes('query draft'));
  const frame = await openFromCard(page, system, path);
  await box(frame).waitFor();
  await drafts;
  return frame;
}

const closeSlider = (page: Page) =>
  page
    .getByRole('button', { name: /закрыть/i })
    .first()
    .click();

async function graphql<T>(query: string, variables: object = {}): Promise<T> {
  const response = await fetch(system.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${system.credentials.partnerKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Half-seconds between two messages of the account, or minutes, so that the second one waits in the queue. */
const pauseBetween = (sendIntervalMs: number) =>
  graphql('mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { __typename } }', {
    input: { accountId: system.credentials.accounts[0]?.id, sendIntervalMs },
  });

describe('a draft (decision 17)', () => {
  it('outlives a slider that is closed in the middle of a word, and is gone once it is sent', async () => {
    const { page, problems } = await openPage(context, system);
    const frame = await open(page, LEAD_PATH);
    await box(frame).pressSequentially('Добрый день, Татьяна! Напоми');
    await closeSlider(page);
    await page.close();

    const second = await openPage(context, system);
    const again = await open(second.page, LEAD_PATH);
    await saysThat(again, 'Черновик восстановлен');
    expect(await box(again).inputValue()).toBe('Добрый день, Татьяна! Напоми');
    await picture(second.page, 'draft');
    await box(again).press('End');
    await box(again).pressSequentially('наем');
    // Not even a second: the whole page goes to another address with the last key.
    await second.page.goto('about:blank');
    await until('the last key is kept', async () => (await draftOfLead())?.text.endsWith('Напоминаем') ?? false);

    const third = await open(second.page, LEAD_PATH);
    await saysThat(third, 'Черновик восстановлен');
    await box(third).press('End');
    await box(third).pressSequentially(' о встрече');
    await box(third).press('Control+Enter');
    await third
      .getByRole('article')
      .filter({ hasText: 'Напоминаем о встрече' })
      .getByText(/Отправлено|Доставлено|Прочитано/)
      .waitFor();
    await second.page.close();

    await until('the draft is gone', async () => (await draftOfLead()) === null);
    expect([...problems, ...second.problems]).toEqual([]);
  });

  it('of two windows is not lost to the slower one: she chooses', async () => {
    const [one, two] = [await openPage(context, system), await openPage(context, system)];
    const first = await open(one.page, LEAD_PATH);
    const second = await open(two.page, LEAD_PATH);
    const saved = one.page.waitForResponse(response => (response.request().postData() ?? '').includes('mutation saveDraft'));
    await box(first).fill('Из первого окна');
    await saved;
    await box(second).fill('Из второго окна');
    await saysThat(second, 'сохранён другой черновик');
    await picture(two.page, 'draft-of-two');
    await second.getByRole('button', { name: 'Взять оттуда' }).click();
    expect(await box(second).inputValue()).toBe('Из первого окна');
    await second.getByRole('button', { name: 'Очистить' }).click();
    await until('the draft is gone', async () => (await draftOfLead()) === null);
    await Promise.all([one.page.close(), two.page.close()]);
  });
});

/** Of the key's employee, who works in the browser too. */
async function draftOfLead(): Promise<{ text: string } | null> {
  const card = { type: 'LEAD', id: '31' };
  const found = await graphql<{ card: { recipients: { recipients: { id: string }[] } } }>(
    'query ($card: CardInput!, $accountId: ID!) { card(card: $card) { recipients(accountId: $accountId) { recipients { id } } } }',
    { card, accountId: system.credentials.accounts[0]?.id },
  );
  const recipientId = found.card.recipients.recipients[0]?.id;
  const answer = await graphql<{ draft: { text: string } | null }>(
    'query ($card: CardInput!, $recipientId: ID!) { draft(card: $card, recipientId: $recipientId) { text } }',
    { card, recipientId },
  );
  return answer.draft;
}

describe('habits (W-24, T-16…T-18, S-15)', () => {
  it('hold in the next window: Enter sends, the client sees her name, nothing is published, no activity is made, and it says so', async () => {
    const { page } = await openPage(context, system);
    const frame = await open(page, DEAL_PATH);
    await frame.getByRole('button', { name: 'Отправлять по Enter' }).click();
    await frame.getByRole('switch', { name: 'Публиковать в чате' }).click();
    await frame.getByRole('switch', { name: 'Создать дело' }).click();
    await saysThat(frame, 'не останется следа');
    await frame.getByRole('button', { name: 'Настройки сообщения' }).click();
    await frame.getByRole('switch', { name: 'Показывать имя сотрудника' }).click();
    await saysThat(frame, 'Первой строкой клиент увидит');
    await picture(page, 'options');
    await page.close();

    const next = await openPage(context, system);
    const again = await open(next.page, DEAL_PATH);
    await saysThat(again, 'Shift + Enter — новая строка');
    expect(await again.getByRole('switch', { name: 'Создать дело' }).isChecked()).toBe(false);
    expect(await again.getByRole('switch', { name: 'Публиковать в чате' }).isChecked()).toBe(false);
    const before = await system.control.timeline(DEAL);
    await box(again).pressSequentially('Без следа');
    await box(again).press('Shift+Enter');
    await box(again).pressSequentially('вторая строка');
    await box(again).press('Enter');
    const { viewer } = await graphql<{ viewer: { senderLine: string; showName: boolean } }>('{ viewer { senderLine showName } }');
    expect(viewer.showName).toBe(true);
    await until('it left', async () => (await system.control.sent(`*${viewer.senderLine}*\nБез следа\nвторая строка`)).length === 1);
    await again.getByRole('article').filter({ hasText: viewer.senderLine }).getByText('Без следа').waitFor();
    expect(await system.control.timeline(DEAL)).toEqual(before);

    await again.getByRole('switch', { name: 'Создать дело' }).click();
    await again.getByRole('switch', { name: 'Публиковать в чате' }).click();
    await again.getByRole('button', { name: 'Отправлять по Ctrl + Enter' }).click();
    await again.getByRole('button', { name: 'Настройки сообщения' }).click();
    await again.getByRole('switch', { name: 'Показывать имя сотрудника' }).click();
    await again.getByText('Клиент увидит только текст').waitFor();
    await saysThat(again, 'Ctrl + Enter — отправить');
    await next.page.close();
  });
});

describe('by keyboard alone', () => {
  it('an emoji is found in Russian and stands at the caret; Escape leads back to the text; the server remembers it (W-16)', async () => {
    const { page } = await openPage(context, system);
    const frame = await open(page, DEAL_PATH);
    await box(frame).fill('Здравствуйте, Иван');
    await box(frame).press('Home');
    for (let step = 0; step < 'Здравствуйте'.length; step += 1) await box(frame).press('ArrowRight');
    await frame.getByRole('button', { name: 'Эмодзи' }).press('Enter');
    const search = frame.getByRole('searchbox', { name: 'Поиск эмодзи' });
    await search.pressSequentially('привет');
    await frame.getByRole('button', { name: '👋', exact: true }).waitFor();
    await picture(page, 'emoji');
    await search.press('ArrowDown');
    while ((await frame.evaluate(() => document.activeElement?.textContent?.trim())) !== '👋') await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await box(frame).inputValue()).toBe('Здравствуйте👋, Иван');
    await page.keyboard.press('Escape');
    expect(await box(frame).evaluate(element => element === document.activeElement)).toBe(true);
    await until('the server knows what was chosen last', async () => {
      const { viewer } = await graphql<{ viewer: { recentEmoji: string[] } }>('{ viewer { recentEmoji } }');
      return viewer.recentEmoji[0] === '👋';
    });
    await box(frame).fill('');
    await page.close();
  });
});

describe('a message in the queue', () => {
  it('is taken back and never leaves, and says who did it (Q-21, L-8)', async () => {
    await pauseBetween(60_000);
    const { page } = await openPage(context, system);
    const frame = await open(page, DEAL_PATH);
    for (const text of ['Первое уходит сразу', 'Второе ждёт']) {
      await box(frame).fill(text);
      await sendButton(frame).click();
      await frame.getByRole('article').filter({ hasText: text }).waitFor();
    }
    const waiting = frame.getByRole('article').filter({ hasText: 'Второе ждёт' });
    await waiting.getByRole('button', { name: 'Отменить' }).click();
    await waiting.getByText('Отменено').first().waitFor();
    // Everything that is known of it stands in the bubble (L-8).
    await waiting.getByRole('button', { expanded: false }).first().click();
    await waiting.getByText('действие сотрудника').last().waitFor();
    await picture(page, 'cancelled');
    await pauseBetween(500);
    await box(frame).fill('Третье');
    await sendButton(frame).click();
    await until('the third left', async () => (await system.control.sent('Третье')).length === 1);
    expect(await system.control.sent('Второе ждёт')).toEqual([]);
    await page.close();
  });
});

describe('«Почему нельзя написать» (K-2)', () => {
  it('opens by itself in a card without a number, and says who does what (E-11)', async () => {
    const { page } = await openPage(context, system);
    const frame = await openFromCard(page, system, EMPTY_PATH);
    await frame.getByRole('heading', { name: 'Почему нельзя написать' }).waitFor();
    await saysThat(frame, 'Заполните телефон в карточке');
    await picture(page, 'why-no-number');
    await page.close();
  });

  it('comes by itself when the line is lost while she writes; her words stay (E-02, W-29)', async () => {
    const { page } = await openPage(context, system);
    const frame = await open(page, DEAL_PATH);
    await box(frame).fill('Пишу и не знаю');
    await graphql('mutation ($input: DisconnectAccountInput!) { disconnectAccount(input: $input) { __typename } }', {
      input: { accountId: system.credentials.accounts[0]?.id, queued: 'CANCEL' },
    });
    await frame.getByRole('heading', { name: 'Почему нельзя написать' }).waitFor();
    await saysThat(frame, 'Поможет администратор');
    expect(await box(frame).inputValue()).toBe('Пишу и не знаю');
    expect(await sendButton(frame).isDisabled()).toBe(true);
    await picture(page, 'why-disconnected');
    await page.close();
  });
});
