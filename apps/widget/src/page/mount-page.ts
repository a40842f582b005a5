import { DefaultApolloClient } from '@vue/apollo-composable';
import { createPinia } from 'pinia';
import { type Component, createApp, h } from 'vue';
import { createApi, createConnection } from '../api.ts';
import { uploader } from '../files/uploader.ts';
import type { MoreWords } from '../locales/index.ts';
import { createWords } from '../locales/use-words.ts';
import { createPortalFrame } from '../portal-frame.ts';
import { followColourScheme } from './colour-scheme.ts';
import { keepFitting } from './keep-fitting.ts';
import { readPage } from './page.ts';
import PageShell from './PageShell.vue';
import { createSession } from './session.ts';

/** Draws a screen at once; the portal is greeted only after that, because nothing of the first picture needs it. */
export function mountPage(screen: Component, moreWords?: MoreWords): void {
  const page = readPage(document);
  const frame = createPortalFrame(() => import('../portal-sdk.ts'));
  const session = createSession({ page, frame, fetch: window.fetch.bind(window) });
  const olchat = createConnection(session, location.origin);
  const root = document.getElementById('app');
  if (!root) throw new Error('The page has no place for the application');

  document.documentElement.lang = page.locale;
  document.title = page.productName;
  followColourScheme(window, document.documentElement);

  createApp({ render: () => h(PageShell, { surroundings: { page, frame, session } }, () => h(screen)) })
    .use(createPinia())
    .use(createWords(page.locale, moreWords))
    .provide(DefaultApolloClient, createApi(olchat))
    .provide(uploader, olchat.upload)
    .mount(root);

  keepFitting(root, frame);
  requestAnimationFrame(() =>
    setTimeout(() => {
      frame.init().catch((error: unknown) => console.warn('The portal around the page does not answer', error));
    }),
  );
}
