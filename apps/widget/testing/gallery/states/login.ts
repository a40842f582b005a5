import type { LoginStepKind } from '@olchat/client';
import { settingsWords } from '../../../src/locales/settings-words.ts';
import ApplicationScreen from '../../../src/screens/application/ApplicationScreen.vue';
import { account, line, loginStep, managedAccount } from '../../builders.ts';
import { refusal } from '../../fake-api.ts';
import { LONG_NAME } from '../answers.ts';
import type { Answers, GalleryScreen, GalleryState } from '../gallery-state.ts';
import type { Stage } from '../stage.ts';

type Step = NonNullable<Parameters<typeof loginStep>[0]>;
const step = (change: Step = {}) => ({ __typename: 'LoginStep', ...loginStep(change) });
const soon = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

const telegram = managedAccount({
  ...account({ kind: 'TELEGRAM', messenger: 'TELEGRAM', title: 'Telegram', state: 'LOGIN_REQUIRED', address: null }),
  capabilities: { ...account().capabilities, loginWays: ['QR', 'PHONE'] },
});
const CODE: Step = { kind: 'CODE', qr: null, hint: '+79000000001', codeSentBy: 'APP', codeLength: 5 };
const PASSWORD: Step = { kind: 'PASSWORD', qr: null, hint: 'кличка' };
const PHONE: Step = { kind: 'PHONE', qr: null };

/** Begins the login of the account in the list, and shows a step of it. */
const at =
  (change: Step = {}) =>
  async (stage: Stage): Promise<void> => {
    await stage.press(stage.t('connect.login'));
    const feed = await stage.until('the login', () => stage.api.feed('login'));
    feed.emit(loginStep(change));
  };

const everyStep: Record<LoginStepKind, GalleryState> = {
  QR: {
    shows: 'a code to scan, or to log in by a number instead',
    reach: at({ qr: 'tg://login?token=first' }),
    says: ({ t }) => t('login.byPhone'),
  },
  PHONE: { shows: 'the number to log in with', reach: at(PHONE), says: ({ t }) => t('login.getCode') },
  CODE: {
    shows: 'the code that went to the application, and another one not before its time',
    reach: at({ ...CODE, resendAt: soon(1) }),
    says: ({ t }) => t('login.codeCare'),
  },
  PASSWORD: {
    shows: 'the cloud password with its hint, shown in clear',
    reach: async stage => {
      await at(PASSWORD)(stage);
      await stage.press(stage.t('login.passwordShow'));
    },
    says: ({ t }) => t('login.passwordHint', { hint: 'кличка' }),
  },
  WAIT: { shows: 'a messenger that is at work', reach: at({ kind: 'WAIT', qr: null }), says: ({ t }) => t('login.waiting') },
  EXPIRED: { shows: 'a series of codes that ended', reach: at({ kind: 'EXPIRED', qr: null }), says: ({ t }) => t('connect.expired') },
  DONE: { shows: 'a person’s account that is logged in', reach: at({ kind: 'DONE', qr: null }), says: ({ t }) => t('login.authorised') },
};

/** Every word that the server may say of an answer that did not do, at the step that it belongs to. */
const PROBLEMS = {
  LOGIN_CODE_WRONG: [CODE, 'Код не подошёл. Проверьте и введите ещё раз.'],
  LOGIN_CODE_EXPIRED: [CODE, 'Код больше не действует. Запросите новый.'],
  LOGIN_PASSWORD_WRONG: [PASSWORD, 'Облачный пароль не подошёл.'],
  LOGIN_TOO_MANY_TRIES: [{ ...PHONE, freeAt: soon(60) }, 'Слишком много попыток.'],
  LOGIN_NO_ACCOUNT: [PHONE, 'На этом номере нет аккаунта Telegram.'],
  LOGIN_NUMBER_BANNED: [PHONE, 'Telegram заблокировал этот номер.'],
  NUMBER_MALFORMED: [PHONE, 'Номер не распознан. Введите его в международном формате.'],
  LOGIN_UNSUPPORTED: [{ kind: 'EXPIRED', qr: null }, `Этот способ входа не поддерживается. ${LONG_NAME}`],
  LOGIN_NOT_CONFIGURED: [{ kind: 'EXPIRED', qr: null }, 'Вход в Telegram не настроен на сервере.'],
} as const satisfies Record<string, readonly [Step, string]>;
const problems = Object.fromEntries(
  Object.entries(PROBLEMS).map(([code, [change, sentence]]): [string, GalleryState] => [
    code,
    {
      shows: `a login that goes on after ${code}`,
      reach: at({ ...change, problem: { ...refusal(code, sentence), retry: 'AFTER_FIX' } as never }),
      says: () => sentence,
    },
  ]),
);

const whatsapp: Answers = {
  managedAccounts: () => [managedAccount({ state: 'LOGIN_REQUIRED' })],
  continueLogin: () => step({ qr: '2@first' }),
};
const lines: Answers = {
  managedAccounts: () => [],
  lines: () => [
    line({ id: 'taken', accounts: [{ id: 'account-1', messenger: 'WHATSAPP', title: LONG_NAME, state: 'CONNECTED' }] }),
    line({ id: 'free', name: 'Склад' }),
    line({ id: 'off', name: 'Архив', isActive: false }),
  ],
};

const states = {
  ...everyStep,
  ...problems,
  whatsappQr: {
    shows: 'a code for the phone of WhatsApp',
    answers: whatsapp,
    reach: at({ qr: '2@first' }),
    says: ({ t }) => t('connect.scanSteps'),
  },
  whatsappQrWaiting: {
    shows: 'a code that is on its way',
    answers: whatsapp,
    reach: at({ qr: null }),
    says: ({ t }) => t('connect.scanTitle'),
  },
  whatsappDone: {
    shows: 'an account of WhatsApp that is connected',
    answers: whatsapp,
    reach: at({ kind: 'DONE', qr: null }),
    says: ({ t }) => t('connect.ready'),
  },
  codeBySms: {
    shows: 'a code that was sent by a text message, asked for again',
    reach: at({ ...CODE, codeSentBy: 'SMS', resendAt: soon(-1) }),
    says: ({ t }) => t('login.resend'),
  },
  refused: {
    shows: 'a number that the server refused',
    reach: async stage => {
      await at(PHONE)(stage);
      await stage.write('не номер', stage.t('login.phone'));
      stage.api.answers['continueLogin'] = () => refusal('NUMBER_MALFORMED', 'Номер не распознан');
      await stage.press(stage.t('login.getCode'));
    },
    says: () => 'Номер не распознан',
  },
  chooseLine: {
    shows: 'the choice of a line for WhatsApp: free, taken, off, new',
    answers: lines,
    reach: stage => stage.press(stage.t('connect.start')),
    says: ({ t }) => t('connect.lineTaken', { account: LONG_NAME }),
  },
  telegramWarning: {
    shows: 'what an account of Telegram may cost, above the choice of a line',
    answers: lines,
    reach: stage => stage.press(stage.t('login.connectTelegram')),
    says: ({ t }) => t('login.warning.watched'),
  },
  lineRefused: {
    shows: 'a line that was taken meanwhile',
    answers: { ...lines, connectAccount: () => refusal('LINE_TAKEN', 'Линия уже занята') },
    reach: async stage => {
      await stage.press(stage.t('connect.start'));
      await stage.press(stage.t('connect.connect'));
    },
    says: () => 'Линия уже занята',
  },
} satisfies Record<string, GalleryState>;

/** The login of an account, above the list. */
export const login: GalleryScreen = {
  component: ApplicationScreen,
  words: settingsWords,
  page: { screen: 'app', card: null },
  answers: { managedAccounts: () => [telegram], continueLogin: () => step({ qr: 'tg://login?token=first' }) },
  states,
};
