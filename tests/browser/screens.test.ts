/**
 * «Статусы и чаты» as a person uses it (S-1…S-11, S-26, A-8); with `UPDATE_PICTURES=1` the pictures of docs/images too, of every screen in its portal.
 * What axe says of the screens is asked in states.test.ts.
 */
import { type OlchatClient, UpdateSettingsDocument } from '@olchat/client';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContext, openBrowser, openPage, widgetFrame } from '../support/browser.ts';
import { accountId, expectMember, IVAN, partnerClient } from '../support/client.ts';
import { DOT, pdf } from '../support/files.ts';
import { FIRST } from '../support/portal.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import { inBothSchemes, KEPT_IMAGES, PICTURED } from './eyes.ts';

const DEAL_PATH = '/crm/deal/details/81/';
const FIELD = 'USERFIELD_TYPE';
const SALES_PHONE = '79000000091';

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
    // The card draws its fields after its buttons.
    const field = () => page.frames().find(frame => frame.url().includes(FIELD));
    return until('the field is drawn', field, 5_000).catch(() => undefined);
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

    // From before the line was connected: only its phone has it.
    const past = [{ direction: 'out', text: 'Заказ из прошлого года', at: '2025-02-01T09:00:00Z' }];
    await system.control.post(`/phones/whatsapp:${IVAN}`, { do: 'past', messages: past, with: SALES_PHONE });
    await row.getByRole('button', { name: /^История чата/ }).click();
    const history = row.getByRole('listitem');
    await history.filter({ hasText: text }).getByText('Прочитано').waitFor();
    await history.filter({ hasText: 'Здравствуйте, слушаю' }).getByText('Клиент', { exact: true }).waitFor();
    await history.filter({ hasText: 'Заказ из прошлого года' }).getByText('Клиент', { exact: true }).waitFor();
    await row.getByText('Более ранних сообщений в телефоне линии нет.').waitFor();
    expect(await history.filter({ hasText: text }).count()).toBe(1);
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

/** One screen: how it is opened; it is ready when the page is given. */
interface Screen {
  open: (page: Page) => Promise<Frame>;
}

async function openApplication(page: Page): Promise<Frame> {
  await page.goto(`${system.portalUrl}/marketplace/app/`);
  const frame = await widgetFrame(page, system);
  await frame.getByRole('navigation', { name: 'Разделы приложения' }).waitFor();
  return frame;
}

const section = (name: string): Screen => ({
  open: async page => {
    const frame = await openApplication(page);
    await frame.getByRole('navigation').getByRole('button', { name }).click();
    await frame.getByRole('heading', { name, level: 1 }).waitFor();
    return frame;
  },
});

const tab = (name: string): Screen => ({
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
  card: { open: openForm },
  emoji: {
    open: async page => {
      const frame = await openForm(page);
      await frame.getByRole('button', { name: 'Эмодзи' }).click();
      await frame.getByRole('searchbox').first().waitFor();
      return frame;
    },
  },
  'contact-status-closed': {
    open: async page => {
      const field = await openField(page);
      await field.getByRole('button', { name: 'Написать в WhatsApp' }).waitFor();
      return field;
    },
  },
  'contact-status': { open: openNumbers },
  conversation: {
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
    open: async page => {
      const frame = await section('Аккаунты').open(page);
      await frame.getByRole('table').getByRole('button', { name: 'WhatsApp коннектор линии #1', exact: true }).click();
      await frame.getByRole('button', { name: 'ИЗМЕНИТЬ' }).waitFor();
      return frame;
    },
  },
  'templates-in-form': {
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

/** A field stands at the end of a long card. */
async function scrollTo(frame: Frame): Promise<void> {
  if (frame.url().includes(FIELD))
    await (await frame.frameElement()).evaluate(element => (element as HTMLElement).scrollIntoView({ block: 'center' }));
}

describe.skipIf(KEPT_IMAGES === null)('the pictures of docs/images', () => {
  it.each(Object.entries(SCREENS))('%s is taken, light and dark', async (key, screen) => {
    const eyes = await newContext(browser, { reducedMotion: 'reduce', viewport: PICTURED });
    const { page, problems } = await openPage(eyes, system);
    const frame = await screen.open(page);
    await frame.waitForFunction(() => document.querySelector('[role=status][aria-label]') === null);
    await inBothSchemes(page, frame, `${KEPT_IMAGES ?? ''}${key}`, () => scrollTo(frame));
    expect(problems).toEqual([]);
    await eyes.close();
  });
});

/** What a browser or Bitrix24 would do something with, if it were anything but a text. */
const HOSTILE = `<img src=x onerror=alert(1)> "onmouseover=alert(2) [url=javascript:alert(3)]x`;
/** What no name of a file has: a slash. */
const MARKUP = '[/url] <script>alert(4)</script>';

/** The last one: afterwards nothing in the portal is called what it was. */
describe('whatever a client or an employee writes, sends and names (AT-11)', () => {
  const words = (whose: string) => `${whose} ${HOSTILE} ${MARKUP}`;
  const chosenName = `наше ${HOSTILE}.png`;
  /** What is left of a name when it is one that every system takes (SE-34). */
  const keptName = (whose: string) => `${whose} img src=x onerror=alert(1) onmouseover=alert(2) [url=javascriptalert(3)]x`;
  let dialogs: string[];

  async function watched() {
    const opened = await openPage(context, system);
    opened.page.on('dialog', dialog => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    return opened;
  }
  const shows = (where: Frame | Page, ...texts: string[]) => Promise.all(texts.map(text => where.getByText(text).first().waitFor()));

  it('is text on the card, in «Статусы и чаты», in the histories, on the application’s page and on the phones, and nothing runs', async () => {
    dialogs = [];
    await system.control.auto({ deliverAfterMs: 100, readAfterMs: 200 });
    await switchWidget({ statusesWidget: true });
    const account = await accountId(system);
    const named = async (title: string) =>
      expectMember(await client.updateAccount({ input: { accountId: account, title } }), 'AccountUpdated');
    const title = `Линия ${HOSTILE}`.slice(0, 60);
    await named(title);
    // In the portal anybody may be called anything, and the name of a client is often what he calls himself.
    await system.control.changeCard({ type: 'CONTACT', id: '51' }, { do: 'fill', fields: { name: words('имя'), lastName: '' } });
    await system.control.live(FIRST, { do: 'rename', employeeId: 1, name: words('сотрудник'), lastName: '' });
    const { page, problems, strangers } = await watched();

    const form = await openForm(page);
    await shows(form, title, words('имя'));
    await form.getByLabel('Выберите файлы…').setInputFiles([{ name: chosenName, mimeType: 'image/png', buffer: DOT }]);
    await shows(form, chosenName);
    await form.getByRole('textbox', { name: 'Сообщение' }).fill(words('наше'));
    await form.getByRole('button', { name: 'ОТПРАВИТЬ', exact: true }).click();
    const bubble = form.getByRole('article').filter({ hasText: words('наше') });
    await bubble.getByText('Прочитано').waitFor();
    await bubble.getByText(keptName('наше')).first().waitFor();

    const file = { name: `клиент ${HOSTILE}.pdf`, mime: 'application/pdf', as: 'document', content: pdf('от клиента').toString('base64') };
    await system.control.act(IVAN, { do: 'file', file, text: words('клиент') });
    await until('the file is stored', async () =>
      (await system.control.chats()).some(chat => chat.messages.some(one => one.text.includes('клиент <img'))),
    );
    const field = await openNumbers(page);
    await field
      .getByRole('button', { name: /^История чата/ })
      .first()
      .click();
    await shows(field, words('имя'), words('наше'), words('клиент'), keptName('наше'), keptName('клиент'), title);

    await page.goto(`${system.portalUrl}${DEAL_PATH}`);
    const block = page.getByRole('region', { name: 'Таймлайн' }).locator('li.record').filter({ hasText: 'наше <img' }).first();
    await block.getByRole('button', { name: 'Действия' }).click();
    await page.getByRole('menuitem', { name: 'История статусов' }).click();
    const statuses = await sliderFrame(page);
    await statuses.getByRole('heading', { name: 'История статусов' }).waitFor();
    await shows(statuses, words('имя'), words('сотрудник'), words('наше'));

    await shows(await section('Аккаунты').open(page), title);
    await shows(await section('Журнал изменений').open(page), title, words('сотрудник'));
    await page.goto(`${system.portalUrl}/phones`);
    await shows(page, words('наше'), words('клиент'));
    expect([dialogs, problems, strangers]).toEqual([[], [], []]);
    await page.close();
  });
});
