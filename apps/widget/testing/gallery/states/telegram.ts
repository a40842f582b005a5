import CardScreen from '../../../src/screens/card/CardScreen.vue';
import { account, alisa, cardAnswer, message, telegramAccount } from '../../builders.ts';
import { accountHistory, conversation, conversationEntry } from '../../contact-status.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, messages, noAnswer, pending } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';

const unavailable = refusal('PUBLICATION_UNAVAILABLE', 'Битрикс24 не принимает такие сообщения') as never;
const nobody = (list: object) => {
  const answer = cardAnswer([]);
  return { ...answer, recipients: { ...answer.recipients, ...list } };
};
const limits = (change: object): Answers => ({ accounts: () => [telegramAccount({ limits: { ...account().limits, ...change } })] });
const soon = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const ready = ({ see }: Stage): Promise<void> => see('Алиса');
async function history(stage: Stage): Promise<void> {
  await ready(stage);
  await stage.press(stage.t('conversation.open'));
}
const nobodyReason = refusal('NOT_IN_TELEGRAM', 'Никого');

const states = {
  skeleton: {
    shows: 'the outline of the form',
    answers: { accounts: pending },
    reach: async ({ find }) => void (await find('[role=status][aria-label]')),
  },
  ready: { shows: 'the form for a person with a username', says: () => '@Alisa_Demo' },
  noAccount: {
    shows: 'no account of Telegram',
    answers: {
      accounts: () => [],
      canWrite: () => ({
        answer: 'NO',
        reasons: [],
        obstacles: [
          {
            reason: refusal('NO_ACCOUNT', 'Нет доступных аккаунтов Telegram.'),
            account: null,
            helper: 'ADMINISTRATOR',
            remedy: 'Подключите Telegram.',
          },
        ],
      }),
    },
    says: ({ t }) => t('why.helper.ADMINISTRATOR'),
  },
  contactsLoading: {
    shows: 'contacts of a new account on their way, with progress',
    answers: {
      accounts: () => [telegramAccount({ state: 'SYNCHRONISING', synchronisation: { done: 30, total: 120 } })],
      card: () => nobody({ state: 'SYNCHRONISING' }),
    },
    says: ({ t }) => t('telegram.progress', { done: 30, total: 120 }),
  },
  contactsLoadingKnown: {
    shows: 'contacts on their way, and somebody who is known already',
    answers: { accounts: () => [telegramAccount({ state: 'SYNCHRONISING', synchronisation: { done: 30, total: null } })] },
    says: ({ t }) => t('telegram.loadingKnown'),
  },
  searching: { shows: 'people being searched for', answers: { card: pending }, says: ({ t }) => t('telegram.searching') },
  nobody: {
    shows: 'nobody found, and what helps',
    answers: { card: () => nobody({ reason: nobodyReason }) },
    says: ({ t }) => t('telegram.nobody'),
  },
  nobodyJustAsked: {
    shows: 'nobody found, and Telegram not to be asked again at once',
    answers: { card: () => nobody({ reason: nobodyReason, askedAgainFrom: soon(10) }) },
    says: ({ t }) => t('telegram.help.title'),
  },
  laterAgain: {
    shows: 'a search that must wait',
    answers: { card: () => nobody({ reason: refusal('LIMIT_REACHED', 'Повторите после 14:00') }) },
    says: () => 'Повторите после 14:00',
  },
  fieldsPending: {
    shows: 'a search that goes on over two fields',
    answers: { card: () => nobody({ pending: 2 }) },
    says: ({ plural }) => plural('telegram.pending', 2),
  },
  loadFailed: { shows: 'people that could not be loaded', answers: { card: noAnswer }, says: ({ t }) => t('page.loadFailed') },
  noUsername: {
    shows: 'a person without a username, with a long name',
    answers: { card: () => cardAnswer([{ ...alisa, label: LONG_NAME, username: null, phone: '+79000000055' }]) },
    says: () => '+79000000055',
  },
  copied: {
    shows: 'a username that was copied',
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('telegram.copy'));
    },
    says: ({ t }) => t('telegram.copied'),
  },
  publicationRefused: {
    shows: 'a way of publication that is impossible, with the reason',
    answers: {
      accounts: () => [
        telegramAccount({
          title: LONG_WORD,
          publications: [
            { publication: 'OUTGOING', available: false, reason: unavailable },
            { publication: 'INCOMING', available: true, reason: null },
            { publication: 'NONE', available: true, reason: null },
          ],
        }),
      ],
    },
    says: () => 'Битрикс24 не принимает такие сообщения',
  },
  fewLeft: {
    shows: 'three first messages left today',
    answers: limits({ firstMessagesPerDay: 40, firstMessagesLeft: 3 }),
    says: ({ plural }) => plural('budget.left', 3),
  },
  noneLeft: {
    shows: 'no first messages left today',
    answers: limits({ firstMessagesPerDay: 40, firstMessagesLeft: 0 }),
    says: ({ t }) => t('budget.none'),
  },
  fewMessagesLeft: {
    shows: 'three messages of any kind left today',
    answers: limits({ messagesPerDay: 40, messagesLeft: 3 }),
    says: ({ plural }) => plural('budget.messagesLeft', 3),
  },
  noMessagesLeft: {
    shows: 'a line whose messages are used up',
    answers: limits({ messagesPerDay: 40, messagesLeft: 0, nextMessageAt: soon(60) }),
    says: ({ t }) => t('budget.messagesNext', { time: '—' }).split('—')[0] ?? '',
  },
  held: {
    shows: 'first messages that the messenger holds back',
    answers: limits({ firstMessagesHeldUntil: soon(60) }),
    reach: ready,
    says: () => 'Алиса',
  },
  sent: {
    shows: 'a message to a person in Telegram, read',
    answers: {
      messages: () =>
        messages([
          message(['QUEUED', 'SENT', 'READ'], {
            recipient: { ...message().recipient, label: 'Алиса', address: '700000055', username: 'Alisa_Demo', phone: null },
          }),
        ]),
    },
    reach: ready,
    says: ({ t }) => t('message.status.READ'),
  },
  filesTab: {
    shows: 'the tab of files, and a text that waits on another one',
    reach: async stage => {
      await ready(stage);
      await stage.write('Добрый день!');
      await stage.press(stage.t('telegram.tabs.FILES'));
    },
    says: ({ t }) => t('telegram.tabs.onlyOpen'),
  },
  voiceTab: {
    shows: 'the tab of the voice note, before anybody spoke',
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('telegram.tabs.VOICE'));
    },
    says: ({ t }) => t('telegram.tabs.record'),
  },
  noVoice: {
    shows: 'an account that sends no voice notes',
    answers: { accounts: () => [telegramAccount({ capabilities: { ...telegramAccount().capabilities, sendsVoice: false } })] },
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('telegram.tabs.VOICE'));
    },
    says: ({ t }) => t('telegram.tabs.noVoice'),
  },
  historyOfAccount: {
    shows: 'the conversation as the messenger has it, from its beginning',
    answers: {
      accounts: () => [telegramAccount({ capabilities: { ...telegramAccount().capabilities, readsHistory: true } })],
      conversation: () => conversation([]),
      accountHistory: () =>
        accountHistory([
          conversationEntry({ id: '2', text: LONG_WORD, author: 'PHONE' }),
          conversationEntry({ id: '1', text: 'Здравствуйте!' }),
        ]),
    },
    reach: history,
    says: ({ t }) => t('conversation.beginning.TELEGRAM'),
  },
  historyFailed: {
    shows: 'a messenger that gave no conversation: what went through us stands there instead',
    answers: {
      accounts: () => [telegramAccount({ capabilities: { ...telegramAccount().capabilities, readsHistory: true } })],
      conversation: () => conversation([conversationEntry()]),
      accountHistory: () => accountHistory([], { reason: refusal('ACCOUNT_NOT_CONNECTED', 'Линия не подключена.') }),
    },
    reach: history,
    says: ({ t }) => t('conversation.onlyOurs'),
  },
} satisfies Record<string, GalleryState>;

/** The other face of the form: people whom the messenger must find. */
export const telegram: GalleryScreen = {
  component: CardScreen,
  page: { messenger: 'TELEGRAM' },
  answers: { accounts: () => [telegramAccount()], card: () => cardAnswer([alisa]), messages: () => messages() },
  states,
};
