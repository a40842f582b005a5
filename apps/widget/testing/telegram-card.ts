import CardScreen from '../src/screens/card/CardScreen.vue';
// What the page fetches on demand is compiled with the tests: that is not what they wait for.
import '../src/screens/card/CardForm.vue';
import '../src/telegram/ComposerTabs.vue';
import '../src/telegram/FilesTab.vue';
import '../src/telegram/VoiceTab.vue';
import { alisa, cardAnswer, telegramAccount } from './builders.ts';
import { type FakeApi, fakeApi } from './fake-api.ts';
import { mountScreen, surroundings } from './mount.ts';

/** «[OLChat] Telegram» of a card with one account and one person, unless the answers say otherwise. */
export function openTelegramCard(
  answers: Record<string, (variables: Record<string, unknown>) => unknown> = {},
  locale: 'ru' | 'en' = 'ru',
) {
  const api: FakeApi = fakeApi({
    accounts: () => [telegramAccount()],
    card: () => cardAnswer([alisa]),
    messages: () => ({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, asOf: 'snapshot' }),
    ...answers,
  });
  const screen = mountScreen(CardScreen, api, surroundings({ page: { messenger: 'TELEGRAM', locale } }));
  const named = (label: string) => screen.findAll('button').find(one => one.attributes('aria-label') === label || one.text() === label);
  return { api, screen, text: () => screen.text(), named };
}
