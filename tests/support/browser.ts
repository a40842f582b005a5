/** A real Chromium for tests: the one that CHROMIUM_PATH names, as `npm test` does, or Debian's. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Frame, type Page } from 'playwright';
import { until } from './process.ts';
import type { System } from './system.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A microphone made of beeps, whose use the employee allows; his refusal is another flag of the same name. */
export const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
export const NO_MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'];

/** Nothing: Playwright's own. */
export const browserPath = (): string | undefined =>
  process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(path => existsSync(path));

export async function openBrowser(moreFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = browserPath();
  return chromium.launch({ args: [...FLAGS, ...moreFlags], ...(executablePath !== undefined && { executablePath }) });
}

/** An employee in Moscow, at a desk. */
export const newContext = (browser: Browser, more: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'ru-RU', timezoneId: 'Europe/Moscow', ...more });

/** What went wrong in the page while a test looked at something else. */
export interface Watched {
  page: Page;
  problems: string[];
  /** Requests that left our own two servers. */
  strangers: string[];
}

export async function openPage(context: BrowserContext, system: System): Promise<Watched> {
  const page = await context.newPage();
  const problems: string[] = [];
  const strangers: string[] = [];
  const own = [system.productUrl, system.portalUrl].map(url => new URL(url).host);
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', request => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !own.includes(url.host)) strangers.push(request.url());
  });
  return { page, problems, strangers };
}

/** Our page inside the portal's frame. */
export async function widgetFrame(page: Page, system: System): Promise<Frame> {
  return until('our page stands in the frame', () => page.frames().find(frame => frame.url().startsWith(system.productUrl)));
}

/** «Ещё → OLChat» in the card's timeline menu (W-1). */
export async function openFromCard(page: Page, system: System, path: string): Promise<Frame> {
  await page.goto(`${system.portalUrl}${path}`);
  await page.getByRole('button', { name: 'Ещё' }).click();
  await page.getByRole('menuitem', { name: 'OLChat', exact: true }).click();
  return widgetFrame(page, system);
}
