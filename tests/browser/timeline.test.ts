/** The block in the timeline as an employee uses it: «Отправить ещё раз» with its loader, «История статусов» in our page; in a real browser (L-8, L-10, L-12). */
import { randomUUID } from 'node:crypto';
import type { OlchatClient } from '@olchat/client';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openPage, widgetFrame } from '../support/browser.ts';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from '../support/client.ts';
import { openCard } from '../support/portal.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { picture } from './eyes.ts';

const DEAL_PATH = '/crm/deal/details/81/';

let system: System;
let client: OlchatClient;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  await openCard(system, DEAL); // the administrator's own token is kept from here on
  browser = await openBrowser();
  context = await newContext(browser);
});

afterAll(async () => {
  await browser.close();
  await client.close();
  await system.stop();
});

/** A message that the messenger refused. */
const givenFailed = async (): Promise<string> => {
  const text = `Не дошло ${randomUUID()}`;
  await system.control.faults([{ service: 'whatsapp-web', method: 'message', to: IVAN, times: 1, do: 'refuse' }]);
  const account = await accountId(system);
  const recipient = await recipientId(client, account, DEAL, IVAN);
  const input = {
    idempotencyKey: randomUUID(),
    card: DEAL,
    accountId: account,
    recipientId: recipient,
    text,
    publication: 'NONE' as const,
  };
  const { accepted } = expectMember(await client.sendMessage({ input }), 'MessageAccepted');
  await until('it failed', async () => (await client.message({ id: accepted.id }))?.status === 'FAILED');
  return text;
};

const block = (page: Page, text: string, badge: string) =>
  page
    .locator('li.record')
    .filter({ hasText: text })
    .filter({ hasText: new RegExp(badge, 'i') });

describe('a failed message in the timeline', () => {
  it('is sent again by its button; the record is locked until we answered, then both records are true (L-12)', async () => {
    const text = await givenFailed();
    const { page, problems } = await openPage(context, system);
    await page.goto(`${system.portalUrl}${DEAL_PATH}`);
    const failed = block(page, text, 'Не отправлено');
    await failed.waitFor();
    await picture(page, 'failed');
    // The answer is held back, so that the loader is seen.
    await system.control.faults([{ service: 'bitrix24', method: 'ONCRMTIMELINEITEMACTION', do: 'late', ms: 1500, times: 1 }]);
    await failed.getByRole('button', { name: 'Отправить ещё раз' }).click();
    await page.locator('li.record[aria-busy=true]').waitFor();
    await picture(page, 'loading');
    await failed.getByText('Отправлено ещё раз новым сообщением').waitFor();
    expect(await page.locator('li.record[aria-busy=true]').count()).toBe(0);
    expect(await failed.getByRole('button', { name: 'Отправить ещё раз' }).count()).toBe(0);
    await block(page, text, 'Прочитано').waitFor();
    await picture(page, 'sent-again');
    expect(await system.control.sent(text)).toHaveLength(1);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows the history of its statuses in our page, with the way to the message that replaced it (L-8, L-12)', async () => {
    const text = await givenFailed();
    const { page, problems } = await openPage(context, system);
    await page.goto(`${system.portalUrl}${DEAL_PATH}`);
    await block(page, text, 'Не отправлено').getByRole('button', { name: 'Отправить ещё раз' }).click();
    await block(page, text, 'Прочитано').waitFor();
    await block(page, text, 'Не отправлено').getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('menuitem', { name: 'История статусов' }).click();
    const frame = await widgetFrame(page, system);
    await frame.getByRole('heading', { name: 'История статусов' }).waitFor();
    await frame.getByRole('listitem').nth(1).waitFor();
    expect(await frame.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/В очереди[^]*Произошло[^]*действие сотрудника/) as string,
      expect.stringMatching(/Не отправлено[^]*Произошло/) as string,
    ]);
    await picture(page, 'history-failed');

    await frame.getByRole('button', { name: 'Показать историю нового сообщения' }).click();
    await frame.getByText('Прочитано').first().waitFor();
    expect(await frame.getByRole('listitem').count()).toBe(4);
    await picture(page, 'history-read');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('tells whoever waits for «Прочитано» why it may not come, and follows the message live (L-2, L-10)', async () => {
    await system.control.auto({ deliverAfterMs: 300, readAfterMs: null });
    const text = `Ждём ${randomUUID()}`;
    const account = await accountId(system);
    const recipient = await recipientId(client, account, DEAL, IVAN);
    const input = {
      idempotencyKey: randomUUID(),
      card: DEAL,
      accountId: account,
      recipientId: recipient,
      text,
      publication: 'NONE' as const,
    };
    await client.sendMessage({ input });
    const { page } = await openPage(context, system);
    await page.setViewportSize({ width: 360, height: 720 });
    await page.goto(`${system.portalUrl}${DEAL_PATH}`);
    await block(page, text, 'Доставлено').getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('menuitem', { name: 'История статусов' }).click();
    const frame = await widgetFrame(page, system);
    await frame.getByText('Клиент ещё не открывал чат').waitFor();
    await picture(page, 'history-narrow');
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
    await system.control.act(IVAN, { do: 'read' });
    await frame.getByText('Прочитано', { exact: true }).first().waitFor();
    await frame.getByText('Клиент ещё не открывал чат').waitFor({ state: 'detached' });
    await page.close();
  });
});
