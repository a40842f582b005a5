import CardScreen from '../src/screens/card/CardScreen.vue';
// What the page fetches on demand is compiled with the tests: that is not what they wait for.
import '../src/emoji/EmojiPanel.vue';
import '../src/message/MessageHistory.vue';
import '../src/message/MessageOptions.vue';
import '../src/screens/card/CardForm.vue';
import '../src/why/WhyNot.vue';
import { fakeApi } from './fake-api.ts';
import { mountScreen, surroundings } from './mount.ts';

/** The page of a card, as an employee works on it. */
export function openCard(answers: Record<string, (variables: Record<string, unknown>) => unknown> = {}, around = surroundings()) {
  const api = fakeApi(answers);
  const screen = mountScreen(CardScreen, api, around);
  const button = (name: string) => screen.findAll('button').find(one => one.text() === name || one.attributes('aria-label') === name);
  return {
    api,
    around,
    screen,
    text: () => screen.text(),
    button,
    press: async (name: string) => {
      const found = button(name);
      if (!found) throw new Error(`There is no button ${name} in: ${screen.text()}`);
      await (found.attributes('type') === 'submit' ? screen.find('form').trigger('submit') : found.trigger('click'));
    },
    write: (text: string) => screen.find('textarea').setValue(text),
    written: () => screen.find('textarea').element.value,
    articles: () => screen.findAll('article').map(one => one.text()),
  };
}
