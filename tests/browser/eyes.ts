/** How tests look at a page: what axe finds to mend in it, whether it fits its window, and pictures of it. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Frame, Page } from 'playwright';
import type { System } from '../support/system.ts';

export const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROW = 360;

export interface Finding {
  id: string;
  nodes: string[];
}

/** `frame`: only our page inside the portal's; `advised`: its best practices too, which no law asks for. */
export async function findings(page: Page, what: 'page' | 'frame' | 'frame advised' = 'page'): Promise<Finding[]> {
  const axe = new AxeBuilder({ page });
  if (what !== 'page') axe.include('iframe');
  if (what !== 'frame advised') axe.withTags(WCAG_22_AA);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}

export const fits = (frame: Frame): Promise<boolean> => frame.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

/** Where the pictures of a test go: with its system, or where PICTURES says. */
export function picturesFolder({ folder }: System): string {
  const pictures = process.env['PICTURES'] ?? `${folder}/images`;
  mkdirSync(pictures, { recursive: true });
  return pictures;
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

/** Pictures `<path>.png` and `<path>-dark-360.png`. False: the narrow page is wider than its window. */
export async function lookedAt(page: Page, frame: Frame, path: string): Promise<boolean> {
  await page.screenshot({ path: `${path}.png`, animations: 'disabled' });
  const wide = page.viewportSize() ?? { width: 1280, height: 860 };
  await page.setViewportSize({ width: NARROW, height: wide.height });
  await page.emulateMedia({ colorScheme: 'dark' });
  // The portal makes its frame narrower in its own time.
  await frame.waitForFunction(width => innerWidth <= width && matchMedia('(prefers-color-scheme: dark)').matches, NARROW);
  const isWhole = await fits(frame);
  await page.screenshot({ path: `${path}-dark-360.png`, animations: 'disabled' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  return isWhole;
}
