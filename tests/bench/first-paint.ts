/**
 * The card's page in Chromium, from the portal's POST to its first picture and to a text box: cold and from the browser's cache, here and over a
 * slow line. Against a page of one line, which is the least that a browser can draw.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { newContext, openBrowser } from '../support/browser.ts';
import { openCard } from '../support/portal.ts';
import { until } from '../support/process.ts';
import type { System } from '../support/system.ts';
import { median, printTable, round, Series } from './figures.ts';
import type { Sizes } from './sizes.ts';

/** 9 Mbit/s, 60 ms, a processor of a quarter of this one's speed. */
const SLOW = { offline: false, latency: 60, downloadThroughput: 9e6 / 8, uploadThroughput: 9e6 / 8, cpu: 4 };
const LINES = ['here', 'slow'] as const;
const CACHES = ['cold', 'warm'] as const;

interface Form {
  action: string;
  fields: Record<string, string>;
}

type Watched = Window & { outlineAt?: number; writableAt?: number };

/** Milliseconds from the press, KB over the line. */
interface Opened {
  /** The page's first byte: what the server asked the portal before it. */
  answered: number;
  /** The form's outline. */
  outline: number;
  /** The browser's own `first-contentful-paint`. */
  text: number;
  /** A text box stands there. */
  writable: number;
  outlineKb: number;
  writableKb: number;
}

export async function measureFirstPaint(system: System, sizes: Sizes): Promise<void> {
  const { form } = await openCard(system, { type: 'DEAL', id: '81' });
  const [browser, bare] = [await openBrowser(), await startBare()];
  const { port } = bare.address() as AddressInfo;
  const card = new Series();
  const least = new Series();
  try {
    for (let n = 0; n < sizes.rounds; n += 1) {
      for (const line of LINES) {
        const loads = await open(browser, line, form, '.box');
        const bareLoads = await open(browser, line, { action: `http://127.0.0.1:${port}/`, fields: {} }, 'p');
        for (const [at, cache] of CACHES.entries()) {
          least.add(`${line} ${cache}`, bareLoads[at]?.text ?? NaN);
          for (const [what, value] of Object.entries(loads[at] ?? {})) card.add(`${line} ${cache} ${what}`, value as number);
        }
      }
    }
  } finally {
    await browser.close();
    bare.close();
  }
  const rows = LINES.flatMap(line => CACHES.map(cache => `${line} ${cache}`)).map(name => {
    const of = (what: keyof Opened): number => median(card.of(`${name} ${what}`));
    const bareText = median(least.of(name));
    const times = [bareText, of('answered'), of('outline'), of('text'), of('writable')].map(ms => round(ms));
    return [name, ...times, round(of('outline') / bareText, 1), round(of('outlineKb')), round(of('writableKb'))];
  });
  printTable(`The card's page, ms and KB over the line (median of ${sizes.rounds}; slow: 9 Mbit/s, 60 ms, processor ÷ ${SLOW.cpu})`, [
    ['', 'bare page', 'answered', 'outline', 'first text', 'writable', 'outline of bare', 'KB outline', 'KB writable'],
    ...rows,
  ]);
}

function startBare(): Promise<Server> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><p>OLChat'));
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Twice in one browser that knows nothing at first. */
async function open(browser: Browser, line: (typeof LINES)[number], form: Form, sign: string): Promise<Opened[]> {
  const context = await newContext(browser);
  try {
    const page = await context.newPage();
    // No function with a name in what runs in the page: the loader of TypeScript would have it call a helper of its own.
    await page.addInitScript(watched => {
      new MutationObserver(() => {
        const isThere = document.querySelector('#app > *, body > p') !== null && (window as Watched).outlineAt === undefined;
        // The frame that shows it.
        if (isThere) requestAnimationFrame(() => void ((window as Watched).outlineAt ??= performance.now()));
        if (![...document.querySelectorAll(watched)].some(one => one.checkVisibility())) return;
        (window as Watched).writableAt ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
    }, sign);
    if (line === 'slow') {
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW);
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
    }
    const loads: Opened[] = [];
    while (loads.length < CACHES.length) loads.push(await load(page, form));
    return loads;
  } finally {
    await context.close();
  }
}

async function load(page: Page, form: Form): Promise<Opened> {
  await page.goto('about:blank');
  await page.evaluate(({ action, fields }) => {
    const element = Object.assign(document.createElement('form'), { method: 'post', action });
    for (const [name, value] of Object.entries(fields)) element.append(Object.assign(document.createElement('input'), { name, value }));
    document.body.append(element);
    element.submit();
  }, form);
  await page.waitForURL(url => form.action.startsWith(url.origin));
  return until('the page can be written in', () => page.evaluate(readTimes));
}

/** Runs in the page. Nothing as long as it is not drawn, or not writable. */
function readTimes(): Opened | undefined {
  const [text] = performance.getEntriesByName('first-contentful-paint');
  const { outlineAt: outline, writableAt: writable } = window as Watched;
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (!text || outline === undefined || writable === undefined || !page) return undefined;
  const loaded = [page, ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[])];
  const [outlineKb, writableKb] = [outline, writable].map(
    end => loaded.filter(({ responseEnd }) => responseEnd <= end).reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024,
  );
  return { answered: page.responseStart, outline, text: text.startTime, writable, outlineKb: outlineKb ?? 0, writableKb: writableKb ?? 0 };
}
