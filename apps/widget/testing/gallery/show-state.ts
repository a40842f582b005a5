import { DefaultApolloClient } from '@vue/apollo-composable';
import { createPinia } from 'pinia';
import { type App, createApp, h, ref } from 'vue';
import { uploader } from '../../src/files/uploader.ts';
import type { Locale } from '../../src/locales/index.ts';
import { createWords } from '../../src/locales/use-words.ts';
import type { Page } from '../../src/page/page.ts';
import PageShell from '../../src/page/PageShell.vue';
import type { Session } from '../../src/page/session.ts';
import type { PortalFrame } from '../../src/portal-frame.ts';
import { isClosed, showClosedDoor } from '../../src/screens/smart-process-field/closed-door.ts';
import { doorWords } from '../../src/screens/smart-process-field/door-words.ts';
import { fakeApi } from '../fake-api.ts';
import { page as pageOf } from '../page.ts';
import type { GalleryScreen, GalleryState } from './gallery-state.ts';
import { withoutWaiting } from './hurry.ts';
import { createStage, stageWords } from './stage.ts';

/** A portal that does what it is asked, and shows nothing. */
const portal: PortalFrame = {
  init: async () => undefined,
  refreshAuth: async () => ({ authId: '', refreshId: '', expiresIn: 3600, placement: '', placementOptions: {} }),
  fit: () => undefined,
  openPath: async () => undefined,
  openApplication: async () => undefined,
  openMessenger: async () => undefined,
  insertIntoChat: async () => true,
  setFieldValue: async () => undefined,
  reloadCard: async () => undefined,
  close: async () => undefined,
  finishInstallation: async () => undefined,
};

let shown: (() => void) | undefined;

/** Draws a state in the document's `#app`, in place of the one before it, and ends when it is reached and nothing moves any more. */
export async function showState(screen: GalleryScreen, state: GalleryState, language: Locale, more: Partial<Page> = {}): Promise<void> {
  shown?.();
  const root = document.getElementById('app');
  if (!root) throw new Error('The page has no place for the screen');
  root.replaceChildren();
  document.documentElement.lang = language;
  const page = pageOf({ ...screen.page, ...state.page, ...more, locale: language });
  const words = stageWords(language);
  const stopHurrying = state.isHurried ? withoutWaiting() : () => undefined;
  const api = fakeApi({ ...screen.answers, ...state.answers });

  let app: App | undefined;
  if (state.isUntouched && isClosed(page)) showClosedDoor(root, doorWords[language], async () => undefined);
  else {
    const { state: sessionState = 'valid', refusal } = state.session ?? {};
    const session: Session = { state: ref(sessionState), refusal: ref(refusal), token: () => 'token', renew: async () => undefined };
    const surroundings = { page, frame: { ...portal, ...state.frame }, session };
    app = createApp({ render: () => h(PageShell, { surroundings }, () => h(screen.component)) })
      .use(createPinia())
      .use(createWords(language, screen.words))
      .provide(DefaultApolloClient, api.client)
      .provide(uploader, (...given: Parameters<typeof api.upload>) => api.upload(...given));
    app.mount(root);
  }
  shown = () => {
    app?.unmount();
    stopHurrying();
    shown = undefined;
  };
  const stage = createStage(api, words);
  await state.reach?.(stage);
  if (state.says) await stage.see(state.says(words));
  await stillness(state.isLively ?? false);
}

const QUIET_FRAMES = 2;
const MOVES_AT_MOST_MS = 2_000;

/** Until nothing has changed for two frames; of what is lively, no colour. */
async function stillness(isLively: boolean): Promise<void> {
  let hasChanged = true;
  const observer = new MutationObserver(() => (hasChanged = true));
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const end = performance.now() + MOVES_AT_MOST_MS;
  for (let quiet = 0; quiet < QUIET_FRAMES && performance.now() < end; quiet = hasChanged ? 0 : quiet + 1) {
    hasChanged = false;
    await new Promise(requestAnimationFrame);
    // A colour that is still changing has the contrast of neither.
    hasChanged = (hasChanged && !isLively) || document.getAnimations().some(one => one instanceof CSSTransition);
  }
  observer.disconnect();
  if (hasChanged) throw new Error(`The page still moves after ${MOVES_AT_MOST_MS} ms`);
}
