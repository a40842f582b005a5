/** The sandbox with a test application in place of the product, and a browser before it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright';
import { startSandbox } from '../../apps/sandbox/src/sandbox.ts';
import type { Sandbox } from '../../apps/sandbox/src/sandbox.ts';
import { startTestApplication } from './application.ts';
import type { TestApplication } from './application.ts';
import { MICROPHONE, openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';

export class PortalInBrowser {
  readonly origin: string;
  readonly application: TestApplication;
  readonly context: BrowserContext;
  readonly #browser: Browser;
  readonly #sandbox: Sandbox;
  readonly #folder: string;

  private constructor(
    origin: string,
    application: TestApplication,
    browser: Browser,
    context: BrowserContext,
    sandbox: Sandbox,
    folder: string,
  ) {
    this.origin = origin;
    this.application = application;
    this.context = context;
    this.#browser = browser;
    this.#sandbox = sandbox;
    this.#folder = folder;
  }

  static async start(): Promise<PortalInBrowser> {
    const [application, folder, port] = await Promise.all([startTestApplication(), mkdtemp(join(tmpdir(), 'portal-')), freePort()]);
    const sandbox = await startSandbox({
      port,
      host: '127.0.0.1',
      productUrl: application.url,
      folder,
      application: { clientId: 'local.test', clientSecret: 'secret', code: 'local.test', kind: 'local' },
      connectsTelegram: false,
      rateLimit: { burst: 50, perSecond: 2 },
      trustedBefore: undefined,
      logLevel: 'warn',
    });
    const browser = await openBrowser(MICROPHONE);
    const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow', viewport: { width: 1280, height: 800 } });
    return new PortalInBrowser(`http://localhost:${port}`, application, browser, context, sandbox, folder);
  }

  async open(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.origin + path);
    return page;
  }

  /** The newest frame of the application in the page, once its SDK has spoken with the portal. */
  async frame(page: Page): Promise<Frame> {
    const element = page.locator('iframe.app-frame[id^=appframe_]').last();
    await element.contentFrame().locator('#state').filter({ hasNotText: 'загрузка' }).waitFor();
    const frame = await (await element.elementHandle())?.contentFrame();
    if (!frame) throw new Error('the page shows no application');
    return frame;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#sandbox.close();
    await this.application.close();
    await rm(this.#folder, { recursive: true });
  }
}
