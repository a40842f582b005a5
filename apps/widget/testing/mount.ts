import { mount, type VueWrapper } from '@vue/test-utils';
import { DefaultApolloClient } from '@vue/apollo-composable';
import { createPinia } from 'pinia';
import { type Component, defineComponent, h, ref } from 'vue';
import { vi } from 'vitest';
import { chatTemplatesWords } from '../src/screens/chat-templates/chat-templates-words.ts';
import { contactWords } from '../src/contact-status/contact-words.ts';
import type { Locale, MoreWords } from '../src/locales/index.ts';
import { settingsWords } from '../src/locales/settings-words.ts';
import { createWords } from '../src/locales/use-words.ts';
import { uploader } from '../src/files/uploader.ts';
import type { Surroundings } from '../src/page/inject.ts';
import PageShell from '../src/page/PageShell.vue';
import type { FakeApi } from './fake-api.ts';
import { page } from './page.ts';

export function surroundings(change: { page?: Partial<Surroundings['page']>; frame?: Partial<Surroundings['frame']> } = {}): Surroundings {
  return {
    page: page(change.page),
    frame: {
      init: vi.fn(async () => undefined),
      refreshAuth: vi.fn(async () => ({
        authId: 'fresh',
        refreshId: 'refresh',
        expiresIn: 3600,
        placement: 'CRM_DEAL_DETAIL_ACTIVITY',
        placementOptions: {},
      })),
      fit: vi.fn(),
      openPath: vi.fn(async () => undefined),
      openApplication: vi.fn(async () => undefined),
      openMessenger: vi.fn(async () => undefined),
      insertIntoChat: vi.fn(async () => true),
      setFieldValue: vi.fn(async () => undefined),
      reloadCard: vi.fn(async () => undefined),
      close: vi.fn(async () => undefined),
      finishInstallation: vi.fn(async () => undefined),
      ...change.frame,
    },
    session: { state: ref('valid'), refusal: ref(), token: () => 'token', renew: vi.fn(async () => undefined) },
  };
}

const everyWord: MoreWords = {
  ru: { ...settingsWords.ru, ...contactWords.ru, ...chatTemplatesWords.ru },
  en: { ...settingsWords.en, ...contactWords.en, ...chatTemplatesWords.en },
};

function plugins(api: FakeApi, locale: Locale) {
  return {
    plugins: [createPinia(), createWords(locale, everyWord)],
    provide: {
      [DefaultApolloClient as symbol]: api.client,
      [uploader as symbol]: (...given: Parameters<typeof api.upload>) => api.upload(...given),
    },
  };
}

/** A whole screen in its page, in the document. */
export function mountScreen(screen: Component, api: FakeApi, around: Surroundings = surroundings()): VueWrapper {
  return mount(() => h(PageShell, { surroundings: around }, () => h(screen)), {
    global: plugins(api, around.page.locale),
    attachTo: document.body,
  });
}

/** A composable in a component of its own, which ends with `unmount()`. */
export function mountComposable<Result>(use: () => Result, api: FakeApi): { result: Result; unmount: () => void } {
  let result: Result | undefined;
  const wrapper = mount(
    defineComponent({
      setup: () => {
        result = use();
        return () => null;
      },
    }),
    { global: plugins(api, 'ru') },
  );
  return { result: result as Result, unmount: () => wrapper.unmount() };
}
