/** The gallery of apps/widget/testing/gallery in a browser: built for the test, served by the browser's own routing, never by a server. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright';

const WIDGET = fileURLToPath(new URL('../../apps/widget/', import.meta.url));
const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
/** A secure context, as the portal's frame is: without it there is no microphone. Nothing listens there. */
const ORIGIN = 'http://localhost';
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export interface BuiltGallery {
  /** The page that shows nothing until it is told. */
  url: string;
  /** Answers every request of the context from the build; what is not in it goes to nobody, and is named. */
  serve: (context: BrowserContext) => Promise<{ strangers: string[] }>;
  remove: () => Promise<void>;
}

/** With the warnings of Vue and of the words, which the product's build leaves out. */
export async function buildGallery(): Promise<BuiltGallery> {
  const folder = await mkdtemp(join(tmpdir(), 'olchat-gallery-'));
  const config = join(WIDGET, 'testing/gallery/vite.config.ts');
  await promisify(execFile)(process.execPath, [VITE, 'build', '--config', config, '--outDir', folder, '--logLevel', 'warn'], {
    cwd: WIDGET,
    env: { ...process.env, NODE_ENV: 'development' },
  });
  return {
    url: `${ORIGIN}/testing/gallery/gallery.html?driven`,
    serve: async context => {
      const strangers: string[] = [];
      await context.route('**/*', async route => {
        const url = new URL(route.request().url());
        const body = url.origin === ORIGIN ? await readFile(join(folder, url.pathname)).catch(() => undefined) : undefined;
        if (body) return route.fulfill({ body, contentType: TYPES[extname(url.pathname)] ?? 'application/octet-stream' });
        strangers.push(url.href);
        return route.abort();
      });
      return { strangers };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Of the package that the whole-system tests run it with. */
export function axeSource(): Promise<string> {
  const ofPlaywright = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
  return readFile(ofPlaywright.resolve('axe-core/axe.min.js'), 'utf8');
}
