import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const TEMPLATE = join(ROOT, 'page.html');

interface Entry {
  /** What the page runs. */
  script: string;
  /** What stands in it until that draws something. */
  outline?: string;
}

/** By the names that the server knows the pages by. */
const ENTRIES: Record<string, Entry> = {
  card: { script: '/src/screens/card/main.ts', outline: 'src/screens/card/outline.html' },
  app: { script: '/src/screens/application/main.ts' },
  field: { script: '/src/screens/smart-process-field/main.ts' },
  history: { script: '/src/screens/history/main.ts' },
  install: { script: '/src/screens/install/main.ts' },
  templates: { script: '/src/screens/chat-templates/main.ts' },
};

/** What the build begins with: `card.html`, `app.html`, …, none of which is on the disk. */
export const pageInputs: Record<string, string> = Object.fromEntries(Object.keys(ENTRIES).map(name => [name, join(ROOT, `${name}.html`)]));

function pageOf(path: string): string | undefined {
  const entry = path.endsWith('.html') ? ENTRIES[basename(path, '.html')] : undefined;
  if (!entry) return undefined;
  const outline = entry.outline === undefined ? '' : readFileSync(join(ROOT, entry.outline), 'utf8').replace(/<!--.*?-->\s*/s, '');
  return readFileSync(TEMPLATE, 'utf8')
    .replace('__SCRIPT__', entry.script)
    .replace('__OUTLINE__', () => outline.trim());
}

/** Every page is `page.html` with its own script, in the build and in development. */
export function pages(): Plugin {
  const names = new Set(Object.values(pageInputs));
  return {
    name: 'olchat:pages',
    enforce: 'pre',
    resolveId: id => (names.has(id) ? id : undefined),
    load: id => (names.has(id) ? pageOf(id) : undefined),
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').replace(/[?#].*$/, '');
        const page = pageOf(path);
        if (page === undefined) return next();
        server.transformIndexHtml(path, page).then(html => response.setHeader('content-type', 'text/html').end(html), next);
      });
    },
  };
}
