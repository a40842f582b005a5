import type { VueWrapper } from '@vue/test-utils';
import type { Component } from 'vue';
import ApplicationScreen from '../src/screens/application/ApplicationScreen.vue';
import { eventually, type FakeApi, fakeApi } from './fake-api.ts';
import { mountScreen, surroundings } from './mount.ts';

export interface OpenScreen {
  api: FakeApi;
  screen: VueWrapper;
  text: () => string;
  /** The button of this name, by its words or by its label. */
  button: (name: string) => ReturnType<VueWrapper['find']>;
  press: (name: string) => Promise<void>;
  /** What stands at a label. */
  field: (label: string) => ReturnType<VueWrapper['find']>;
  /** Until the page says so. */
  says: (words: string) => Promise<void>;
}

/** The application's page, as an employee works on it. */
export function openApplication(
  answers: Parameters<typeof fakeApi>[0] = {},
  around = surroundings({ page: { screen: 'app' } }),
): OpenScreen {
  return openScreen(ApplicationScreen, answers, around);
}

/** Any screen, as an employee works on it. */
export function openScreen(component: Component, answers: Parameters<typeof fakeApi>[0] = {}, around = surroundings()): OpenScreen {
  const api = fakeApi(answers);
  const screen = mountScreen(component, api, around);
  const text = () => screen.text();
  const button = (name: string) => {
    const found = screen.findAll('button').find(one => one.text() === name || one.attributes('aria-label') === name);
    if (!found) throw new Error(`There is no button ${name} in: ${screen.html()}`);
    return found;
  };
  return {
    api,
    screen,
    text,
    button,
    press: async name => {
      await button(name).trigger('click');
    },
    field: label => {
      const found = screen.findAll('label').find(one => one.text().startsWith(label));
      const id = found?.attributes('for');
      if (!id) throw new Error(`There is no field ${label} in: ${screen.text()}`);
      return screen.find(`[id="${id}"]`);
    },
    says: words =>
      eventually(() => {
        if (!text().includes(words)) throw new Error(`The page does not say «${words}»: ${text()}`);
      }),
  };
}
