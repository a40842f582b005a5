import HistoryScreen from '../../../src/screens/history/HistoryScreen.vue';
import InstallScreen from '../../../src/screens/install/InstallScreen.vue';
import { message } from '../../builders.ts';
import { LONG_NAME, noAnswer, pending } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';

const through = (reportsDelivered = true) => ({ messenger: 'WHATSAPP', capabilities: { reportsDelivered, reportsRead: true } });
const showing = (shown: ReturnType<typeof message>, reportsDelivered = true): Answers => ({
  messageHistory: () => ({ ...shown, through: through(reportsDelivered) }),
});
const late = (): ReturnType<typeof message> => {
  const shown = message(['QUEUED', 'SENT', 'DELIVERED', 'READ'], { text: LONG_NAME });
  const sources = ['PERSON', 'ACCEPTANCE', 'IMPLIED', 'RECEIPT'] as const;
  return {
    ...shown,
    history: shown.history.map((step, at) => ({ ...step, source: sources[at] ?? 'SYSTEM', learnedAt: '2026-01-01T09:05:02.000Z' })),
  };
};

const states = {
  read: {
    shows: 'every status with both its times and its source',
    answers: showing(late()),
    says: ({ t }) => t('history.source.IMPLIED'),
  },
  sent: {
    shows: 'why a message may not be read yet',
    answers: showing(message(['QUEUED', 'SENT'])),
    says: ({ t }) => t('history.notRead.closed'),
  },
  noDelivered: {
    shows: 'a messenger that reports no delivery',
    answers: showing(message(['QUEUED', 'SENT']), false),
    says: ({ t }) => t('history.noDelivered'),
  },
  failed: {
    shows: 'why a message failed, and the one that was sent instead',
    answers: showing(
      message(['QUEUED', 'FAILED'], {
        failure: { code: 'MESSENGER_REFUSED', message: 'Мессенджер отказал', rawCode: null, retry: 'YES' },
        sentAgainAs: { id: 'message-2' },
      }),
    ),
    says: ({ t }) => t('history.sentAgain'),
  },
  notFound: {
    shows: 'a message that is not there, or not for this employee',
    answers: { messageHistory: () => null },
    says: ({ t }) => t('history.notFound'),
  },
  loading: {
    shows: 'a history on its way',
    answers: { messageHistory: pending },
    reach: async ({ find }) => void (await find('[role=status]')),
  },
  loadFailed: { shows: 'a history that could not be loaded', answers: { messageHistory: noAnswer }, says: ({ t }) => t('page.loadFailed') },
} satisfies Record<string, GalleryState>;

/** «История статусов» of one message. */
export const history: GalleryScreen = { component: HistoryScreen, page: { screen: 'history', card: null, messageId: 'message-1' }, states };

const installStates = {
  finishing: {
    shows: 'an installation that the portal is finishing',
    frame: { finishInstallation: pending },
    says: ({ t }) => t('install.finishing'),
  },
  done: { shows: 'an installation that is done', says: ({ t }) => t('install.done') },
  failed: {
    shows: 'a portal that did not answer',
    frame: { finishInstallation: () => Promise.reject(new Error('silent')) },
    says: ({ t }) => t('install.failed'),
  },
} satisfies Record<string, GalleryState>;

/** The installer's page. */
export const install: GalleryScreen = { component: InstallScreen, page: { screen: 'install', card: null }, states: installStates };
