/** The portal's pages as people meet them: every page accessible in both colour schemes, and whole at 360 px. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from './eyes.ts';
import { PortalInBrowser } from './portal-in-browser.ts';

const PAGES = [
  ['the cards', '/', '.card-group'],
  ['a deal', '/crm/deal/details/81/', '.timeline-tools'],
  ['the chats', '/online/', '.messenger'],
  ['the application before it is installed', '/marketplace/app/', '.install'],
  ['the phones', '/phones', '.phone'],
] as const;

describe('the pages of the sandbox', () => {
  let portal: PortalInBrowser;

  beforeAll(async () => {
    portal = await PortalInBrowser.start();
  });
  afterAll(() => portal.close());

  it.each(PAGES)('show %s without a barrier, light and dark', async (_name, path, sign) => {
    const page = await portal.open(path);
    await page.locator(sign).first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await findings(page)).toEqual([]);
    }
    await page.close();
  });

  it.each(PAGES)('fit %s into 360 px', async (_name, path, sign) => {
    const page = await portal.open(path);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator(sign).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it('speak English when asked to, and show another employee what is his', async () => {
    const page = await portal.open('/?lang=en');
    await page.getByRole('heading', { name: 'Deals' }).waitFor();
    await Promise.all([page.waitForEvent('load'), page.getByLabel('Logged in as').selectOption({ label: 'Пётр Иванов' })]);
    await page.getByRole('link', { name: 'OLChat' }).click();
    await page.getByText('The application is not fully installed').waitFor();
    await page.close();
  });
});
