/**
 * «Статусы и чаты» as a person uses it (S-1…S-11, S-26, A-8), and every screen under everybody's eyes: light and dark, narrow and wide, axe.
 * `UPDATE_PICTURES=1` writes the pictures of docs/images.
 */
import { fileURLToPath } from 'node:url';
import { type OlchatClient, UpdateSettingsDocument } from '@olchat/client';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openPage, widgetFrame } from '../support/browser.ts';
import { IVAN, partnerClient } from '../support/client.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { findings, fits } from './eyes.ts';

const DEAL_PATH = '/crm/deal/details/81/';
const FIELD = 'USERFIELD_TYPE';
const KEPT_IMAGES = process.env['UPDATE_PICTURES'] === '1' ? fileURLToPath(new URL('../../docs/images/', import.meta.url)) : null;

let system: System;
let browser: Browser;
let context: BrowserContext;
let client: OlchatClient;

beforeAll(async () => {
  system = await startSystem();
  browser = await openBrowser();
  client = partnerClient(system);
  context = await newContext(browser);
  await client.createTemplate({ input: { title: 'Приветствие', text: 'Добрый день! Чем могу помочь?' } });
});

afterAll(async () => {
  await browser.close();
  await system.stop();
});

const switchWidget = (settings: { statusesWidget?: boolean; forceWidget?: boolean }): Promise<unknown> =>
  client.request(UpdateSettingsDocument, { input: settings });

/** Numbers that the messenger was asked about. */
const checks = async (): Promise<number> => {
  const ledger = await system.control.get<{ service: string; method: string }[]>('/ledger');
  return ledger.filter(({ service, method }) => service === 'whatsapp-web' && method === 'usync.contact').length;
};

/** The page of our field in a card, loaded anew until the portal has it. */
async function openField(page: Page, path = DEAL_PATH): Promise<Frame> {
  return until('the card has our field', async () => {
    await page.goto(`${system.portalUrl}${path}`);
    await page.getByRole('button', { name: 'Ещё' }).waitFor();
    return page.frames().find(frame => frame.url().includes(FIELD));
  });
}

describe('«Статусы и чаты»', () => {
  it('stands in the card once it is switched on, as one button, and asks nobody anything (A-8, S-2, S-26)', async () => {
    const { page, problems, strangers } = await openPage(context, system);
    await page.goto(`${system.portalUrl}${DEAL_PATH}`);
    await page.getByRole('button', { name: 'Ещё' }).waitFor();
    expect(page.frames().some(frame => frame.url().includes(FIELD))).toBe(false);

    await switchWidget({ statusesWidget: true });
    const before = await checks();
    const field = await openField(page);
    await page.getByText('OLChat — статусы и чаты').first().waitFor();
    await field.getByRole('button', { name: 'Написать в WhatsApp' }).waitFor();
    expect(await field.getByRole('button').count()).toBe(1);
    expect(await checks()).toBe(before);
    expect(problems).toEqual([]);
    expect(strangers).toEqual([]);
    await page.close();
  });

  it('shows what is known of the numbers after a press, writes, and reads the conversation back (S-1, S-8…S-11)', async () => {
    await system.control.auto({ deliverAfterMs: 100, readAfterMs: 200 });
    const { page, problems } = await openPage(context, system);
    const field = await openField(page);
    await field.getByRole('button', { name: 'Написать в WhatsApp' }).click();
    const row = field.getByRole('listitem').filter({ has: field.getByRole('heading', { name: `+${IVAN}` }) });
    await row.getByText('WhatsApp: есть').waitFor();
    await row.getByText(/проверено/).waitFor();
    await row.getByText(/Россия, регион неизвестен/).waitFor();
    expect(await checks()).toBeGreaterThan(0);

    await row.getByRole('button', { name: /^Написать/ }).click();
    const text = 'Добрый день! Пишу прямо из карточки';
    await row.getByRole('textbox', { name: 'Сообщение' }).fill(text);
    await row.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    await row.getByRole('article').filter({ hasText: text }).getByText('Прочитано').first().waitFor();
    await system.control.act(IVAN, { do: 'reply', text: 'Здравствуйте, слушаю' });
    await until('the answer is stored', async () =>
      (await system.control.chats()).some(chat => chat.messages.some(one => one.text === 'Здравствуйте, слушаю')),
    );
    await row.getByRole('button', { name: /^Закрыть форму/ }).click();
    await row.getByRole('button', { name: /^ОТКРЫТЬ ЧАТ/ }).waitFor();
    await row.getByText(/клиент, .*Здравствуйте, слушаю/).waitFor();

    await row.getByRole('button', { name: /^История чата/ }).click();
    const history = row.getByRole('listitem');
    await history.filter({ hasText: text }).getByText('Прочитано').waitFor();
    await history.filter({ hasText: 'Здравствуйте, слушаю' }).getByText('Клиент', { exact: true }).waitFor();
    await row.getByText(/Более ранняя переписка осталась только в телефоне/).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it('asks the messenger anew only when a person wants that (S-7, D-8)', async () => {
    const { page } = await openPage(context, system);
    const field = await openField(page);
    const before = await checks();
    await field.getByRole('button', { name: 'Написать в WhatsApp' }).click();
    await field.getByText('WhatsApp: есть').first().waitFor();
    expect(await checks()).toBe(before);
    await field.getByRole('button', { name: 'Обновить данные виджета' }).click();
    await field
      .getByText(/проверено только что/)
      .first()
      .waitFor();
    await until('the messenger was asked', async () => (await checks()) > before);
    await page.close();
  });
});

/** A phone's width, and a slider's; the pictures are of the second. */
const PICTURED = 800;
/** Both schemes and both widths; all four together where pictures are kept. */
const LOOKS = (
  [
    [PICTURED, 'light'],
    [360, 'dark'],
    ...(KEPT_IMAGES === null
      ? []
      : ([
          [PICTURED, 'dark'],
          [360, 'light'],
        ] as const)),
  ] as const
).map(([width, colorScheme]) => ({ width, colorScheme }));

/** One screen: where it is opened, and what stands in it when it is ready. */
interface Screen {
  name: string;
  open: (page: Page) => Promise<Frame>;
}

async function openApplication(page: Page): Promise<Frame> {
  await page.goto(`${system.portalUrl}/marketplace/app/`);
  const frame = await widgetFrame(page, system);
  await frame.getByRole('navigation', { name: 'Разделы приложения' }).waitFor();
  return frame;
}

const section = (name: string): Screen => ({
  name,
  open: async page => {
    const frame = await openApplication(page);
    await frame.getByRole('navigation').getByRole('button', { name }).click();
    await frame.getByRole('heading', { name, level: 1 }).waitFor();
    return frame;
  },
});

const tab = (name: string): Screen => ({
  name: `Настройки приложения, ${name}`,
  open: async page => {
    const frame = await section('Настройки приложения').open(page);
    await frame.getByRole('tab', { name }).click();
    return frame;
  },
});

async function openNumbers(page: Page): Promise<Frame> {
  const field = await openField(page);
  await field.getByRole('button', { name: 'Написать в WhatsApp' }).click();
  await field.getByText('WhatsApp: есть').first().waitFor();
  return field;
}

/** The newest page of ours that is no field: a card has one too. */
const sliderFrame = (page: Page): Promise<Frame> =>
  until('our page stands in the slider', () =>
    page.frames().findLast(frame => frame.url().startsWith(system.productUrl) && !frame.url().includes(FIELD)),
  );

async function openForm(page: Page): Promise<Frame> {
  await page.goto(`${system.portalUrl}${DEAL_PATH}`);
  await page.getByRole('button', { name: 'Ещё' }).click();
  await page.getByRole('menuitem', { name: 'OLChat', exact: true }).click();
  const frame = await sliderFrame(page);
  await frame.getByRole('textbox', { name: 'Сообщение' }).waitFor();
  return frame;
}

const SCREENS: Record<string, Screen> = {
  card: { name: 'the form', open: openForm },
  emoji: {
    name: 'the form with emoji',
    open: async page => {
      const frame = await openForm(page);
      await frame.getByRole('button', { name: 'Эмодзи' }).click();
      await frame.getByRole('searchbox').first().waitFor();
      return frame;
    },
  },
  'contact-status-closed': {
    name: 'the field, collapsed',
    open: async page => {
      const field = await openField(page);
      await field.getByRole('button', { name: 'Написать в WhatsApp' }).waitFor();
      return field;
    },
  },
  'contact-status': { name: 'the field, unfolded', open: openNumbers },
  conversation: {
    name: 'the history of a conversation',
    open: async page => {
      const field = await openNumbers(page);
      await field
        .getByRole('button', { name: /^История чата/ })
        .first()
        .click();
      await field.getByText(/Более ранняя переписка/).waitFor();
      return field;
    },
  },
  'message-history': {
    name: 'the history of statuses',
    open: async page => {
      await page.goto(`${system.portalUrl}${DEAL_PATH}`);
      const block = page
        .getByRole('region', { name: 'Таймлайн' })
        .locator('li.record')
        .filter({ hasText: 'Пишу прямо из карточки' })
        .first();
      await block.getByRole('button', { name: 'Действия' }).click();
      await page.getByRole('menuitem', { name: 'История статусов' }).click();
      const frame = await sliderFrame(page);
      await frame.getByRole('heading', { name: 'История статусов' }).waitFor();
      return frame;
    },
  },
  accounts: section('Аккаунты'),
  templates: section('Шаблоны'),
  'account-settings': {
    name: 'the settings of an account',
    open: async page => {
      const frame = await section('Аккаунты').open(page);
      await frame.getByRole('table').getByRole('button', { name: 'WhatsApp коннектор линии #1', exact: true }).click();
      await frame.getByRole('button', { name: 'ИЗМЕНИТЬ' }).waitFor();
      return frame;
    },
  },
  'templates-in-form': {
    name: 'the form with templates',
    open: async page => {
      const frame = await openForm(page);
      await frame.getByRole('button', { name: 'Шаблоны' }).click();
      await frame.locator('input[type=search]').waitFor();
      return frame;
    },
  },
  settings: section('Настройки приложения'),
  notices: tab('Уведомления'),
  features: tab('Возможности'),
  installation: section('Установка и права'),
  changes: section('Журнал изменений'),
};

async function picture(page: Page, frame: Frame, path: string): Promise<void> {
  // A field stands at the end of a long card.
  if (frame.url().includes(FIELD))
    await (await frame.frameElement()).evaluate(element => (element as HTMLElement).scrollIntoView({ block: 'center' }));
  await page.screenshot({ path });
}

describe('everybody’s eyes', () => {
  for (const [key, screen] of Object.entries(SCREENS)) {
    it(`find nothing to mend in ${screen.name}, light and dark, narrow and wide (axe, WCAG 2.2 AA)`, async () => {
      const eyes = await newContext(browser, { reducedMotion: 'reduce' });
      const { page, problems } = await openPage(eyes, system);
      const frame = await screen.open(page);
      await frame.waitForFunction(() => document.querySelector('[role=status][aria-label]') === null);
      const found: object[] = [];
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        // A colour that is still changing has the contrast of neither.
        await frame.waitForFunction(() => document.getAnimations().every(one => !(one instanceof CSSTransition)));
        found.push(...(await findings(page, 'frame')).map(one => ({ colorScheme, width, ...one })));
        if (!(await fits(frame))) {
          found.push({ colorScheme, width, id: 'wider than its frame' });
        }
        if (KEPT_IMAGES !== null && width === PICTURED) await picture(page, frame, `${KEPT_IMAGES}${key}-${colorScheme}.png`);
      }
      expect(found).toEqual([]);
      expect(problems).toEqual([]);
      await eyes.close();
    });
  }
});
