import CardScreen from '../../../src/screens/card/CardScreen.vue';
import { account, cardAnswer, card as deal, recipient, viewer } from '../../builders.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, messages, noAnswer, pending } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';

export const ready = ({ see }: Stage): Promise<void> => see('Дмитрий');

const no = (...obstacles: object[]) => ({ answer: 'NO', reasons: [], obstacles });
const obstacle = (code: string, sentence: string, change: object = {}) => ({
  reason: refusal(code, sentence),
  account: null,
  helper: 'ADMINISTRATOR',
  remedy: 'Подключите линию на странице приложения.',
  ...change,
});
const noAddress = no(obstacle('NO_ADDRESS', 'Поле «номер» не заполнено.', { helper: 'EMPLOYEE', remedy: 'Заполните телефон в карточке.' }));

const chat = {
  id: 'chat',
  owner: { id: '2', name: 'Пётр' },
  card: deal,
  linkedCards: [
    { card: { type: 'LEAD' as const, id: '1209', smartProcessTypeId: null }, url: 'https://portal.example/crm/lead/details/1209/' },
  ],
  openUrl: 'https://portal.example/online/?IM_DIALOG=chat77',
  openLineChatId: '77',
};
const withChat = (change: object = {}): Answers => ({ card: () => cardAnswer([recipient({ chat: { ...chat, ...change } })]) });

async function write({ see, write }: Stage): Promise<void> {
  await see('Дмитрий');
  await write('Добрый день!');
}
/** Writes, and presses «ОТПРАВИТЬ». */
async function send(stage: Stage): Promise<void> {
  await write(stage);
  await stage.press(stage.t('message.send'));
}

const states = {
  skeleton: {
    shows: 'the outline of the form, before anything is known',
    answers: { accounts: pending },
    reach: async ({ find }) => void (await find('[role=status][aria-label]')),
  },
  ready: { shows: 'the form, ready to write in, over a message that was read', says: () => 'Дмитрий' },
  manyAccounts: {
    shows: 'the choice of lines unfolded: one that works, three that do not, with the reason',
    excuses: {
      'aria-hidden-focus': 'while the list is open the kit keeps the focus in it, and hides the rest',
      'page-has-heading-one': 'the rest is hidden, its heading too',
      region: 'the list lies above the page, outside its landmarks',
    },
    answers: {
      accounts: () => [
        account(),
        account({ id: 'b', title: 'Поддержка', state: 'LOGIN_REQUIRED' }),
        account({ id: 'c', title: LONG_WORD, state: 'DISCONNECTED' }),
        account({
          id: 'd',
          title: 'Опт',
          state: 'UNPAID',
          stateReason: refusal('ACCOUNT_UNPAID', 'Аккаунт не оплачен с 1 января') as never,
        }),
      ],
    },
    reach: async ({ see, find, key }) => {
      await see('Дмитрий');
      const trigger = await find('[role=combobox]');
      trigger.focus();
      key(trigger, 'Enter');
    },
    says: () => 'Аккаунт не оплачен с 1 января',
  },
  noAccount: {
    shows: 'no line that the employee may use, and what an administrator does about it',
    answers: { accounts: () => [], canWrite: () => no(obstacle('NO_ACCOUNT', 'Нет доступных линий.')) },
    says: ({ t }) => t('why.helper.ADMINISTRATOR'),
  },
  deadAccount: {
    shows: 'a line that must be logged in again',
    answers: {
      accounts: () => [account({ state: 'LOGIN_REQUIRED' })],
      canWrite: () =>
        no(obstacle('ACCOUNT_NOT_CONNECTED', 'Линия не подключена.', { account: { id: 'account-1', title: 'Отдел продаж' } })),
    },
    says: ({ t }) => t('why.line', { line: 'Отдел продаж' }),
  },
  whyFailed: {
    shows: 'nobody answers why the form cannot be used',
    answers: { accounts: () => [], canWrite: noAnswer },
    says: ({ t }) => t('page.repeat'),
  },
  noNumbers: {
    shows: 'a card without a number, and «Почему нельзя написать» open by itself',
    answers: { card: () => cardAnswer([]), canWrite: () => noAddress },
    says: () => 'Заполните телефон в карточке.',
  },
  noWhatsapp: {
    shows: 'no number of the card has WhatsApp',
    answers: { card: () => cardAnswer([recipient({ presence: 'ABSENT' })]), canWrite: () => noAddress },
    says: ({ t }) => t('recipient.noWhatsapp'),
  },
  checking: {
    shows: 'numbers that are being looked up',
    answers: { card: () => cardAnswer([recipient({ presence: 'UNKNOWN', checkedAt: null })]), checkRecipient: pending },
    says: ({ t }) => t('recipient.checking'),
  },
  unchecked: {
    shows: 'a number that could not be looked up: it may be written to all the same',
    answers: {
      card: () => cardAnswer([recipient({ presence: 'UNKNOWN', checkedAt: null })]),
      checkRecipient: () => refusal('LIMIT_REACHED', 'Лимит проверок на сегодня исчерпан'),
    },
    says: () => 'Лимит проверок на сегодня исчерпан',
  },
  omitted: {
    shows: 'more numbers than the form takes, with long names',
    answers: {
      card: () =>
        cardAnswer([recipient({ label: LONG_NAME })], {
          recipients: { ...cardAnswer([recipient({ label: LONG_NAME })]).recipients, omitted: 3 },
        }),
    },
    says: ({ plural }) => plural('recipient.omitted', 3),
  },
  recipientsFailed: { shows: 'numbers that could not be loaded', answers: { card: noAnswer }, says: ({ t }) => t('page.loadFailed') },
  loadFailed: { shows: 'nothing could be loaded', answers: { accounts: noAnswer }, says: ({ t }) => t('page.repeat') },
  messagesFailed: {
    shows: 'a form whose messages could not be loaded',
    answers: { messages: noAnswer },
    says: ({ t }) => t('page.loadFailed'),
  },
  noCard: { shows: 'a page that was opened outside a card', page: { card: null }, says: ({ t }) => t('page.noCard') },
  tooLong: {
    shows: 'a text over the limit, and a button that says so',
    reach: async stage => {
      await ready(stage);
      await stage.write('Слово '.repeat(200));
    },
    says: ({ plural }) => plural('message.over', 200),
  },
  nearLimit: {
    shows: 'a text near the limit, in a box as high as it gets',
    reach: async stage => {
      await ready(stage);
      await stage.write('Слово слово\n'.repeat(82));
    },
    says: ({ plural }) => plural('message.left', 16),
  },
  refused: {
    shows: 'a text that came back with the reason',
    answers: { messages: () => messages(), sendMessage: () => refusal('OWN_NUMBER', 'Нельзя отправить сообщение на свой же номер') },
    reach: send,
    says: () => 'Нельзя отправить сообщение на свой же номер',
  },
  whyOpen: {
    shows: '«Почему нельзя написать» below a refused text',
    answers: {
      sendMessage: () => refusal('FORBIDDEN', 'Недостаточно прав: нельзя изменять эту карточку.'),
      canWrite: () => no(obstacle('FORBIDDEN', 'Недостаточно прав: нельзя изменять эту карточку.')),
    },
    reach: async stage => {
      await send(stage);
      await stage.press(stage.t('why.link'));
    },
    says: ({ t }) => t('why.copy'),
  },
  offline: {
    shows: 'statuses that wait for the connection, above a form that works',
    isHurried: true,
    reach: async stage => {
      await ready(stage);
      (await stage.until('the feed', () => stage.api.feed('messageStatus'))).connection('lost');
    },
    says: ({ t }) => t('page.connectionLost'),
  },
  stopped: {
    shows: 'statuses that will not come any more: access was taken away',
    reach: async stage => {
      await ready(stage);
      (await stage.until('the feed', () => stage.api.feed('messageStatus'))).connection('stopped');
    },
    says: ({ t }) => t('page.connectionStopped'),
  },
  sessionLost: {
    shows: 'a session that ended, above the form with its text',
    session: { state: 'lost' },
    reach: write,
    says: ({ t }) => t('page.sessionLost'),
  },
  notLetIn: {
    shows: 'a person whom the server did not let in',
    page: { sessionToken: null, problem: { code: 'FORBIDDEN', message: 'Приложение не открыто этому сотруднику.' } },
    session: { state: 'missing' },
    says: () => 'Приложение не открыто этому сотруднику.',
  },
  hostileHour: {
    shows: 'the hour of a client who sleeps, whose number says no more than a span',
    answers: {
      card: () =>
        cardAnswer([
          recipient({
            numbering: {
              country: 'RU',
              countryName: 'Россия',
              region: 'Амурская область',
              operator: 'Билайн',
              timeZones: ['Asia/Yakutsk', 'Europe/Moscow'],
            },
          }),
        ]),
      viewer: () =>
        viewer({ portal: { ...viewer().portal, writingHours: { redUntil: 24, orangeUntil: 24, greenUntil: 24, orangeAgainUntil: 24 } } }),
    },
    says: () => 'Дмитрий',
  },
  noPublication: {
    shows: 'a line whose messages no chat shows, with the reason',
    answers: {
      accounts: () => [
        account({
          publications: [
            {
              publication: 'OUTGOING',
              available: false,
              reason: refusal('PUBLICATION_UNAVAILABLE', 'Публикация выключена администратором') as never,
            },
          ],
        }),
      ],
    },
    says: () => 'Публикация выключена администратором',
  },
  chatOfAnother: {
    shows: 'a chat that a colleague leads, on another card',
    answers: withChat(),
    says: ({ t }) => t('chat.owner', { name: 'Пётр' }),
  },
  takeOver: {
    shows: 'the question before a dialogue is taken over',
    answers: withChat({ owner: { id: '2', name: LONG_NAME } }),
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('chat.takeOver'));
    },
    says: ({ t }) => t('chat.takeOverYes'),
  },
  noChat: {
    shows: 'a card that no chat can be made from',
    answers: {
      card: () =>
        cardAnswer([recipient()], {
          chatSupport: 'NONE',
          chatReason: refusal('NO_CLIENT', 'К карточке не привязан ни контакт, ни компания'),
        }),
    },
    says: () => 'не привязан ни контакт, ни компания',
  },
} satisfies Record<string, GalleryState>;

export const card: GalleryScreen = { component: CardScreen, states };
