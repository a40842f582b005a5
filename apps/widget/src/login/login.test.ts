import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { account, line, loginStep, managedAccount } from '../../testing/builders.ts';
import { eventually, fakeApi, refusal } from '../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../testing/mount.ts';
import ApplicationScreen from '../screens/application/ApplicationScreen.vue';

enableAutoUnmount(afterEach);

type Step = Parameters<typeof loginStep>[0];
const step = (change: Step = {}) => ({ __typename: 'LoginStep', ...loginStep(change) });
const CODE: Step = { kind: 'CODE', qr: null, hint: '+79000000001', codeSentBy: 'APP', codeLength: 5 };
const problem = (code: 'LOGIN_CODE_WRONG' | 'LOGIN_TOO_MANY_TRIES' | 'LOGIN_PASSWORD_WRONG' | 'LOGIN_NO_ACCOUNT', message: string) => ({
  __typename: 'GeneralRefusal' as const,
  code,
  message,
  retry: 'AFTER_FIX' as const,
});
const telegram = {
  ...account({ id: 'account-1', kind: 'TELEGRAM', messenger: 'TELEGRAM', title: 'Telegram', state: 'LOGIN_REQUIRED', address: null }),
  capabilities: { ...account().capabilities, loginWays: ['QR' as const, 'PHONE' as const] },
};

/** The page of an administrator whose Telegram account asks to be logged in. */
function open(answers: Record<string, (variables: Record<string, unknown>) => unknown> = {}, locale: 'ru' | 'en' = 'ru') {
  const api = fakeApi({ managedAccounts: () => [managedAccount(telegram)], continueLogin: () => step(), ...answers });
  const screen = mountScreen(ApplicationScreen, api, surroundings({ page: { locale } }));
  const button = (name: string) => screen.findAll('button').find(one => one.text() === name);
  return {
    api,
    screen,
    text: () => screen.text(),
    button,
    press: async (name: string) => {
      const found = button(name);
      if (!found) throw new Error(`There is no button ${name} in: ${screen.text()}`);
      await (found.attributes('type') === 'submit' ? screen.find('form').trigger('submit') : found.trigger('click'));
    },
    type: async (value: string) => screen.find('form input').setValue(value),
    show: async (change: Step) => {
      await eventually(() => expect(api.feed('login').isStopped).toBe(false));
      api.feed('login').emit(loginStep(change));
    },
    begin: async () => {
      await eventually(() => expect(button('Загрузить QR-код')).toBeDefined());
      await button('Загрузить QR-код')?.trigger('click');
      await eventually(() => expect(button('Войти по номеру телефона')).toBeDefined());
    },
  };
}

describe('connecting Telegram (C-1, C-4)', () => {
  it('says first what it may cost, and offers lines that only WhatsApp has', async () => {
    const { api, screen, text, press, button } = open({
      managedAccounts: () => [],
      lines: () => [line({ id: 'shared', accounts: [{ id: 'w', messenger: 'WHATSAPP', title: 'Отдел продаж', state: 'CONNECTED' }] })],
      connectAccount: () => step(),
    });
    await eventually(() => expect(button('Подключить Telegram')).toBeDefined());
    await press('Подключить Telegram');
    expect(text()).toContain('иногда навсегда');
    expect(screen.findAll('input[type=radio]').map(one => one.attributes('disabled'))).toEqual([undefined, undefined]);
    await press('ПОДКЛЮЧИТЬ');
    await eventually(() => expect(text()).toContain('Настройки → Устройства'));
    expect(api.calls('connectAccount')).toEqual([{ input: { kind: 'TELEGRAM', lineId: 'shared' } }]);
    expect(button('Войти по номеру телефона')).toBeDefined();
  });

  it('goes by number, code and cloud password to the account that it logged in', async () => {
    const { api, screen, text, press, type, show, begin } = open();
    await begin();
    await press('Войти по номеру телефона');
    await type('+7 900 000-00-01');
    api.answers['continueLogin'] = () => step(CODE);
    await press('Получить код');
    await eventually(() => expect(text()).toContain('Код пришёл в приложение Telegram аккаунта +79000000001'));
    expect(text()).toContain('Код, 5 знаков');
    await type('12345');
    api.answers['continueLogin'] = () => step({ kind: 'PASSWORD', qr: null, hint: 'кличка' });
    await press('ВОЙТИ');
    await eventually(() => expect(text()).toContain('Подсказка: кличка'));
    expect(screen.find('form input').attributes('type')).toBe('password');
    await type('тайна');
    await press('ВОЙТИ');
    await eventually(() => expect(api.calls('continueLogin')).toHaveLength(4));
    expect(api.calls('continueLogin')).toEqual([
      { input: { accountId: 'account-1' } },
      { input: { accountId: 'account-1', phone: '+7 900 000-00-01' } },
      { input: { accountId: 'account-1', code: '12345' } },
      { input: { accountId: 'account-1', password: 'тайна' } },
    ]);
    api.feed('accountState').emit({
      __typename: 'AccountStateChanged',
      cursor: '1',
      account: { ...telegram, state: 'SYNCHRONISING', messengerId: '700000001', username: 'olchat_demo', address: '+79000000001' },
    });
    await show({ kind: 'DONE', qr: null });
    await eventually(() => expect(text()).toContain('Аккаунт авторизован'));
    expect(text()).toMatch(/700000001.*@olchat_demo.*\+79000000001/s);
  });

  it.each([
    ['a wrong code', CODE, problem('LOGIN_CODE_WRONG', 'Код не подошёл')],
    ['a wrong password', { kind: 'PASSWORD', qr: null }, problem('LOGIN_PASSWORD_WRONG', 'Облачный пароль не подошёл')],
    ['a number without an account', { kind: 'PHONE', qr: null }, problem('LOGIN_NO_ACCOUNT', 'На этом номере нет аккаунта Telegram')],
  ] as const)('says what is wrong with %s, and asks for it anew', async (_what, at, told) => {
    const { screen, text, type, show, begin } = open();
    await begin();
    await show(at);
    await eventually(() => expect(screen.find('form input').exists()).toBe(true));
    await type('123');
    await show({ ...at, problem: told });
    await eventually(() => expect(screen.find('[role=alert]').text()).toContain(told.message));
    expect(screen.find<HTMLInputElement>('form input').element.value).toBe('');
    expect(screen.find('form input').attributes('aria-invalid')).toBe('true');
    expect(text()).not.toContain('Попробуйте позже');
  });

  it('waits as long as the messenger wants after too many tries, and says until when', async () => {
    const { text, button, type, show, begin, screen } = open();
    await begin();
    const freeAt = new Date(Date.now() + 3_600_000).toISOString();
    await show({ kind: 'PHONE', qr: null, freeAt, problem: problem('LOGIN_TOO_MANY_TRIES', 'Слишком много попыток.') });
    await eventually(() => expect(text()).toContain('Слишком много попыток. Снова можно будет в'));
    await eventually(() => expect(screen.find('form input').exists()).toBe(true));
    await type('+79000000001');
    expect(button('Получить код')?.attributes('disabled')).toBeDefined();
  });

  it('asks for another code when its time has come, and goes back to the number', async () => {
    const { api, text, press, button, show, begin } = open();
    await begin();
    await show({ ...CODE, resendAt: new Date(Date.now() + 60_000).toISOString() });
    await eventually(() => expect(button('Запросить код ещё раз')?.attributes('disabled')).toBeDefined());
    expect(text()).toContain('Запросить код ещё раз можно в');
    await show({ ...CODE, resendAt: new Date(Date.now() - 1000).toISOString() });
    await eventually(() => expect(button('Запросить код ещё раз')?.attributes('disabled')).toBeUndefined());
    api.answers['continueLogin'] = () => step(CODE);
    await press('Запросить код ещё раз');
    await eventually(() => expect(api.calls('continueLogin').at(-1)).toEqual({ input: { accountId: 'account-1', resendCode: true } }));
    await show(CODE);
    await eventually(() => expect(button('Другой номер')).toBeDefined());
    await press('Другой номер');
    await eventually(() => expect(text()).toContain('Вход по номеру телефона'));
  });

  it('keeps what was shown when the server refuses, and says why', async () => {
    const { api, text, press, type, begin } = open();
    await begin();
    await press('Войти по номеру телефона');
    await type('не номер');
    api.answers['continueLogin'] = () => refusal('NUMBER_MALFORMED', 'Номер не распознан');
    await press('Получить код');
    await eventually(() => expect(text()).toContain('Номер не распознан'));
    expect(text()).toContain('Вход по номеру телефона');
  });

  it('restarts the connector from the account’s menu, and says what keeps it from it (C-5)', async () => {
    const { api, screen, text } = open({ restartAccount: () => refusal('ACCOUNT_NOT_CONNECTED', 'Линия не подключена') });
    await eventually(() => expect(screen.find('[aria-haspopup=menu]').exists()).toBe(true));
    await screen.find('[aria-haspopup=menu]').trigger('click');
    const item = screen.findAll('[role=menuitem]').find(one => one.text() === 'Перезагрузить коннектор');
    await item?.trigger('click');
    await eventually(() => expect(text()).toContain('Линия не подключена'));
    expect(api.calls('restartAccount')).toEqual([{ input: { accountId: 'account-1' } }]);
  });

  it('goes back to the code to scan', async () => {
    const { api, text, press, show, begin } = open();
    await begin();
    await show({ kind: 'PHONE', qr: null });
    await eventually(() => expect(text()).toContain('Вход по номеру телефона'));
    api.answers['continueLogin'] = () => step({ qr: 'tg://login?token=second' });
    await press('Быстрый вход по QR-коду');
    await eventually(() => expect(text()).toContain('Отсканируйте код телефоном'));
    expect(api.calls('continueLogin').at(-1)).toEqual({ input: { accountId: 'account-1' } });
  });
});
