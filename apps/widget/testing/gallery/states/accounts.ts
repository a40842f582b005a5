import type { AccountState } from '@olchat/client';
import { settingsWords } from '../../../src/locales/settings-words.ts';
import ApplicationScreen from '../../../src/screens/application/ApplicationScreen.vue';
import { account, applicationSettings, health, line, managedAccount, NO_LIMITS } from '../../builders.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME, LONG_WORD, noAnswer, pending } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';

const ready = ({ see }: Stage): Promise<void> => see('Отдел продаж');
const of = (change: Parameters<typeof managedAccount>[0]): Answers => ({ managedAccounts: () => [managedAccount(change)] });

const inState = (state: AccountState, shows: string, change: Parameters<typeof managedAccount>[0] = {}): GalleryState => ({
  shows,
  answers: of({ state, ...change }),
  reach: ready,
  says: ({ t }) => t(`account.state.${state}`),
});
/** One for each state of an account: one without its picture does not compile. */
const everyState: Record<AccountState, GalleryState> = {
  CONNECTED: inState('CONNECTED', 'an account that works'),
  CONNECTING: inState('CONNECTING', 'an account that is being connected'),
  SYNCHRONISING: inState('SYNCHRONISING', 'an account whose contacts are loading'),
  LOGIN_REQUIRED: inState('LOGIN_REQUIRED', 'an account that asks to be logged in'),
  DISCONNECTED: inState('DISCONNECTED', 'an account that was disconnected, with messages waiting', {
    limits: { ...account().limits, queued: 21 },
  }),
  RESTRICTED: inState('RESTRICTED', 'an account restricted for spam, with what to do', {
    stateReason: {
      __typename: 'AccountUnavailable',
      code: 'ACCOUNT_RESTRICTED',
      message: 'Ограничено до завтра',
      retry: 'AFTER_FIX',
    } as never,
  }),
  UNPAID: inState('UNPAID', 'an account that is not paid for'),
};

const list: Answers = {
  managedAccounts: () => [
    managedAccount({ title: LONG_WORD }),
    managedAccount({ id: 'b', title: LONG_NAME, state: 'DISCONNECTED', line: null }),
    managedAccount({ id: 'c', title: 'Склад', line: { id: 'line-2', name: 'Склад', isActive: false }, state: 'LOGIN_REQUIRED' }),
    managedAccount({ id: 'd', title: 'Архив', state: 'DISCONNECTED', set: { hidden: true } }),
  ],
};

const states = {
  ...everyState,
  loading: {
    shows: 'accounts on their way',
    answers: { managedAccounts: pending },
    reach: async ({ find }) => void (await find('[role=status][aria-label]')),
  },
  empty: { shows: 'no account yet, and what to do', answers: { managedAccounts: () => [] }, says: ({ t }) => t('connect.empty') },
  emptyForEmployee: {
    shows: 'no account for an employee who may connect none',
    page: { isAdministrator: false },
    answers: { managedAccounts: () => [] },
    says: ({ t }) => t('account.noneForEmployee'),
  },
  failed: { shows: 'accounts that could not be loaded', answers: { managedAccounts: noAnswer }, says: ({ t }) => t('page.loadFailed') },
  closed: {
    shows: 'a page that only administrators may see',
    page: { isAdministrator: false },
    answers: { settings: () => null },
    says: ({ t }) => t('sections.closed'),
  },
  forEmployee: {
    shows: 'the accounts of an employee: to look at',
    page: { isAdministrator: false },
    reach: ready,
    says: ({ t }) => t('connect.administratorsOnly'),
  },
  many: { shows: 'accounts with long names, without a line, and hidden ones', answers: list, says: ({ t }) => t('connect.noLine') },
  menu: {
    shows: 'the menu of an account',
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('accounts.menu', { account: 'Отдел продаж' }));
    },
    says: ({ t }) => t('accounts.hideHelp'),
  },
  nothingFound: {
    shows: 'a search that found no account',
    reach: async stage => {
      await ready(stage);
      await stage.write('нет такого', stage.t('accounts.search'));
    },
    says: ({ t }) => t('accounts.nothingFound'),
  },
  hidingRefused: {
    shows: 'an account that could not be hidden',
    answers: { ...of({ state: 'DISCONNECTED' }), updateAccount: () => refusal('ACCOUNT_CONNECTED', 'Аккаунт снова подключён') },
    reach: async stage => {
      await ready(stage);
      await stage.press(stage.t('accounts.menu', { account: 'Отдел продаж' }));
      await stage.press(stage.t('accounts.hide'));
    },
    says: () => 'Аккаунт снова подключён',
  },
  unsaved: {
    shows: 'the question before unsaved changes are left',
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('accountSettings.rename'));
      await stage.write('Опт', stage.t('accountSettings.title'));
      await stage.press(stage.t('sections.changes'));
    },
    says: ({ t }) => t('save.saveAndLeave'),
  },
} satisfies Record<string, GalleryState>;

/** «Аккаунты» in the application's page. */
export const accounts: GalleryScreen = { component: ApplicationScreen, words: settingsWords, page: { screen: 'app', card: null }, states };

/** The settings of an account, as they are opened. */
async function open(stage: Stage): Promise<void> {
  await ready(stage);
  await stage.press('Отдел продаж');
  await stage.see(stage.t('accountSettings.access'));
}
const choices = () => ({
  employees: [{ kind: 'USER', id: '5', name: LONG_NAME }],
  departments: [{ kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж и сервиса' }],
  workgroups: [{ kind: 'WORKGROUP', id: '7', name: LONG_WORD }],
});
const advice = [
  { code: 'GREETING', what: 'Включено автоматическое приветствие.', why: 'Оно уходит клиенту.', fix: 'Настройки линии → выключите.' },
];

const settingsStates = {
  plain: { shows: 'the settings of an account', reach: open, says: ({ t }) => t('accountSettings.disconnectHelp') },
  unhealthy: {
    shows: 'an account that the messenger is about to unlink, with advice for its line',
    answers: {
      accountHealth: () => [
        {
          id: 'account-1',
          health: health({
            unlinkedInDays: 2,
            phoneSeenAt: '2026-01-01T09:00:00.000Z',
            lastError: LONG_NAME as never,
            lastErrorAt: '2026-01-01T09:00:00.000Z',
          }),
        },
      ],
      lineAdvice: () => [{ id: 'account-1', line: { id: 'line-1', advice } }],
    },
    reach: open,
    says: ({ plural }) => plural('health.unlinkSoon', 2),
  },
  healthFailed: {
    shows: 'a health that could not be loaded',
    answers: { accountHealth: noAnswer },
    reach: open,
    says: ({ t }) => t('health.failed'),
  },
  malformed: {
    shows: 'an interval and a number that are none, and an empty name',
    answers: of({ set: { ignoredNumbers: ['+79000000091'] } }),
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('accountSettings.rename'));
      await stage.write(' ', stage.t('accountSettings.title'));
      await stage.write('0,1', stage.t('accountSettings.interval'));
      await stage.write('8 900 000-00-92', stage.t('accountSettings.ignored'));
      await stage.press(stage.t('accountSettings.ignoredAdd'));
    },
    says: ({ t }) => t('accountSettings.ignoredMalformed', { number: '8 900 000-00-92' }),
  },
  limits: {
    shows: 'limits of an account that are more daring than advised, and one that is none',
    answers: of({ set: { limits: { ...NO_LIMITS, checksPerDay: 500, messagesPerDay: 300 } } }),
    reach: async stage => {
      await open(stage);
      await stage.write('много', stage.t('accountLimits.firstMessagesPerDay'));
    },
    says: ({ t }) => t('accountLimits.daring.checksPerDay'),
  },
  refused: {
    shows: 'a name that the server refused',
    answers: {
      updateAccount: () => ({
        ...refusal('TEXT_TOO_LONG', 'Название длиннее 100 символов'),
        __typename: 'ContentRejected',
        field: 'title',
      }),
    },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('accountSettings.rename'));
      await stage.write('Слишком длинное', stage.t('accountSettings.title'));
      await stage.press(stage.t('save.save'));
    },
    says: () => 'Название длиннее 100 символов',
  },
  notSaved: {
    shows: 'changes that nobody took',
    answers: { updateAccount: noAnswer },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('accountSettings.rename'));
      await stage.write('Опт', stage.t('accountSettings.title'));
      await stage.press(stage.t('save.save'));
    },
    says: ({ t }) => t('save.failed'),
  },
  access: {
    shows: 'people, departments and workgroups to choose from, with long names',
    answers: {
      accessChoices: choices,
      ...of({
        set: {
          access: [
            { kind: 'USER', id: '5', name: LONG_NAME },
            { kind: 'WORKGROUP', id: '7', name: LONG_WORD },
          ] as never,
        },
      }),
    },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('access.change'));
    },
    says: ({ t }) => t('access.departmentsHelp'),
  },
  accessFailed: {
    shows: 'people that could not be searched',
    answers: { accessChoices: noAnswer },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('access.change'));
    },
    says: ({ t }) => t('access.failed'),
  },
  disconnecting: {
    shows: 'the question before an account with a queue is disconnected',
    answers: {
      ...of({ limits: { ...account().limits, queued: 3 } }),
      disconnectAccount: () => refusal('FORBIDDEN', 'Недостаточно прав: нужен администратор'),
    },
    reach: async stage => {
      await open(stage);
      await stage.press(stage.t('connect.disconnect'));
      await stage.see(stage.t('connect.queueQuestion'));
      await stage.press(stage.t('connect.disconnect'));
    },
    says: () => 'Недостаточно прав',
  },
} satisfies Record<string, GalleryState>;

/** The settings of one account, in the list's place. */
export const accountSettings: GalleryScreen = {
  ...accounts,
  answers: { settings: () => applicationSettings(), lines: () => [line()] },
  states: settingsStates,
};
