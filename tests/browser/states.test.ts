/**
 * Every screen in every state, drawn over a fake API (apps/widget/testing/gallery): axe finds nothing, nothing is wider than its window, the page
 * complains of nothing. Each state is seen light and wide, and dark and narrow, once in Russian and once in English. With `UPDATE_PICTURES=1`
 * the pictures of docs/images of what the seeded portal does not show (the others: screens.test.ts).
 */
import type { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gallery } from '../../apps/widget/testing/gallery/gallery.ts';
import { newContext, openBrowser } from '../support/browser.ts';
import { KEPT_IMAGES, PICTURED, WCAG_22_AA } from './eyes.ts';
import { axeSource, type BuiltGallery, buildGallery } from './gallery.ts';

declare global {
  var gallery: Gallery;
  var axe: { run: (options: object) => ReturnType<AxeBuilder['analyze']> };
}

const RULES = [...WCAG_22_AA, 'best-practice'];
/** Reads all style sheets, which are the same behind every state: a fifth of axe's time, so once is enough. */
const OF_STYLE_SHEETS = 'css-orientation-lock';

let built: BuiltGallery;
let browser: Browser;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildGallery(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await built.remove();
});

/** What a person who sees little, or nothing, or a narrow window, stumbles over in what is shown. */
const stumbles = (page: Page, excused: readonly string[], isFirst: boolean): Promise<object[]> =>
  page.evaluate(
    async ([values, excused, once]) => {
      const rules = once === null ? {} : { [once]: { enabled: false } };
      const { violations } = await axe.run({ runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'], elementRef: false });
      const found: object[] = violations
        .filter(({ id }) => !excused.includes(id))
        .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`) }));
      if (document.documentElement.scrollWidth > window.innerWidth) found.push({ id: 'wider than its window' });
      const [ground, own] = [document.body, document.querySelector('.page')].map(one => one && getComputedStyle(one).backgroundColor);
      if (own && ground !== own) found.push({ id: `the ground below the page is ${ground ?? ''}, its own ${own}` });
      return found;
    },
    [RULES, excused, isFirst ? null : OF_STYLE_SHEETS] as const,
  );

/** Walks all states in one document; what is wrong with them, each with where it is and what it shows. */
async function walk(colorScheme: 'light' | 'dark', width: number): Promise<unknown[]> {
  const context = await newContext(browser, { viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' });
  const { strangers } = await built.serve(context);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' || /\[(Vue warn|intlify)\]/.test(message.text())) problems.push(message.text());
  });
  await page.goto(built.url);
  await page.addScriptTag({ content: await axeSource() });
  const found: unknown[] = [];
  const list = await page.evaluate(() => gallery.list);
  for (const [index, { screen, state, shows, excused }] of list.entries()) {
    const language = (index % 2 === 0) === (colorScheme === 'light') ? 'ru' : 'en';
    const show = () =>
      page.evaluate(([screen, state, language]) => gallery.show(screen, state, language), [screen, state, language] as const);
    const unreached = await show().then(
      () => [],
      (error: unknown) => [String(error)],
    );
    const wrong = [...unreached, ...(await stumbles(page, excused, index === 0)), ...problems.splice(0)];
    if (wrong.length > 0) found.push({ screen, state, language, shows, wrong });
  }
  await context.close();
  return [...found, ...strangers];
}

describe('every screen in every state is drawn without a complaint, fits, and hides nothing from anybody (axe, WCAG 2.2 AA)', () => {
  it.concurrent.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    '%s and %i px wide',
    async (colorScheme, width) => {
      expect(await walk(colorScheme, width)).toEqual([]);
      // Three hundred states: on a machine that does something else besides they take longer than a test may.
    },
    300_000,
  );
});

/** Name of the picture → screen and state of the gallery. */
const PICTURES: Record<string, [screen: string, state: string]> = {
  'why-not': ['card', 'noNumbers'],
  files: ['composer', 'filesReady'],
  voice: ['composer', 'voiceRecording'],
  gaps: ['composer', 'templateGaps'],
  'template-editor': ['templates', 'editing'],
  'template-categories': ['templates', 'categories'],
  'chat-templates': ['chatTemplates', 'list'],
  'smart-process-field': ['smartProcessField', 'notEmbedded'],
  install: ['install', 'done'],
  'choose-line': ['login', 'chooseLine'],
  'login-whatsapp': ['login', 'whatsappQr'],
  'login-telegram': ['login', 'QR'],
  'login-code': ['login', 'CODE'],
  'login-password': ['login', 'PASSWORD'],
};

describe.skipIf(KEPT_IMAGES === null)('the pictures of docs/images', () => {
  it.each(['light', 'dark'] as const)('are taken, %s', async colorScheme => {
    const context = await newContext(browser, { viewport: PICTURED, colorScheme, reducedMotion: 'reduce' });
    const { strangers } = await built.serve(context);
    const page = await context.newPage();
    await page.goto(built.url);
    for (const [name, [screen, state]] of Object.entries(PICTURES)) {
      await page.evaluate(([screen, state]) => gallery.show(screen, state, 'ru'), [screen, state] as const);
      // As high as what is shown, and from its top.
      const height = await page.evaluate(() => {
        window.scrollTo(0, 0);
        return Math.ceil(document.querySelector('.page')?.getBoundingClientRect().bottom ?? window.innerHeight);
      });
      const path = `${KEPT_IMAGES ?? ''}${name}-${colorScheme}.png`;
      await page.screenshot({ path, animations: 'disabled', fullPage: true, clip: { x: 0, y: 0, width: PICTURED.width, height } });
    }
    expect(strangers).toEqual([]);
    await context.close();
  });
});
