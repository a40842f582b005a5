/** How tests look at a page: what axe finds to mend in it, whether it fits its window, and pictures of it. All states of all screens: states.test.ts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Frame, Page } from 'playwright';

export const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface Finding {
  id: string;
  nodes: string[];
}

export async function findings(page: Page): Promise<Finding[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_22_AA).analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

export const fits = (frame: Frame): Promise<boolean> => frame.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

/** For whoever wants to look: PICTURES names their folder. Without it none is taken, for a test needs none, and each costs half a second. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** Where the pictures of the documentation go, with `UPDATE_PICTURES=1`; null without. */
export const KEPT_IMAGES = process.env['UPDATE_PICTURES'] === '1' ? fileURLToPath(new URL('../../docs/images/', import.meta.url)) : null;
/** A slider's width. */
export const PICTURED = { width: 800, height: 800 };

/** `<path>-light.png` and `<path>-dark.png`. `prepare` brings what is pictured into the window. */
export async function inBothSchemes(page: Page, frame: Frame, path: string, prepare?: () => Promise<void>): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Nothing is half one colour and half the other.
    await frame.waitForFunction(() => document.getAnimations().every(one => !(one instanceof CSSTransition)));
    await prepare?.();
    await page.screenshot({ path: `${path}-${colorScheme}.png`, animations: 'disabled' });
  }
}
