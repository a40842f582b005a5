import CardScreen from '../src/screens/card/CardScreen.vue';
// What the page fetches on demand is compiled with the tests: that is not what they wait for.
import '../src/screens/card/CardForm.vue';
import '../src/telegram/ComposerTabs.vue';
import '../src/telegram/FilesTab.vue';
import '../src/telegram/VoiceTab.vue';
import { account, cardAnswer, recipient } from './builders.ts';
import { type FakeApi, fakeApi } from './fake-api.ts';
import { mountScreen, surroundings } from './mount.ts';

export const telegramAccount = (change: Parameters<typeof account>[0] = {}) =>
  account({
    kind: 'TELEGRAM',
    messenger: 'TELEGRAM',
    title: 'Telegram продаж',
    address: '+79000000001',
    messengerId: '700000001',
    defaultPublication: 'INCOMING',
    capabilities: { ...account().capabilities, checksPresence: false, reportsDelivered: false },
    ...change,
  });

export const alisa = recipient({ label: 'Алиса', address: '700000055', username: 'Alisa_Demo', phone: null });

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
